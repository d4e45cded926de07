import { mostResends, waitSeconds } from '#src/delivery/retry.ts'
import type { Outcome } from '#src/message/outcome.ts'
import type { Reason } from '#src/message/reasons.ts'
import type { Queued } from './outbound.ts'

/** What an outcome means for the message. The only place where outcomes become states. */
export type Conclusion =
  | { kind: 'sent'; ids: string[]; keys: string[][] }
  | { kind: 'again'; dueAt: Date; why: Reason; elsewhere: boolean; detail: string | null; doubtful: boolean; keys: string[][] }
  | { kind: 'in_doubt'; keys: string[][] }
  | { kind: 'failed'; why: Reason; detail: string | null; takenSegments: string[] }

/** `other`: there is another link that has not refused it yet. `attempts` counts this one. */
export function conclude({ message, attempts, expiresAt }: Queued, outcome: Outcome, now: Date, other: boolean): Conclusion {
  switch (outcome.kind) {
    case 'taken':
      return { kind: 'sent', ids: outcome.ids, keys: outcome.keys ?? outcome.ids.map((id) => [id]) }
    case 'unknown': {
      const keys = outcome.keys ?? []
      const dueAt = after(now, waitSeconds(attempts))
      if (message.inDoubt === 'ask' || attempts >= mostResends || dueAt >= expiresAt) return { kind: 'in_doubt', keys }
      return { kind: 'again', dueAt, why: 'lost_answer', elsewhere: false, detail: null, doubtful: true, keys }
    }
    case 'refused': {
      const { why, retry, afterSeconds, takenSegments = [], detail = null } = outcome
      const never: Conclusion = { kind: 'failed', why, detail, takenSegments }
      // Segments that have gone must not go twice: a message partly taken is not begun anew.
      if (retry === 'never' || takenSegments.length > 0 || (retry === 'elsewhere' && !other)) return never
      const dueAt = retry === 'elsewhere' ? now : after(now, waitSeconds(attempts, afterSeconds))
      if (dueAt >= expiresAt) return never
      return { kind: 'again', dueAt, why, elsewhere: retry === 'elsewhere', detail, doubtful: false, keys: [] }
    }
  }
}

const after = (now: Date, seconds: number): Date => new Date(now.getTime() + seconds * 1000)
