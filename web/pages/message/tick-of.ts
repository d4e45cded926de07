import type { Bubble } from '#src/message/views.ts'

/** What a tick means, never more than is known. `shape` is the picture, `text` what is read aloud and written beside it. */
export type TickShape = 'clock' | 'held' | 'review' | 'one' | 'unknown' | 'two' | 'read' | 'failed' | 'doubt' | 'canceled'
export type TickMeaning = { shape: TickShape; text: string; tone: 'calm' | 'good' | 'warn' | 'bad'; says: string }

type Told = Pick<Bubble, 'state' | 'reason' | 'segments' | 'deliveredSegments'>

export function tickOf({ state, reason, segments, deliveredSegments }: Told, receipts = true): TickMeaning | null {
  switch (state) {
    case 'received':
      return null
    case 'held':
      return { shape: 'held', text: 'Held', tone: 'warn', says: reason?.sentence ?? 'It waits for its time.' }
    case 'review':
      return { shape: 'review', text: 'Waits for approval', tone: 'warn', says: reason?.sentence ?? 'A person must approve it.' }
    case 'queued':
      return { shape: 'clock', text: 'Queued', tone: 'calm', says: reason?.sentence ?? 'It leaves in a moment.' }
    case 'sending':
      return { shape: 'clock', text: 'Sending', tone: 'calm', says: 'It is being handed to the carrier.' }
    case 'sent':
      return sent(reason?.code === 'not_reported', receipts, { segments, deliveredSegments })
    case 'in_doubt':
      return { shape: 'doubt', text: 'In doubt', tone: 'warn', says: reason?.sentence ?? 'It may have gone, it may not.' }
    case 'delivered':
      return { shape: 'two', text: 'Delivered', tone: 'good', says: 'It is on their phone.' }
    case 'read':
      return { shape: 'read', text: 'Read', tone: 'good', says: 'They have opened it.' }
    case 'failed':
      return { shape: 'failed', text: 'Failed', tone: 'bad', says: reason?.sentence ?? 'It was not delivered.' }
    case 'expired':
      return { shape: 'failed', text: 'Expired', tone: 'bad', says: reason?.sentence ?? 'It could not be delivered in time.' }
    case 'canceled':
      return { shape: 'canceled', text: 'Called back', tone: 'calm', says: reason?.sentence ?? 'It was called back before it left.' }
  }
}

function sent(
  notReported: boolean,
  receipts: boolean,
  { segments, deliveredSegments }: Pick<Bubble, 'segments' | 'deliveredSegments'>,
): TickMeaning {
  if (notReported)
    return { shape: 'unknown', text: 'Not reported', tone: 'calm', says: 'The carrier took it, and never said what became of it.' }
  if (!receipts) return { shape: 'one', text: 'Taken by the carrier', tone: 'calm', says: 'This line never reports delivery.' }
  const partly =
    deliveredSegments > 0 && deliveredSegments < segments ? `${deliveredSegments} of ${segments} segments delivered so far.` : ''
  return { shape: 'one', text: 'Taken by the carrier', tone: 'calm', says: partly || 'Delivery has not been reported yet.' }
}

/** Whether a person should look at it without being asked to. */
export const needsWords = (state: Bubble['state']): boolean =>
  ['held', 'review', 'in_doubt', 'failed', 'expired', 'canceled'].includes(state)
