import type { Receipt } from '#src/message/happening.ts'
import type { State } from '#src/message/state.ts'
import type { Tx } from '#src/platform/db.ts'

/**
 * The tables of what is under way: `flight` (one row a message until its end), `carrier_ids` (correlation) and `early_receipts`.
 * Exported statements take the transaction of who calls: lifecycle writes them together with messages and events.
 */

export type Key = { workspaceId: number; id: string }

export type NewFlight = Key & {
  state: 'queued' | 'held' | 'review'
  reason: string | null
  linkId: string
  dueAt: Date
  segments: number
  expiresAt: Date
  reference: number
}

export async function addFlights(tx: Tx, flights: readonly NewFlight[]): Promise<void> {
  if (flights.length === 0) return
  await tx.query(
    `insert into flight (workspace_id, message_id, state, reason, link_id, due_at, segments, expires_at, reference)
     select * from unnest($1::int[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::timestamptz[], $7::smallint[], $8::timestamptz[], $9::int[])`,
    [
      flights.map((it) => it.workspaceId),
      flights.map((it) => it.id),
      flights.map((it) => it.state),
      flights.map((it) => it.reason),
      flights.map((it) => it.linkId),
      flights.map((it) => it.dueAt),
      flights.map((it) => it.segments),
      flights.map((it) => it.expiresAt),
      flights.map((it) => it.reference),
    ],
    'flight.add',
  )
}

/**
 * The fence: marks what is about to leave as `sending`, under the lease's epoch, and answers which may. Whatever was canceled meanwhile,
 * or belongs to a process that holds the link by now, is not among them.
 */
export async function markSending(tx: Tx, keys: readonly Key[], lease: { name: string; epoch: number }): Promise<Set<string>> {
  const rows = await tx.query<{ message_id: string }>(
    `update flight f set state = 'sending', attempts = f.attempts + 1, epoch = $3, reason = null
     from unnest($1::int[], $2::uuid[]) as k (workspace_id, message_id)
     where f.workspace_id = k.workspace_id and f.message_id = k.message_id and f.state = 'queued'
       and exists (select 1 from leases where name = $4 and epoch = $3)
     returning f.message_id`,
    [keys.map((it) => it.workspaceId), keys.map((it) => it.id), lease.epoch, lease.name],
    'flight.sending',
  )
  return new Set(rows.map((it) => it.message_id))
}

export type Change = Key & {
  from: readonly State[]
  to: State
  reason: string | null
  dueAt?: Date | null
  sentAt?: Date | null
  linkId?: string | null
}

/** Moves what is still in one of the expected states; answers the ids that moved. All changes of one call share `from`. */
export async function moveFlights(tx: Tx, changes: readonly Change[]): Promise<Set<string>> {
  if (changes.length === 0) return new Set()
  const rows = await tx.query<{ message_id: string }>(
    `update flight f set state = c.state, reason = c.reason, due_at = coalesce(c.due_at, f.due_at), sent_at = coalesce(c.sent_at, f.sent_at),
            link_id = coalesce(c.link_id, f.link_id)
     from unnest($1::int[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::uuid[])
       as c (workspace_id, message_id, state, reason, due_at, sent_at, link_id)
     where f.workspace_id = c.workspace_id and f.message_id = c.message_id and f.state = any($8)
     returning f.message_id`,
    [
      changes.map((it) => it.workspaceId),
      changes.map((it) => it.id),
      changes.map((it) => it.to),
      changes.map((it) => it.reason),
      changes.map((it) => it.dueAt ?? null),
      changes.map((it) => it.sentAt ?? null),
      changes.map((it) => it.linkId ?? null),
      changes[0]!.from,
    ],
    'flight.move',
  )
  return new Set(rows.map((it) => it.message_id))
}

