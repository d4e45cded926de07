import type { Fragment, Received } from '#src/message/happening.ts'
import { type Part, textOf } from '#src/message/message.ts'
import { type Keyword, keywordIn } from '#src/policies/keywords.ts'

/** The way in, top to bottom: line known? → duplicate? → contact and conversation → keyword? → written down in one transaction. */

/** The line something arrived on. Only lines of a team make contacts and conversations. */
export type HeardOn = { workspaceId: number; lineId: string; teamId: string | null }

/** What became of it: `again`: not written, the other side should bring it again; `nobody`: no line of ours has that address. */
export type Heard = 'written' | 'again' | 'nobody'

/** Something that arrived whole, with an id of its own and everything that can be known before the database is asked. */
export type Arrival = {
  id: string
  on: HeardOn
  linkId: string
  happening: Received
  keyword: Keyword | null
  /** Some of its segments never came. */
  incomplete: boolean
  /** Put together of these, which are removed in the same transaction; if somebody removed them before, it is written already. */
  fragments: FragmentSet | null
  /** Of what came, so that a redelivery is recognised; the session of the link it came in. */
  print: Buffer
  session: string
  at: Date
}
export type FragmentSet = { workspaceId: number; ids: string[]; total: number; incomplete: boolean }
export type Piece = { id: string; on: HeardOn; linkId: string; happening: Fragment; print: Buffer; session: string; at: Date }

/** A keyed hash, one key a workspace: the same for the same words, and telling nobody which. */
export type Print = (of: readonly (string | Uint8Array)[]) => Buffer

export type Hearing = {
  now(): Date
  id(): string
  lineOf(linkId: string, to: string): HeardOn | null
  /** How each workspace hashes; null where its key cannot be had, so that nothing can be sealed either. */
  prints(workspaceIds: number[]): Promise<Map<number, Print | null>>
  /** It could not be written down, or nobody knows: it is to be brought again. */
  failed(cause: unknown): void
  /** One transaction; one answer each. */
  recordArrivals(arrivals: Arrival[]): Promise<Heard[]>
  /** One transaction, and then whatever is whole by now becomes arrivals; one answer each. */
  recordPieces(pieces: Piece[]): Promise<Heard[]>
}

/** A list from one session of one link, in; whether each is written, out. Only what is written may be acknowledged. */
export async function hear(
  linkId: string,
  session: string,
  happenings: readonly (Received | Fragment)[],
  world: Hearing,
): Promise<Heard[]> {
  const at = world.now()
  const heard: Heard[] = happenings.map(() => 'nobody')
  const on = happenings.map(({ to }) => world.lineOf(linkId, to))
  const prints = await world.prints([...new Set(on.flatMap((it) => it?.workspaceId ?? []))])
  const arrivals: { n: number; it: Arrival }[] = []
  const pieces: { n: number; it: Piece }[] = []
  for (const [n, happening] of happenings.entries()) {
    const line = on[n]
    if (!line) continue
    heard[n] = 'again'
    const print = prints.get(line.workspaceId)
    if (!print) continue
    const about = { id: world.id(), on: line, linkId, session, at }
    if (happening.kind === 'fragment') pieces.push({ n, it: { ...about, happening, print: print([happening.from, happening.piece]) } })
    else arrivals.push({ n, it: arrival(about, happening, print) })
  }
  // One that fails must not have the other brought again: it is written down.
  const surely = (work: Promise<Heard[]>, count: number): Promise<Heard[]> =>
    work.catch((cause) => {
      world.failed(cause)
      return Array.from({ length: count }, () => 'again')
    })
  const [written, kept] = await Promise.all([
    arrivals.length > 0 ? surely(world.recordArrivals(arrivals.map(({ it }) => it)), arrivals.length) : [],
    pieces.length > 0 ? surely(world.recordPieces(pieces.map(({ it }) => it)), pieces.length) : [],
  ])
  for (const [i, { n }] of arrivals.entries()) heard[n] = written[i]!
  for (const [i, { n }] of pieces.entries()) heard[n] = kept[i]!
  return heard
}

export const arrival = (
  about: Pick<Arrival, 'id' | 'on' | 'linkId' | 'session' | 'at'>,
  happening: Received,
  print: Print,
  fragments: FragmentSet | null = null,
): Arrival => ({
  ...about,
  happening,
  fragments,
  keyword: keywordOf(happening.parts),
  incomplete: fragments?.incomplete ?? false,
  print: print([happening.from, happening.to, JSON.stringify(happening.parts)]),
})

/** Media with a word under it is a picture, not a keyword. */
const keywordOf = (parts: Part[]): Keyword | null => (parts.every(({ kind }) => kind === 'text') ? keywordIn(textOf(parts)) : null)
