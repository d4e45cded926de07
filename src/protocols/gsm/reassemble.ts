/**
 * Puts the segments of long messages back together. A pure state machine: keep the state, feed it the parts that arrive and, now and then,
 * `expired`. States are never changed, only replaced.
 */

/** One received segment. The first five fields are its set's key. Add fields of your own; they come back with the part. */
export type Part = {
  readonly source: string
  readonly destination: string
  readonly ref: number
  readonly total: number
  readonly wide: boolean
  readonly seq: number
  /** The text's octets without header, as they arrived. */
  readonly octets: Uint8Array
}

export type Limits = {
  /** Incomplete sets kept; beyond it the oldest is given up. */
  readonly maxPending: number
  /** Parts kept; beyond it finished sets are forgotten first, then the oldest incomplete one is given up. */
  readonly maxParts: number
  /** How long after its first part an incomplete set is given up. */
  readonly timeoutMs: number
  /** How long a finished set is remembered, to know the copies of its parts. */
  readonly rememberMs: number
}

/** 10,000 sets and 50,000 parts are 7 MB of text at most; a day is what carriers keep trying. */
export const defaultLimits: Limits = { maxPending: 10_000, maxParts: 50_000, timeoutMs: 86_400_000, rememberMs: 600_000 }

type PartSet<P> = { readonly since: number; readonly parts: readonly P[] }

export type Reassembler<P extends Part = Part> = {
  readonly limits: Limits
  readonly pending: ReadonlyMap<string, PartSet<P>>
  readonly finished: ReadonlyMap<string, PartSet<P>>
  readonly held: number
}

/** What became of one part. `missing` are the sequence numbers still awaited; parts come in order of `seq`. */
export type Outcome<P extends Part = Part> =
  | { readonly kind: 'complete'; readonly parts: readonly P[] }
  | { readonly kind: 'pending'; readonly missing: readonly number[] }
  | { readonly kind: 'duplicate' } // same content again, before or after its set was complete
  | { readonly kind: 'conflict'; readonly missing: readonly number[] } // same number, other content: a new set begins, the old one is in `partials`
  | { readonly kind: 'refused' } // seq or total cannot be: treat it as a message of its own

/** A set that was given up. */
export type PartialSet<P extends Part = Part> = {
  readonly why: 'timeout' | 'crowded' | 'conflict'
  readonly parts: readonly P[]
  readonly missing: readonly number[]
  readonly since: number
}

export function reassembler<P extends Part = Part>(limits: { readonly [L in keyof Limits]?: number } = {}): Reassembler<P> {
  return { limits: { ...defaultLimits, ...limits }, pending: new Map(), finished: new Map(), held: 0 }
}

/** One part. See `addAll`, which costs the same for a hundred. `now` in milliseconds. */
export function add<P extends Part>(state: Reassembler<P>, part: P, now: number) {
  const { outcomes, ...rest } = addAll(state, [part], now)
  return { ...rest, outcome: outcomes[0] ?? { kind: 'refused' as const } }
}

/**
 * Parts in, outcomes out, one for each and in their order, plus the sets that had to be given up: nothing that was taken in is dropped
 * without being in one or the other. Copies the index of pending sets once per call.
 */
export function addAll<P extends Part>(state: Reassembler<P>, parts: readonly P[], now: number) {
  const draft = draftOf(state)
  const outcomes = parts.map((part) => take(draft, part, now))
  return { state: seal(draft), outcomes, partials: draft.partials as readonly PartialSet<P>[] }
}

/** Gives up the sets whose time has passed and forgets old finished ones. Call it every minute or so. */
export function expired<P extends Part>(state: Reassembler<P>, now: number) {
  const draft = draftOf(state)
  for (const [key, set] of draft.pending) if (late(set, now, draft.limits.timeoutMs)) giveUp(draft, key, set, 'timeout')
  for (const [key, set] of draft.finished) if (late(set, now, draft.limits.rememberMs)) forget(draft, key, set)
  return { state: seal(draft), partials: draft.partials as readonly PartialSet<P>[] }
}

