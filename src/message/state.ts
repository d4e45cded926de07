import type { Reason } from './reasons.ts'
import type { Verdict } from './verdict.ts'

/** Where the life of an accepted message begins. */
export type FirstState =
  | { kind: 'queued' }
  | { kind: 'held'; until: Date; why: Reason }
  | { kind: 'review'; why: Reason }
  | { kind: 'failed'; why: Reason }

export function firstState(verdict: Verdict): FirstState {
  switch (verdict.kind) {
    case 'allow':
      return { kind: 'queued' }
    case 'hold':
      return { kind: 'held', until: verdict.until, why: verdict.why }
    case 'review':
      return { kind: 'review', why: verdict.why }
    case 'block':
      return { kind: 'failed', why: verdict.why }
  }
}

export const states = [
  'held',
  'review',
  'queued',
  'sending',
  'sent',
  'in_doubt',
  'delivered',
  'read',
  'failed',
  'expired',
  'canceled',
  'received',
] as const
export type State = (typeof states)[number]

/** Every move a message may make. What is not listed is a bug and is refused where states are written. */
export const moves: Record<State, readonly State[]> = {
  held: ['queued', 'held', 'review', 'failed', 'expired', 'canceled'],
  review: ['queued', 'failed', 'expired', 'canceled'],
  // delivered: it was in doubt, waits to be sent again, and the receipt of the first copy came
  queued: ['sending', 'held', 'sent', 'delivered', 'failed', 'expired', 'canceled'],
  // back to queued: refused later, or in doubt and declared `resend`
  sending: ['sent', 'queued', 'held', 'failed', 'in_doubt', 'delivered', 'expired'],
  sent: ['delivered', 'read', 'failed', 'expired'],
  // a late receipt settles the doubt; a person may send it again or let it rest
  in_doubt: ['queued', 'sent', 'delivered', 'read', 'failed', 'expired', 'canceled'],
  delivered: ['read'],
  read: [],
  failed: [],
  expired: [],
  canceled: [],
  received: [],
}

export const mayMove = (from: State, to: State): boolean => moves[from].includes(to)

/** Nothing more is expected of it: `read` may still follow `delivered`, and is told as an event. */
export const isEnd = (state: State): boolean => ['delivered', 'read', 'failed', 'expired', 'canceled', 'received'].includes(state)
