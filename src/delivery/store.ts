import type { Reason } from '#src/message/reasons.ts'
import { mustMove, type State } from '#src/message/state.ts'
import type { Db, Tx } from '#src/platform/db.ts'
import { bigints, ints, smallints, texts, times, uuids } from '#src/platform/db-arrays.ts'

/**
 * The table of what is under way: `flight`, one row a message until its end. How receipts find it lies in correlation/ and early/.
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

export function addFlights(tx: Tx, flights: readonly NewFlight[]): void {
  if (flights.length === 0) return
  tx.queue(
    `insert into flight (workspace_id, message_id, state, reason, link_id, due_at, segments, expires_at, reference)
     select * from unnest($1::int[], $2::uuid[], $3::text[], $4::text[], $5::uuid[], $6::timestamptz[], $7::smallint[], $8::timestamptz[], $9::int[])`,
    [
      ints(flights, (it) => it.workspaceId),
      uuids(flights, (it) => it.id),
      texts(flights, (it) => it.state),
      texts(flights, (it) => it.reason),
      uuids(flights, (it) => it.linkId),
      times(flights, (it) => it.dueAt),
      smallints(flights, (it) => it.segments),
      times(flights, (it) => it.expiresAt),
      ints(flights, (it) => it.reference),
    ],
    'flight.add',
  )
}

/**
 * The fence: marks what is about to leave as `sending`, under the lease's epoch, and answers which may. Whatever was canceled meanwhile,
 * moved to another link, or belongs to a process that holds the link by now, is not among them. The lease is locked until the commit, so
 * nobody can take it between our look and our mark. Marked under this very lease: that commit's answer was lost, and nothing was handed over.
 */
export async function markSending(
  query: Tx['query'],
  keys: readonly Key[],
  linkId: string,
  lease: { name: string; epoch: number },
): Promise<Set<string>> {
  if (keys.length === 0) return new Set()
  mustMove(['queued'], 'sending')
  const sorted = inOrder(keys)
  const rows = await query<{ id: string }>(
    `with fence as (select 1 from leases where name = $4 and epoch = $3 for share), moved as (
     update flight f set state = 'sending', attempts = f.attempts + 1, epoch = $3, reason = null
     from unnest($1::int[], $2::uuid[]) as k (workspace_id, message_id)
     where f.workspace_id = k.workspace_id and f.message_id = k.message_id and f.link_id = $5
       and (f.state = 'queued' or (f.state = 'sending' and f.epoch = $3)) and exists (select 1 from fence)
     returning f.message_id)
     ${theOthers}`,
    [ints(sorted, (it) => it.workspaceId), uuids(sorted, (it) => it.id), lease.epoch, lease.name, linkId],
    'flight.sending',
  )
  return allBut(sorted, rows)
}

export type Change = Key & {
  from: readonly State[]
  to: State
  /** Of `sending`, only what was marked under this lease: another process may be sending it by now. */
  epoch?: number
  reason: string | null
  dueAt?: Date | null
  sentAt?: Date | null
  /** To another link: the one it leaves is remembered as tried. */
  linkId?: string | null
  /** How many the other side made of it. */
  segments?: number | null
  /** Never brought forward. */
  expiresAt?: Date | null
}