type Draft<P extends Part> = {
  limits: Limits
  pending: Map<string, PartSet<P>>
  finished: Map<string, PartSet<P>>
  held: number
  partials: PartialSet<P>[]
}

function draftOf<P extends Part>({ limits, pending, finished, held }: Reassembler<P>): Draft<P> {
  return { limits, pending: new Map(pending), finished: new Map(finished), held, partials: [] }
}

function seal<P extends Part>({ limits, pending, finished, held }: Draft<P>): Reassembler<P> {
  return { limits, pending, finished, held }
}

function take<P extends Part>(draft: Draft<P>, part: P, now: number): Outcome<P> {
  if (!possible(part)) return { kind: 'refused' }
  const key = JSON.stringify([part.source, part.destination, part.ref, part.total, part.wide])
  const before = draft.finished.get(key)
  if (before && late(before, now, draft.limits.rememberMs)) forget(draft, key, before)
  else if (before && same(part, before)) return { kind: 'duplicate' }
  let set = draft.pending.get(key)
  if (set && late(set, now, draft.limits.timeoutMs)) set = giveUp(draft, key, set, 'timeout')
  if (set && same(part, set)) return { kind: 'duplicate' }
  const conflict = set?.parts.some(({ seq }) => seq === part.seq) ?? false
  if (set && conflict) set = giveUp(draft, key, set, 'conflict')
  const grown = { since: set?.since ?? now, parts: [...(set?.parts ?? []), part].sort((a, b) => a.seq - b.seq) }
  draft.held++
  const outcome = settle(draft, key, grown, now, conflict)
  makeRoom(draft)
  return outcome
}

function settle<P extends Part>(draft: Draft<P>, key: string, set: PartSet<P>, now: number, conflict: boolean): Outcome<P> {
  const missing = missingIn(set.parts)
  if (missing.length > 0) {
    draft.pending.set(key, set)
    return { kind: conflict ? 'conflict' : 'pending', missing }
  }
  draft.pending.delete(key)
  const before = draft.finished.get(key)
  if (before) forget(draft, key, before)
  draft.finished.set(key, { since: now, parts: set.parts })
  return { kind: 'complete', parts: set.parts }
}

/** Maps keep the order of insertion, so the first entry is the oldest. */
function makeRoom<P extends Part>(draft: Draft<P>): void {
  const { maxPending, maxParts } = draft.limits
  for (const [key, set] of draft.finished) {
    if (draft.held <= maxParts) break
    forget(draft, key, set)
  }
  for (const [key, set] of draft.pending) {
    if (draft.held <= maxParts && draft.pending.size <= maxPending) break
    giveUp(draft, key, set, 'crowded')
  }
}

function giveUp<P extends Part>(draft: Draft<P>, key: string, set: PartSet<P>, why: PartialSet['why']): undefined {
  draft.pending.delete(key)
  draft.held -= set.parts.length
  draft.partials.push({ why, parts: set.parts, missing: missingIn(set.parts), since: set.since })
}

function forget<P extends Part>(draft: Draft<P>, key: string, set: PartSet<P>): void {
  draft.finished.delete(key)
  draft.held -= set.parts.length
}

function possible({ seq, total }: Part): boolean {
  return Number.isInteger(seq) && Number.isInteger(total) && seq >= 1 && seq <= total && total <= 255
}

function late(set: PartSet<Part>, now: number, afterMs: number): boolean {
  return now - set.since >= afterMs
}

function same(part: Part, set: PartSet<Part>): boolean {
  const twin = set.parts.find(({ seq }) => seq === part.seq)
  return twin?.octets.length === part.octets.length && twin.octets.every((octet, at) => octet === part.octets[at])
}

function missingIn(parts: readonly Part[]): number[] {
  const missing: number[] = []
  for (let seq = 1; seq <= (parts[0]?.total ?? 0); seq++) if (!parts.some((part) => part.seq === seq)) missing.push(seq)
  return missing
}
