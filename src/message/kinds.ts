/** Every kind of line in the log, and what it says. The API's description, the guide to webhooks and their filters are made of this list. */
export const kinds = {
  'message.accepted': 'A message to be sent was written down: `data.state` says whether it may go.',
  'message.queued': 'It is free to go, and waits for its line.',
  'message.held': 'It waits for a time, or for something that is missing: `data.why`.',
  'message.review': 'It waits for a person to look at it.',
  'message.approved': 'A person looked at it and let it go.',
  'message.sent': 'The carrier took it.',
  'message.delayed': 'The carrier did not take it yet; it is tried again by itself.',
  'message.in_doubt': 'The connection broke before the carrier answered: nobody knows whether it went.',
  'message.receipt': 'The carrier reports on one segment.',
  'message.delivered': 'It is on the phone.',
  'message.read': 'It was read.',
  'message.failed': 'It was not sent, or not delivered: `data.why`.',
  'message.expired': 'Its time ran out before it could be delivered.',
  'message.not_reported': 'It was sent, and the carrier said nothing more within its time.',
  'message.canceled': 'It was called back before it left.',
  'message.again': 'A person sent a message in doubt again, as a new one.',
  'message.left': 'A person decided to leave a message in doubt as it is.',
  'message.received': 'A message came in.',
  'keyword.heard': 'A message that came in was understood as STOP, START or HELP: `data.kind`.',
  'contact.named': 'A contact was given a name, or lost it.',
  'conversation.assigned': 'A conversation was given to a member, or to nobody.',
  'conversation.read': 'A member has read further.',
  'member.joined': 'Somebody joined the workspace.',
  'member.changed': 'A member was renamed, or has another role.',
  'member.removed': 'A member was removed.',
  'invitation.made': 'Somebody was invited.',
  'invitation.revoked': 'An invitation was taken back.',
  'carrier.added': 'A carrier was added.',
  'carrier.changed': 'A carrier was renamed.',
  'carrier.removed': 'A carrier was removed.',
  'link.added': 'A link was added.',
  'link.changed': 'A link was changed, or switched on or off.',
  'link.removed': 'A link was removed.',
  'number.added': 'A number was added.',
  'number.changed': 'A number’s label was changed.',
  'number.removed': 'A number was removed.',
  'line.added': 'A number is carried by a link from now on.',
  'line.changed': 'A line’s team or rank was changed.',
  'line.removed': 'A line was removed.',
  'policies.changed': 'The rules for sending were changed.',
  'list.changed': 'A list of numbers was changed.',
  'webhook.added': 'A webhook was added.',
  'webhook.changed': 'A webhook’s address, name or filter was changed.',
  'webhook.paused': 'A webhook was paused, by somebody or after three days without success: `data.why`.',
  'webhook.resumed': 'A paused webhook goes on.',
  'webhook.rotated': 'A webhook was given a new secret.',
  'webhook.replayed': 'A webhook was told to begin elsewhere in the log.',
  'webhook.removed': 'A webhook was removed.',
} as const
export type Kind = keyof typeof kinds
export const allKinds = Object.keys(kinds) as [Kind, ...Kind[]] // `as`: its own keys, and it is not empty

/** Told in a test call only: it happened to nobody and stands in no log, so its `seq` is 0. */
export const testKind = 'webhook.test'
export const testSeq = 0

/** `message.*`: all of a sort. */
export const allSorts: readonly string[] = [...new Set(allKinds.map((kind) => `${kind.split('.')[0]}.*`))]
