import type { Receipt } from '#src/message/happening.ts'
import type { Db } from '#src/platform/db.ts'
import { forgetFragments } from '../fragments/store.ts'

/** Short-lived tables are kept short. */

const idempotencyDays = 7
const fingerprintMinutes = 30
const earlyMinutes = 15

export async function sweep(db: Db, now: Date): Promise<void> {
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
  await forgetFragments(db, now)
  await db.spineRead('delete from idempotency where at < $1', [ago(idempotencyDays * 24 * 60)])
  await db.spineRead('delete from fingerprints where at < $1', [ago(fingerprintMinutes)])
  await db.spineRead('delete from early_receipts where heard_at < $1', [ago(earlyMinutes)])
  await ensurePartitions(db, now)
}

/** This month's and next month's place for messages, made before they are needed. */
export async function ensurePartitions(db: Db, now: Date): Promise<void> {
  const month = (add: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + add, 1))
  for (const first of [month(0), month(1)])
    await db.spineRead('select make_message_partition($1::date)', [first.toISOString().slice(0, 10)])
}

/** Receipts that were too early and whose message is known by now: the answer and the receipt were written down side by side. */
export async function overtaken(db: Db): Promise<{ linkId: string; ids: string[]; receipts: Receipt[] }[]> {
  const rows = await db.spineRead<{ link_id: string; id: string; receipt: Receipt & { at: string } }>(
    `select distinct on (e.link_id, e.id) e.link_id, e.id, e.receipt from early_receipts e
     join carrier_ids c on c.link_id = e.link_id and c.carrier_id = any(e.carrier_ids) order by e.link_id, e.id limit 1000`,
  )
  return [...Map.groupBy(rows, (it) => it.link_id)].map(([linkId, of]) => ({
    linkId,
    ids: of.map(({ id }) => id),
    receipts: of.map(({ receipt }) => ({ ...receipt, at: new Date(receipt.at) })),
  }))
}

export const forgetEarly = (db: Db, linkId: string, ids: readonly string[]): Promise<object[]> =>
  db.spineRead('delete from early_receipts where link_id = $1 and id = any($2)', [linkId, ids])

/** Links for which some receipt waits. */
export async function linksWithEarly(db: Db): Promise<Set<string>> {
  const rows = await db.spineRead<{ link_id: string }>('select distinct link_id from early_receipts')
  return new Set(rows.map((it) => it.link_id))
}