/** Moves what is still in one of the expected states; answers the ids that moved. */
export async function moveFlights(tx: Tx, changes: readonly Change[]): Promise<Set<string>> {
  if (changes.length === 0) return new Set()
  for (const { from, to } of changes) mustMove(from, to)
  const sorted = inOrder(changes)
  const rows = await tx.query<{ id: string }>(
    `with moved as (
     update flight f set state = c.state, reason = c.reason, due_at = coalesce(c.due_at, f.due_at), sent_at = coalesce(c.sent_at, f.sent_at),
            tried = case when c.link_id is null then f.tried else f.tried || f.link_id end, link_id = coalesce(c.link_id, f.link_id),
            segments = coalesce(c.segments, f.segments), expires_at = greatest(f.expires_at, c.expires_at)
     from unnest($1::int[], $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::text[], $7::timestamptz[], $8::timestamptz[], $9::uuid[],
         $10::smallint[], $11::timestamptz[])
       as c (workspace_id, message_id, froms, state, epoch, reason, due_at, sent_at, link_id, segments, expires_at)
     where f.workspace_id = c.workspace_id and f.message_id = c.message_id and f.state = any(string_to_array(c.froms, ' '))
       and (c.epoch is null or f.state <> 'sending' or f.epoch = c.epoch)
     returning f.message_id)
     ${theOthers}`,
    [
      ints(sorted, (it) => it.workspaceId),
      uuids(sorted, (it) => it.id),
      texts(sorted, (it) => it.from.join(' ')),
      texts(sorted, (it) => it.to),
      bigints(sorted, (it) => it.epoch ?? null),
      texts(sorted, (it) => it.reason),
      times(sorted, (it) => it.dueAt ?? null),
      times(sorted, (it) => it.sentAt ?? null),
      uuids(sorted, (it) => it.linkId ?? null),
      smallints(sorted, (it) => it.segments ?? null),
      times(sorted, (it) => it.expiresAt ?? null),
    ],
    'flight.move',
  )
  return allBut(sorted, rows)
}

/** Nearly always everything moves: to answer what did not is to answer nothing. */
const theOthers = 'select k.id from unnest($2::uuid[]) as k (id) where not exists (select from moved m where m.message_id = k.id)'
const allBut = (keys: readonly Key[], others: readonly { id: string }[]): Set<string> =>
  new Set(keys.map(({ id }) => id)).difference(new Set(others.map(({ id }) => id)))

/** Two transactions that touch the same messages touch them in the same order, and do not wait for each other in a ring. */
const inOrder = <T extends Key>(keys: readonly T[]): T[] => keys.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))

/** Why nothing of these workspaces leaves the queue of a link: where the message's page finds it. */
export async function sayWhy(db: Db, linkId: string, workspaceIds: readonly number[], why: Reason): Promise<void> {
  if (workspaceIds.length === 0) return
  await db.spineRead(
    `update flight set reason = $3 where link_id = $1 and workspace_id = any($2) and state = 'queued' and reason is distinct from $3`,
    [linkId, workspaceIds, why],
  )
}

export type End = Key & { from: readonly State[]; epoch?: number }

/** Takes out of the queue what is in one of the expected states, with all that was kept to recognise it. Answers whose end it was. */
export async function endFlights(tx: Tx, ends: readonly End[]): Promise<Set<string>> {
  if (ends.length === 0) return new Set()
  const sorted = inOrder(ends)
  const rows = await tx.query<{ id: string }>(
    `with moved as (
       delete from flight f using unnest($1::int[], $2::uuid[], $3::text[], $4::bigint[]) as k (workspace_id, message_id, froms, epoch)
       where f.workspace_id = k.workspace_id and f.message_id = k.message_id and f.state = any(string_to_array(k.froms, ' '))
         and (k.epoch is null or f.state <> 'sending' or f.epoch = k.epoch)
       returning f.workspace_id, f.message_id
     ), ids as (delete from carrier_ids c using moved g where c.workspace_id = g.workspace_id and c.message_id = g.message_id),
     settled as (delete from doubts d using moved g where d.workspace_id = g.workspace_id and d.message_id = g.message_id)
     ${theOthers}`,
    [
      ints(sorted, (it) => it.workspaceId),
      uuids(sorted, (it) => it.id),
      texts(sorted, (it) => it.from.join(' ')),
      bigints(sorted, (it) => it.epoch ?? null),
    ],
    'flight.end',
  )
  return allBut(sorted, rows)
}

/** Remembers which policies a person has answered. False: it does not wait for review any more. Locks it until the commit. */
export async function approveFlight(tx: Tx, { workspaceId, id }: Key, policies: readonly string[]): Promise<boolean> {
  const rows = await tx.query(
    `update flight set approved = $3 where workspace_id = $1 and message_id = $2 and state = 'review' returning message_id`,
    [workspaceId, id, policies],
  )
  return rows.length > 0
}

/** How many are in each state, and for how many seconds the first has been due. Reads the whole table: not for the hot path. */
export const flightsByState = (db: Db): Promise<{ state: State; n: number; oldest: number }[]> =>
  db.spineRead('select state, count(*)::int as n, extract(epoch from now() - min(due_at))::float8 as oldest from flight group by state')
