import type { Tally } from '#src/delivery/correlation/store.ts'
import type { Receipt } from '#src/message/happening.ts'
import type { Reason } from '#src/message/reasons.ts'
import type { State } from '#src/message/state.ts'

/** What a receipt, or the tally of a message's segments, means for the message. Pure: the table of §7 "Links and credit". */

/** `early`: it has been kept since before its message was known, under this id. */
export type Reported = { receipt: Receipt; early?: string }

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

type Counts = Pick<Tally, 'delivered' | 'failed' | 'expired'>

/** Delivered when all segments are; failed when one is and all have been reported, saying how many came. Null while one may still be reported. */
export function endOfMany(segments: number, { delivered, failed, expired }: Counts, why: Reason | undefined): End | null {
  if (delivered >= segments) return { state: 'delivered', reason: null, deliveredSegments: segments }
  if (delivered + failed + expired < segments) return null
  if (delivered > 0) return { state: 'failed', reason: 'partly_delivered', deliveredSegments: delivered }
  if (failed === 0) return { state: 'expired', reason: why ?? 'out_of_time', deliveredSegments: 0 }
  return { state: 'failed', reason: why ?? 'undeliverable', deliveredSegments: 0 }
}

/** Time is up and some segments were never reported: one that failed is known, and the others may have come. */
export function endOverdueSegments(counted: Counts | undefined): { state: 'sent' | 'failed'; reason: Reason; deliveredSegments: number } {
  const { delivered, failed, expired } = counted ?? { delivered: 0, failed: 0, expired: 0 }
  if (failed + expired === 0) return { state: 'sent', reason: 'not_reported', deliveredSegments: delivered }
  return { state: 'failed', reason: delivered > 0 ? 'partly_delivered' : 'undeliverable', deliveredSegments: delivered }
}

/**
 * From which states an end is believed. A delivery is the truth wherever we are; a failure is that of the copy it reports on, and says
 * nothing of one that is still to go.
 */
export const believedFrom = (state: End['state']): readonly State[] =>
  state === 'delivered' || state === 'read' ? ['held', 'review', 'queued', 'sending', 'sent', 'in_doubt'] : ['sent', 'in_doubt']
