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
  // sent, delivered, read, from here to `sending`: it was in doubt, is to go again, and the receipt of its first copy came
  held: ['queued', 'held', 'review', 'sent', 'delivered', 'read', 'failed', 'expired', 'canceled'],
  // stays: a person said yes, and meanwhile another policy asks
  review: ['queued', 'held', 'review', 'sent', 'delivered', 'read', 'failed', 'expired', 'canceled'],
  queued: ['sending', 'held', 'review', 'sent', 'delivered', 'read', 'failed', 'expired', 'canceled'],
  // back to queued: refused later, or in doubt and declared `resend`
  sending: ['sent', 'queued', 'failed', 'in_doubt', 'delivered', 'read'],
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

/** Asked wherever a state is written, of every state it may be written over. */
export function mustMove(from: readonly State[], to: State): void {
  const never = from.filter((it) => !mayMove(it, to))
  if (never.length > 0) throw new Error(`A message cannot go from ${never.join(' or ')} to ${to}`)
}

/** Nothing more is expected of it: `read` may still follow `delivered`, and is told as an event. */
export const isEnd = (state: State): boolean => ['delivered', 'read', 'failed', 'expired', 'canceled', 'received'].includes(state)
