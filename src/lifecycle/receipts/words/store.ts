import type { Early } from '#src/delivery/early/store.ts'
import type { Content } from '#src/message/content.ts'
import type { Receipt } from '#src/message/happening.ts'
import type { Db } from '#src/platform/db.ts'
import { ints, texts } from '#src/platform/db-arrays.ts'
import { inEarly, inEvent, inSegment, sealWords } from '../../carriers-words.ts'
import type { Reported } from '../../settle.ts'

/**
 * The carriers' own words in receipts, sealed before the transaction that settles them: a key may have to be fetched, and nobody should wait
 * for one with rows locked. Whose they are is looked up first; where nobody knows yet, they are sealed for the workspace of the link.
 */
export type Words = {
  ofEvent(n: number): Buffer | null
  ofSegment(n: number): Buffer | null
  asEarly(receipt: Receipt, n: number): Early
  /** Whether the words of receipt `n` were sealed for this message, or it has none. */
  fit(n: number, messageId: string): boolean
}

type Owner = { n: number; workspace_id: number; message_id: string | null }

export async function wordsOf(db: Db, content: Content, linkId: string, reported: readonly Reported[], id: () => string): Promise<Words> {
  const spoken = reported.flatMap(({ receipt }, n) => (receipt.detail ? [{ receipt, n }] : []))
  const ids = reported.map(({ early }) => early ?? id())
  const owners = spoken.length > 0 ? await ownersOf(db, linkId, spoken) : []
  const byPlace = new Map<number, Owner>()
  for (const it of owners) if (it.message_id && !byPlace.has(it.n)) byPlace.set(it.n, it)
  const ofLink = owners.find((it) => it.message_id === null)?.workspace_id
  const sealed = await sealWords(
    content,
    spoken.flatMap(({ receipt, n }) => {
      const owner = byPlace.get(n)
      const words = receipt.detail
      if (!owner?.message_id) return ofLink === undefined ? [] : [{ at: inEarly(ofLink, ids[n]!), words }] // one id each
      const of = { workspaceId: owner.workspace_id, messageId: owner.message_id }
      return [
        { at: inEvent(of), words },
        { at: inSegment(of), words },
      ]
    }),
  )
  const events = new Map<number, Buffer | null>()
  const segments = new Map<number, Buffer | null>()
  const early = new Map<number, Buffer | null>()
  let next = 0
  for (const { n } of spoken) {
    if (byPlace.has(n)) {
      events.set(n, sealed[next++] ?? null)
      segments.set(n, sealed[next++] ?? null)
    } else if (ofLink !== undefined) early.set(n, sealed[next++] ?? null)
  }
  return {
    ofEvent: (n) => events.get(n) ?? null,
    ofSegment: (n) => segments.get(n) ?? null,
    asEarly: ({ detail: _, ...receipt }, n) => ({ id: ids[n]!, receipt, detail: early.get(n) ?? null }), // one id each
    fit: (n, messageId) => !reported[n]?.receipt.detail || byPlace.get(n)?.message_id === messageId,
  }
}

/** The message of each receipt, as far as it is known now; and, without one, the workspace of the link. */
const ownersOf = (db: Db, linkId: string, spoken: readonly { receipt: Receipt; n: number }[]): Promise<Owner[]> => {
  const pairs = spoken.flatMap(({ receipt, n }) => receipt.ids.map((id) => ({ n, id })))
  const doubtful = spoken.flatMap(({ receipt: { reference, to }, n }) => (reference === undefined || !to ? [] : [{ n, reference, to }]))
  return db.spineRead<Owner>(
    `select 1 as rank, g.n, c.workspace_id, c.message_id from unnest($2::int[], $3::text[]) as g (n, carrier_id)
       join carrier_ids c on c.link_id = $1 and c.carrier_id = g.carrier_id
     union all
     select 2, g.n, d.workspace_id, d.message_id from unnest($4::int[], $5::int[], $6::text[]) as g (n, reference, uri)
       join doubts d on d.link_id = $1 and d.reference = g.reference and d.uri = g.uri
     union all
     select 3, -1, workspace_id, null from links where id = $1
     order by rank, message_id`,
    [
      linkId,
      ints(pairs, (it) => it.n),
      texts(pairs, (it) => it.id),
      ints(doubtful, (it) => it.n),
      ints(doubtful, (it) => it.reference),
      texts(doubtful, (it) => it.to),
    ],
    'receipts.owners',
  )
}
