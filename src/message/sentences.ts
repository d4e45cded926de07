import { type Reason, reasons, sentence } from './reasons.ts'

/** What a line of the log says to a person. */
export function sentenceOf(kind: string, data: Record<string, unknown> | null): string {
  const why = data?.['why']
  const because = typeof why === 'string' && why in reasons ? ` ${sentence(why as Reason)}` : '' // `as`: just looked up
  switch (kind) {
    case 'message.accepted':
      return `${accepted[String(data?.['state'])] ?? 'Accepted.'}${because}`
    case 'message.queued':
      return 'Free to go: queued for its line.'
    case 'message.held':
      return `Held before the wire.${because}`
    case 'message.review':
      return `Waits for a person to look at it.${because}`
    case 'message.approved':
      return 'A person looked at it, and let it go.'
    case 'message.sent':
      return attempt(data) > 1 ? `The carrier took it, at attempt ${attempt(data)}.` : 'The carrier took it.'
    case 'message.delayed':
      return `Not taken yet; tried again by itself.${because}`
    case 'message.in_doubt':
      return data?.['choice'] === 'resend' ? `In doubt, and sent again, as its sender declared.${because}` : `In doubt.${because}`
    case 'message.receipt':
      return `The carrier reports on segment ${data?.['segment'] ?? 1}: ${progress[String(data?.['state'])] ?? 'under way'}.`
    case 'message.delivered':
      return 'Delivered to the phone.'
    case 'message.read':
      return 'Read.'
    case 'message.failed':
      return `Failed.${because}`
    case 'message.expired':
      return `Its time ran out.${because}`
    case 'message.not_reported':
      return `Not reported.${because}`
    case 'message.canceled':
      return `Called back before it left.`
    case 'message.again':
      return 'A person sent it again, as a new message.'
    case 'message.left':
      return 'A person decided to leave it.'
    case 'message.received':
      return data?.['possibleDuplicate']
        ? 'Received. The same words came minutes before, in an earlier session of the link: possibly the same message.'
        : 'Received, written down, and acknowledged to the carrier.'
    case 'keyword.heard':
      return `Understood as ${String(data?.['kind']).toUpperCase()}.`
    case 'contact.named':
      return 'A contact was given a name, or lost it.'
    case 'conversation.assigned':
      return data?.['to'] === null ? 'Given to nobody.' : 'Given to a member.'
    case 'conversation.read':
      return 'A member has read further.'
    default:
      return changes(kind, data) ?? kind
  }
}

/** What somebody set up: `link.changed`, `webhook.paused`. The name is theirs, the rest ours. */
function changes(kind: string, data: Record<string, unknown> | null): string | null {
  const [what = '', how = ''] = kind.split('.')
  const thing = things[what]
  const done = doings[how]
  if (!thing || !done) return null
  const name = typeof data?.['name'] === 'string' ? ` “${data['name']}”` : ''
  const why = how === 'paused' && typeof data?.['why'] === 'string' ? ` ${data['why']}` : ''
  return `${thing}${name} ${done}.${why}`
}

const things: Record<string, string> = {
  carrier: 'Carrier',
  link: 'Link',
  number: 'Number',
  line: 'Line',
  policies: 'Rules for sending',
  list: 'List',
  webhook: 'Webhook',
  member: 'Member',
  invitation: 'Invitation',
}
const doings: Record<string, string> = {
  added: 'added',
  changed: 'changed',
  removed: 'removed',
  paused: 'paused',
  resumed: 'resumed',
  rotated: 'given a new secret',
  replayed: 'told to begin again further back',
  test: 'tried with a test event',
  joined: 'joined',
  made: 'made',
  revoked: 'taken back',
}

const attempt = (data: Record<string, unknown> | null): number => Number(data?.['attempt'] ?? 1)

const accepted: Record<string, string> = {
  queued: 'Accepted and queued for its line.',
  held: 'Accepted and held.',
  review: 'Accepted, and waits for a person to look at it.',
  failed: 'Not sent.',
}

const progress: Record<string, string> = {
  sent: 'under way',
  delivered: 'delivered',
  failed: 'not delivered',
  expired: 'out of time',
  read: 'read',
}
