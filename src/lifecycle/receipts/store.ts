import {
  addCarrierIds,
  correlate,
  correlateDoubtful,
  type Found,
  keepEarly,
  markSegments,
  moveFlights,
  tally,
} from '#src/delivery/store.ts'
import type { Receipt } from '#src/message/happening.ts'
import type { Db, Tx } from '#src/platform/db.ts'
import { append, type NewEvent } from '#src/platform/events.ts'
import { type Ending, end } from '../dispatched/store.ts'
import { type End, endOfMany, endOfOne } from '../settle.ts'

/**
 * Receipts of one link, in one transaction: whose they are → what they mean → written down. What nobody knows yet is kept for some
 * minutes, because some carriers report before they answer. Answers how many were kept.
 */
export async function settle(
  db: Db,
  linkId: string,
  receipts: readonly Receipt[],
  world: { id(): string; now(): Date },
): Promise<{ early: number }> {
  return db.spine(async (tx) => {
    const found = firstOfEach(await correlate(tx, linkId, receipts))
    const strangers = receipts.flatMap((it, n) => (found.has(n) ? [] : [{ it, n }]))
    const doubtful = strangers.flatMap(({ it, n }) =>
      it.reference !== undefined && it.to ? [{ n, reference: it.reference, to: it.to }] : [],
    )
    for (const row of await correlateDoubtful(tx, linkId, doubtful)) if (!found.has(row.n)) found.set(row.n, row)
    await learnIds(tx, linkId, receipts, found)

    const pairs = [...found].map(([n, row]) => ({ receipt: receipts[n]!, row })) // n is its place in the list
    await markSegments(
      tx,
      linkId,
      pairs.flatMap(({ receipt, row }) =>
        row.carrier_id && receipt.state !== 'sent'
          ? [{ carrierId: row.carrier_id, state: receipt.state, at: receipt.at, detail: receipt.detail ?? null }]
          : [],
      ),
    )
    const many = pairs.filter(({ row }) => row.segments > 1)
    const tallies = await tally(tx, [...new Map(many.map(({ row }) => [row.message_id, keyOf(row)])).values()])
    const endings = new Map<string, Ending>()
    const events: NewEvent[] = []
    for (const { receipt, row } of pairs) {
      const counted = tallies.get(row.message_id)
      const ended = row.segments === 1 ? endOfOne(receipt) : counted ? endOfMany(row.segments, counted, receipt.why) : null
      if (ended && !endings.has(row.message_id)) endings.set(row.message_id, ending(row, receipt, ended, world.now(), linkId))
      else if (!ended) events.push(progress(row, receipt, world.now(), linkId))
    }
    const ends = await end(tx, [...endings.values()])
    const unknown = receipts.filter((_, n) => !found.has(n)).map((receipt) => ({ id: world.id(), receipt }))
    await keepEarly(tx, linkId, unknown)
    await append(tx, [...events, ...ends])
    return { early: unknown.length }
  })
}

const keyOf = (row: Found) => ({ workspaceId: row.workspace_id, id: row.message_id })

function firstOfEach(rows: readonly Found[]): Map<number, Found> {
  const first = new Map<number, Found>()
  for (const row of rows) if (!first.has(row.n)) first.set(row.n, row)
  return first
}

/** A receipt that found a message in doubt tells us it went, and under which id. */
async function learnIds(tx: Tx, linkId: string, receipts: readonly Receipt[], found: ReadonlyMap<number, Found>): Promise<void> {
  const learned = [...found].filter(([, row]) => row.carrier_id === null)
  if (learned.length === 0) return
  await addCarrierIds(
    tx,
    learned.flatMap(([n, row]) => {
      const carrierId = receipts[n]?.ids[0]
      return carrierId === undefined ? [] : [{ ...keyOf(row), linkId, carrierId, segment: row.segment }]
    }),
  )
  await moveFlights(
    tx,
    learned.map(([n, row]) => ({
      ...keyOf(row),
      from: ['in_doubt', 'queued', 'sending'],
      to: 'sent',
      reason: null,
      sentAt: receipts[n]?.at ?? null,
    })),
  )
}

const ending = (row: Found, receipt: Receipt, ended: End, at: Date, linkId: string): Ending => ({
  ...keyOf(row),
  ...ended,
  at,
  data: { reportedAt: receipt.at.toISOString(), detail: receipt.detail ?? null, link: linkId },
})

const progress = (row: Found, receipt: Receipt, at: Date, linkId: string): NewEvent => ({
  workspaceId: row.workspace_id,
  at,
  kind: 'message.receipt',
  messageId: row.message_id,
  data: { state: receipt.state, segment: row.segment, reportedAt: receipt.at.toISOString(), detail: receipt.detail ?? null, link: linkId },
})
