import type { Bubble, MessagePage } from '#src/message/views.ts'
import type { World } from './world.ts'

type Event = MessagePage['events'][number]

const told: Partial<Record<Bubble['state'], [sentence: string, detail: string | null]>> = {
  queued: ['Queued to leave', null],
  held: ['Held', null],
  sending: ['Handed to the carrier', 'Atlantic Wireless, bind 1 of 2'],
  sent: ['Taken by the carrier', 'message_id 4f1c09ae'],
  delivered: ['Delivered', 'stat:DELIVRD err:000'],
  failed: ['Failed', 'stat:UNDELIV err:027'],
  in_doubt: ['The connection broke before the carrier answered', 'bind 1 closed'],
  canceled: ['Called back', null],
}

const lives: Partial<Record<Bubble['state'], Bubble['state'][]>> = {
  queued: ['queued'],
  held: ['held'],
  sent: ['queued', 'sending', 'sent'],
  delivered: ['queued', 'sending', 'sent', 'delivered'],
  failed: ['queued', 'sending', 'sent', 'failed'],
  in_doubt: ['queued', 'sending', 'in_doubt'],
  canceled: ['queued', 'canceled'],
}

/** A believable working for any message. */
export function pageOf(world: World, message: Bubble): MessagePage {
  const out = message.direction === 'out'
  const line = world.lines.find((it) => it.number === (out ? message.from : message.to[0]))
  const after = (ms: number) => new Date(Date.parse(message.at) + ms).toISOString()
  const steps: Omit<Event, 'seq'>[] = out
    ? [
        { at: after(0), kind: 'accepted', sentence: `Written by ${message.by?.name ?? 'a workflow'}, accepted`, detail: null },
        ...(lives[message.state] ?? []).map((state, at) => ({
          at: after(4 + at * at * 310),
          kind: state,
          sentence:
            state === message.state && message.reason ? `${told[state]?.[0]}: ${message.reason.sentence}` : (told[state]?.[0] ?? state),
          detail: told[state]?.[1] ?? null,
        })),
      ]
    : [{ at: after(0), kind: 'received', sentence: 'Received', detail: 'Atlantic Wireless, bind 2 of 2' }]
  const ended = message.state === 'delivered'
  return {
    ...message,
    channel: line?.channelLabel ?? '',
    line: line ? { id: line.id, number: line.number, linkName: 'Atlantic', carrierName: 'Atlantic Wireless' } : null,
    encoding: 'gsm7',
    verdicts: out ? verdictsOf(message, after) : [],
    events: steps.map((it, at) => ({ seq: at + 1, ...it })),
    segmentList: Array.from({ length: message.segments }, (_, at) => ({
      index: at + 1,
      carrierId: out ? `4f1c09a${at}` : null,
      state: ended ? 'delivered' : message.state,
      at: after(1800 + at * 140),
      detail: ended ? 'stat:DELIVRD err:000' : null,
    })),
  }
}

function verdictsOf(message: Bubble, after: (ms: number) => string): MessagePage['verdicts'] {
  const said = (policy: string, kind: MessagePage['verdicts'][number]['kind'], moment: 'gate' | 'wire', ms: number) => ({
    policy,
    kind,
    why: kind === 'allow' ? null : (message.reason?.code ?? null),
    sentence: kind === 'allow' ? null : (message.reason?.sentence ?? null),
    until: kind === 'hold' ? message.heldUntil : null,
    at: after(ms),
    moment,
  })
  const blocked = message.state === 'failed' && message.reason?.code === 'opted_out'
  return [
    said('opt_out', blocked ? 'block' : 'allow', 'gate', 1),
    said('quiet_hours', message.state === 'held' ? 'hold' : 'allow', 'gate', 1),
    said('destination', 'allow', 'gate', 2),
    ...(blocked || message.state === 'held' ? [] : [said('opt_out', 'allow', 'wire', 6), said('quiet_hours', 'allow', 'wire', 6)]),
  ]
}
