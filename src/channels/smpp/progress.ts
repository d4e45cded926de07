import type { Outcome } from '#src/message/outcome.ts'
import type { Reason } from '#src/message/reasons.ts'
import { type IdMode, messageIds } from '#src/protocols/smpp/message-ids.ts'
import type { SubmitSm } from '#src/protocols/smpp/pdu.ts'
import type { Settled } from '#src/protocols/smpp/settled.ts'
import { isThrottling, status, statusOf } from '#src/protocols/smpp/status.ts'

/** One message on its way, segment by segment. Pure bookkeeping: what was answered, what still has to go, and what it all means. */
export type Progress = {
  id: string
  pdus: SubmitSm[]
  /** What the carrier calls each segment it took. */
  ids: (string | null)[]
  /** Segments not handed over yet, or handed back by a carrier that wanted a pause. In order. */
  toGo: number[]
  underWay: number
  refused: { code: number; detail: string | null } | null
  lost: boolean
}

export const begin = (id: string, pdus: SubmitSm[]): Progress => ({
  id,
  pdus,
  ids: pdus.map(() => null),
  toGo: pdus.map((_, i) => i),
  underWay: 0,
  refused: null,
  lost: false,
})

/** A segment's answer. A throttled one waits here for the end of the pause, and goes before any that follow it; nothing more goes after a refusal or a lost answer. */
export function answered(progress: Progress, segment: number, result: Settled): void {
  progress.underWay -= 1
  if (result.kind === 'resp') progress.ids[segment] = 'messageId' in result.resp ? result.resp.messageId : ''
  else if (result.kind === 'unknown') progress.lost = true
  else if (result.kind === 'unsent' && result.why !== 'unwritable') putBack(progress, segment)
  else if (result.kind === 'refused' && isThrottling(result.status)) putBack(progress, segment)
  else
    progress.refused ??= { code: result.status ?? status.invalidDestination, detail: 'detail' in result ? (result.detail ?? null) : null }
  if (progress.refused || progress.lost) progress.toGo = []
}

const putBack = (progress: Progress, segment: number): void => {
  progress.toGo = [...progress.toGo, segment].toSorted((a, b) => a - b)
}

const taken = ({ ids }: Progress): string[] => ids.filter((it) => it !== null)

/** Null while something is under way or has to go. */
export function outcomeOf(progress: Progress, idMode: IdMode): Outcome | null {
  if (progress.underWay > 0 || progress.toGo.length > 0) return null
  if (progress.lost) return lost(progress, idMode)
  if (!progress.refused) {
    const ids = taken(progress)
    return { kind: 'taken', ids, keys: ids.map((id) => keysOf(id, idMode)) }
  }
  const { code, detail } = progress.refused
  const { retry, name, meaning } = statusOf(code)
  const why = reasons.get(code) ?? 'refused_by_carrier'
  return { kind: 'refused', why, retry, takenSegments: taken(progress), detail: `${name}: ${meaning}${detail ? ` ${detail}` : ''}` }
}

/** What was answered of it before is known all the same: its receipts will say so. */
const lost = ({ ids }: Progress, idMode: IdMode): Outcome => ({
  kind: 'unknown',
  keys: ids.map((id) => (id === null ? [] : keysOf(id, idMode))),
})

/** Receipts are looked up under every spelling, so the plainest one is enough, unless nobody knows how the carrier spells. */
const keysOf = (id: string, mode: IdMode): string[] => {
  const keys = messageIds(id, mode, 'response')
  return mode === 'auto' ? keys : keys.slice(-1)
}

/** The session ended: what had not begun comes back unharmed, what is whole but for segments never handed over goes on later. */
export const outcomeWhenDown = (progress: Progress): Outcome | null =>
  hasBegun(progress) ? null : { kind: 'refused', why: 'link_down', retry: 'later' }

/** Its words may be used no longer: what had not begun comes back; of what is half gone the rest must follow, or nobody could read it. */
export const outcomeWhenTakenBack = (progress: Progress): Outcome | null =>
  hasBegun(progress) ? null : { kind: 'refused', why: 'key_unavailable', retry: 'later' }

const hasBegun = (progress: Progress): boolean =>
  progress.underWay > 0 || progress.lost || progress.refused !== null || taken(progress).length > 0

/** It waited too long to go: whole, it goes back to the queue; in part, it has failed; what is under way may have gone. */
export function outcomeWhenLate(progress: Progress, idMode: IdMode): Outcome {
  if (progress.underWay > 0 || progress.lost) return lost(progress, idMode)
  const went = taken(progress)
  if (went.length === 0) return { kind: 'refused', why: 'rate_limited', retry: 'later' }
  const detail = `${went.length} of ${progress.pdus.length} segments went before the link broke`
  return { kind: 'refused', why: 'link_down', retry: 'never', takenSegments: went, detail }
}

const reasons = new Map<number, Reason>([
  [status.invalidSource, 'bad_sender'],
  [status.invalidDestination, 'bad_destination'],
  [status.receiverPermanent, 'blocked_by_carrier'],
  [status.receiverRejected, 'blocked_by_carrier'],
  [status.systemError, 'refused_by_carrier'],
])
