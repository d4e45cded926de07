import { addCarrierIds, correlate, correlateDoubtful, type Found, markSegments, tally } from '#src/delivery/correlation/store.ts'
import { forgetEarly, keepEarly } from '#src/delivery/early/store.ts'
import { moveFlights } from '#src/delivery/store.ts'
import type { Content } from '#src/message/content.ts'
import type { Receipt } from '#src/message/happening.ts'
import type { Db, Tx } from '#src/platform/db.ts'
import { append, type NewEvent } from '#src/platform/events.ts'
import { type Ending, end } from '../ending/store.ts'
import { believedFrom, type End, endOfMany, endOfOne, type Reported } from '../settle.ts'
import { type Words, wordsOf } from './words/store.ts'

type Paired = { receipt: Receipt; row: Found; carrierId: string | null; n: number }

/**
 * Receipts of one link, in one transaction: whose they are → what they mean → written down. What nobody knows yet is kept for some
 * minutes, because some carriers report before they answer. Answers how many were kept.
 */
export async function settle(
  db: Db,
  content: Content,
  linkId: string,
  reported: readonly Reported[],
  world: { id(): string; now(): Date },
): Promise<{ early: number }> {
  const receipts = reported.map(({ receipt }) => receipt)
  const words = await wordsOf(db, content, linkId, reported, world.id)
  return db.spine(async (tx) => {
    const pairs = await learn(tx, linkId, await pair(tx, linkId, receipts, words))
    markSegments(
      tx,
      linkId,
      // where there is one segment, its end is the message's, and its row goes with it
      pairs.flatMap(({ receipt, carrierId, n, row }) =>
        carrierId && row.segments > 1 && receipt.state !== 'sent'
          ? [{ carrierId, state: receipt.state, at: receipt.at, detail: words.ofSegment(n) }]
          : [],
      ),
    )
    const many = pairs.filter(({ row }) => row.segments > 1)
    const tallies = await tally(tx, [...new Map(many.map(({ row }) => [row.message_id, keyOf(row)])).values()])
    const endings = new Map<string, Ending>()
    for (const it of pairs) {
      if (it.row.carrier_id === null && !isNews({ ...it, carrierId: null })) continue
      const counted = tallies.get(it.row.message_id)
      const ended = it.row.segments === 1 ? endOfOne(it.receipt) : counted ? endOfMany(it.row.segments, counted, it.receipt.why) : null
      if (ended && !endings.has(it.row.message_id)) endings.set(it.row.message_id, ending(it, ended, world.now(), linkId, words))
    }
    const ends = await end(tx, [...endings.values()])
    const over = new Set(ends.map(({ messageId }) => messageId))
    const progress = pairs.filter(({ row }) => !over.has(row.message_id)).map((it) => progressOf(it, world.now(), linkId, words))

    const paired = new Set(pairs.map(({ n }) => n))
    const unknown = reported.flatMap(({ receipt, early }, n) => (paired.has(n) || early ? [] : [words.asEarly(receipt, n)]))
    keepEarly(tx, linkId, unknown)
    forgetEarly(
      tx,
      linkId,
      reported.flatMap(({ early }, n) => (early && paired.has(n) ? [early] : [])),
    )
    append(tx, [...progress, ...ends])
    return { early: unknown.length }
  })
}

const keyOf = (row: Found) => ({ workspaceId: row.workspace_id, id: row.message_id })

/** By the carrier's id first; what nobody has under that id may be the lost answer of a message in doubt. */
async function pair(tx: Tx, linkId: string, receipts: readonly Receipt[], words: Words): Promise<Paired[]> {
  const found = new Map<number, Found>()
  for (const row of await correlate(tx, linkId, receipts)) if (!found.has(row.n)) found.set(row.n, row)
  const doubtful = receipts.flatMap(({ reference, to }, n) =>
    found.has(n) || reference === undefined || !to ? [] : [{ n, reference, to }],
  )
  for (const row of await correlateDoubtful(tx, linkId, doubtful)) if (!found.has(row.n)) found.set(row.n, row)
  // One whose message became known a moment ago, after its words were sealed for somebody else, waits for its next turn.
  return [...found]
    .filter(([n, row]) => words.fit(n, row.message_id))
    .map(([n, row]) => ({ n, row, receipt: receipts[n]!, carrierId: row.carrier_id })) // n is its place in the list
}

/** A receipt that found a message in doubt tells us that it went, and under which id: each new id is the next segment of which we had none. */
async function learn(tx: Tx, linkId: string, pairs: readonly Paired[]): Promise<Paired[]> {
  const strange = pairs.filter(isNews)
  if (strange.length === 0) return [...pairs]
  const known = await tally(
    tx,
    strange.map(({ row }) => keyOf(row)),
  )
  const next = new Map<string, number[]>()
  const named = new Map<string, number>()
  const learned = pairs.map((it): Paired => {
    const [carrierId] = it.receipt.ids
    if (!isNews(it) || carrierId === undefined) return it
    const { message_id: id, segments } = it.row
    const free = next.get(id) ?? segmentsBut(segments, known.get(id)?.known ?? [])
    next.set(id, free)
    const segment = named.get(carrierId) ?? free.shift() ?? segments
    named.set(carrierId, segment)
    return { ...it, carrierId, row: { ...it.row, segment } }
  })
  addCarrierIds(
    tx,
    learned.flatMap(({ row, carrierId }) =>
      row.carrier_id === null && carrierId ? [{ ...keyOf(row), linkId, carrierId, segment: row.segment }] : [],
    ),
  )
  const went = new Map(strange.map(({ row, receipt }) => [row.message_id, { row, receipt }]))
  await moveFlights(
    tx,
    [...went.values()].map(({ row, receipt }) => ({
      ...keyOf(row),
      from: ['in_doubt', 'queued', 'held', 'sending'] as const,
      to: 'sent' as const,
      reason: null,
      sentAt: receipt.at,
    })),
  )
  return learned
}

/** Found by our reference alone. Once it has been sent again, the failure of its first copy says nothing of the second. */
const isNews = ({ carrierId, receipt: { state }, row }: Paired): boolean =>
  carrierId === null && (row.state === 'in_doubt' || (state !== 'failed' && state !== 'expired'))

const segmentsBut = (segments: number, known: readonly number[]): number[] =>
  Array.from({ length: segments }, (_, i) => i + 1).filter((it) => !known.includes(it))

const ending = ({ row, receipt, n }: Paired, ended: End, at: Date, linkId: string, words: Words): Ending => ({
  ...keyOf(row),
  ...ended,
  from: believedFrom(ended.state),
  at,
  data: { reportedAt: receipt.at.toISOString(), link: linkId },
  sealed: words.ofEvent(n),
})

const progressOf = ({ row, receipt, n }: Paired, at: Date, linkId: string, words: Words): NewEvent => ({
  workspaceId: row.workspace_id,
  at,
  kind: 'message.receipt',
  messageId: row.message_id,
  data: { state: receipt.state, segment: row.segment || 1, reportedAt: receipt.at.toISOString(), link: linkId },
  sealed: words.ofEvent(n),
})
