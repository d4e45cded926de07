import { forgetOldEarly } from '#src/delivery/early/store.ts'
import type { Db } from '#src/platform/db.ts'
import { forgetFragments } from '../fragments/store.ts'

/** Short-lived tables are kept short. */

const idempotencyDays = 7
const fingerprintMinutes = 30
/** Longer than any carrier may take to answer: beyond it a receipt that found no message never will. */
export const earlyMinutes = 15
/** A carrier that says what it said this long ago under the same id is believed to say something new. */
const heardIdDays = 7

export async function sweep(db: Db, now: Date): Promise<void> {
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
  await forgetFragments(db, now)
  await db.spineRead('delete from idempotency where at < $1', [ago(idempotencyDays * 24 * 60)])
  await db.spineRead('delete from fingerprints where at < $1', [ago(fingerprintMinutes)])
  await db.spineRead('delete from heard_ids where at < $1', [ago(heardIdDays * 24 * 60)])
  await forgetOldEarly(db, ago(earlyMinutes))
  await ensurePartitions(db, now)
}

/** This month's and next month's place for messages, made before they are needed. */
export async function ensurePartitions(db: Db, now: Date): Promise<void> {
  const month = (add: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + add, 1))
  for (const first of [month(0), month(1)])
    await db.spineRead('select make_message_partition($1::date)', [first.toISOString().slice(0, 10)])
}
