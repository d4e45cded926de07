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
