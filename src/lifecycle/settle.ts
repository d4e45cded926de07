import type { Tally } from '#src/delivery/store.ts'
import type { Receipt } from '#src/message/happening.ts'
import type { Reason } from '#src/message/reasons.ts'
import type { State } from '#src/message/state.ts'

/** What a receipt, or the tally of a message's segments, means for the message. Pure: the table of §7 "Links and credit". */

export type End = { state: Extract<State, 'delivered' | 'read' | 'failed' | 'expired'>; reason: Reason | null; deliveredSegments: number }

/** A message of one segment ends with its receipt; `sent` is progress only. */
export function endOfOne({ state, why }: Receipt): End | null {
  switch (state) {
    case 'sent':
      return null
    case 'delivered':
    case 'read':
      return { state, reason: null, deliveredSegments: 1 }
    case 'failed':
      return { state, reason: why ?? 'undeliverable', deliveredSegments: 0 }
    case 'expired':
      return { state, reason: why ?? 'out_of_time', deliveredSegments: 0 }
  }
}

/** Delivered when all segments are; failed as soon as one is, saying how many came. Null while something may still be reported. */
export function endOfMany(
  segments: number,
  { delivered, failed, expired }: Omit<Tally, 'message_id'>,
  why: Reason | undefined,
): End | null {
  if (delivered >= segments) return { state: 'delivered', reason: null, deliveredSegments: segments }
  if (delivered + failed + expired < segments) return null
  if (delivered > 0) return { state: 'failed', reason: 'partly_delivered', deliveredSegments: delivered }
  if (failed === 0) return { state: 'expired', reason: why ?? 'out_of_time', deliveredSegments: 0 }
  return { state: 'failed', reason: why ?? 'undeliverable', deliveredSegments: 0 }
}