/** Answers those that were there: who ends a message twice hears of it. */
export async function endFlights(tx: Tx, keys: readonly Key[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  const rows = await tx.query<{ message_id: string }>(
    `with k as (select * from unnest($1::int[], $2::uuid[]) as k (workspace_id, message_id)),
     ids as (delete from carrier_ids c using k where c.workspace_id = k.workspace_id and c.message_id = k.message_id),
     settled as (delete from doubts d using k where d.workspace_id = k.workspace_id and d.message_id = k.message_id)
     delete from flight f using k where f.workspace_id = k.workspace_id and f.message_id = k.message_id returning f.message_id`,
    [keys.map((it) => it.workspaceId), keys.map((it) => it.id)],
    'flight.end',
  )
  return new Set(rows.map((it) => it.message_id))
}

export type CarrierId = Key & { linkId: string; carrierId: string; segment: number }

/** A segment may have several spellings of its id. A carrier that gives one id twice keeps the younger message: the older one stays "not reported". */
export async function addCarrierIds(tx: Tx, ids: readonly CarrierId[]): Promise<void> {
  if (ids.length === 0) return
  await tx.query(
    `insert into carrier_ids (link_id, carrier_id, workspace_id, message_id, segment)
     select distinct on (link_id, carrier_id) * from unnest($1::uuid[], $2::text[], $3::int[], $4::uuid[], $5::smallint[])
       as it (link_id, carrier_id, workspace_id, message_id, segment) order by link_id, carrier_id, message_id desc
     on conflict (link_id, carrier_id) do update
       set workspace_id = excluded.workspace_id, message_id = excluded.message_id, segment = excluded.segment, state = 'sent', at = now()`,
    [
      ids.map((it) => it.linkId),
      ids.map((it) => it.carrierId),
      ids.map((it) => it.workspaceId),
      ids.map((it) => it.id),
      ids.map((it) => it.segment),
    ],
    'carrier_ids.add',
  )
}

export type Found = {
  n: number
  workspace_id: number
  message_id: string
  carrier_id: string | null
  segment: number
  state: State
  segments: number
}

/** Whose receipts these are; `n` is the receipt's place in the list. Locks the flights, so that two receipts of one message wait. */
export async function correlate(tx: Tx, linkId: string, receipts: readonly Receipt[]): Promise<Found[]> {
  const pairs = receipts.flatMap((it, n) => it.ids.map((id) => ({ n, id })))
  if (pairs.length === 0) return []
  return tx.query<Found>(
    `select g.n, c.workspace_id, c.message_id, c.carrier_id, c.segment, f.state, f.segments
     from unnest($2::int[], $3::text[]) as g (n, carrier_id)
     join carrier_ids c on c.link_id = $1 and c.carrier_id = g.carrier_id
     join flight f on f.workspace_id = c.workspace_id and f.message_id = c.message_id
     order by f.workspace_id, f.message_id for update of f`,
    [linkId, pairs.map((it) => it.n), pairs.map((it) => it.id)],
    'receipts.correlate',
  )
}

/** The answer to these was lost, so their carrier's id was never learned: link, destination and our own reference must do. */
export async function correlateDoubtful(
  tx: Tx,
  linkId: string,
  receipts: readonly { n: number; reference: number; to: string }[],
): Promise<Found[]> {
  if (receipts.length === 0) return []
  return tx.query<Found>(
    `select g.n, f.workspace_id, f.message_id, null as carrier_id, 1 as segment, f.state, f.segments
     from unnest($2::int[], $3::int[], $4::text[]) as g (n, reference, uri)
     join doubts d on d.link_id = $1 and d.reference = g.reference and d.uri = g.uri
     join flight f on f.workspace_id = d.workspace_id and f.message_id = d.message_id
     order by f.workspace_id, f.message_id for update of f`,
    [linkId, receipts.map((it) => it.n), receipts.map((it) => it.reference), receipts.map((it) => it.to)],
    'receipts.doubtful',
  )
}

/** Remembers whose answer was lost. */
export async function addDoubts(tx: Tx, doubts: readonly (Key & { linkId: string; reference: number; to: string })[]): Promise<void> {
  if (doubts.length === 0) return
  await tx.query(
    `insert into doubts (link_id, reference, uri, workspace_id, message_id)
     select * from unnest($1::uuid[], $2::int[], $3::text[], $4::int[], $5::uuid[]) on conflict do nothing`,
    [
      doubts.map((it) => it.linkId),
      doubts.map((it) => it.reference),
      doubts.map((it) => it.to),
      doubts.map((it) => it.workspaceId),
      doubts.map((it) => it.id),
    ],
    'doubts.add',
  )
}

/** What became of single segments; an end is never overwritten. */
export async function markSegments(
  tx: Tx,
  linkId: string,
  marks: readonly { carrierId: string; state: string; at: Date; detail: string | null }[],
): Promise<void> {
  if (marks.length === 0) return
  await tx.query(
    `update carrier_ids c set state = g.state, at = g.at, detail = g.detail
     from unnest($2::text[], $3::text[], $4::timestamptz[], $5::text[]) as g (carrier_id, state, at, detail)
     where c.link_id = $1 and c.carrier_id = g.carrier_id and c.state not in ('delivered', 'read', 'failed', 'expired')`,
    [linkId, marks.map((it) => it.carrierId), marks.map((it) => it.state), marks.map((it) => it.at), marks.map((it) => it.detail)],
    'carrier_ids.mark',
  )
}

export type Tally = { message_id: string; delivered: number; failed: number; expired: number }

export async function tally(tx: Tx, keys: readonly Key[]): Promise<Map<string, Tally>> {
  if (keys.length === 0) return new Map()
  const rows = await tx.query<Tally>(
    `select c.message_id, count(distinct c.segment) filter (where c.state in ('delivered', 'read'))::int as delivered,
            count(distinct c.segment) filter (where c.state = 'failed')::int as failed,
            count(distinct c.segment) filter (where c.state = 'expired')::int as expired
     from carrier_ids c join unnest($1::int[], $2::uuid[]) as k (workspace_id, message_id) using (workspace_id, message_id) group by 1`,
    [keys.map((it) => it.workspaceId), keys.map((it) => it.id)],
    'carrier_ids.tally',
  )
  return new Map(rows.map((it) => [it.message_id, it]))
}

export async function keepEarly(tx: Tx, linkId: string, early: readonly { id: string; receipt: Receipt }[]): Promise<void> {
  for (const { id, receipt } of early)
    await tx.query(
      'insert into early_receipts (link_id, id, carrier_ids, receipt) values ($1, $2, $3, $4)',
      [linkId, id, receipt.ids, JSON.stringify(receipt)],
      'early.keep',
    )
}

/** Takes out what came too early for these ids. */
export async function takeEarly(tx: Tx, linkId: string, carrierIds: readonly string[]): Promise<Receipt[]> {
  const rows = await tx.query<{ receipt: Receipt & { at: string } }>(
    'delete from early_receipts where link_id = $1 and carrier_ids && $2::text[] returning receipt',
    [linkId, carrierIds],
    'early.take',
  )
  return rows.map(({ receipt }) => ({ ...receipt, at: new Date(receipt.at) }))
}
