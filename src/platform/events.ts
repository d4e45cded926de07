import type { Tx } from './db.ts'
import { bytes, ints, jsons, texts, times, uuids } from './db-arrays.ts'
import { events as counted } from './metrics.ts'

/**
 * The log: one line for each thing that happens to a message or a conversation. It has 16 lanes by workspace; within a lane numbers are
 * dense and in commit order, so a reader that has seen n has seen everything up to n, and one slow transaction stalls nobody.
 */
export type NewEvent = {
  workspaceId: number
  at: Date
  kind: string
  messageId?: string | null
  conversationId?: string | null
  data?: object | null
  /** Free text of others, sealed. */
  sealed?: Uint8Array | null
}

export type Event = {
  workspaceId: number
  seq: number
  at: Date
  kind: string
  messageId: string | null
  conversationId: string | null
  data: Record<string, unknown> | null
  sealed: Buffer | null
}

export const laneCount = 16
export const laneOf = (workspaceId: number): number => workspaceId % laneCount
export const allLanes: readonly number[] = Array.from({ length: laneCount }, (_, lane) => lane)

/**
 * Must be the LAST statement before commit: moving a lane's head locks the lane until the transaction ends, and that is what makes the
 * numbers dense and in commit order. Lanes are locked in their order, so two transactions cannot wait for each other. The commit is sent right
 * behind it, so the lane is locked for no longer than Postgres needs.
 */
export function append(tx: Pick<Tx, 'queue'>, events: readonly NewEvent[]): void {
  if (events.length === 0) return
  tx.queue(
    `with given as (
       select * from unnest($1::int[], $2::timestamptz[], $3::text[], $4::uuid[], $5::uuid[], $6::json[], $7::bytea[])
         with ordinality as it (workspace_id, at, kind, message_id, conversation_id, data, sealed, ord)
     ), counted as (
       select (workspace_id % ${laneCount})::smallint as lane, count(*) as n from given group by 1
     ), locked as (
       select lane from log_lanes where lane in (select lane from counted) order by lane for update
     ), heads as (
       update log_lanes l set head = head + c.n from counted c, locked k where l.lane = c.lane and k.lane = l.lane returning l.lane, l.head - c.n as base
     )
     insert into events (workspace_id, seq, lane, at, kind, message_id, conversation_id, data, sealed)
     select g.workspace_id, h.base + row_number() over (partition by h.lane order by g.ord), h.lane, g.at, g.kind, g.message_id, g.conversation_id,
       g.data, g.sealed
     from given g join heads h on h.lane = g.workspace_id % ${laneCount} order by g.ord`,
    [
      ints(events, (it) => it.workspaceId),
      times(events, (it) => it.at),
      texts(events, (it) => it.kind),
      uuids(events, (it) => it.messageId ?? null),
      uuids(events, (it) => it.conversationId ?? null),
      jsons(events, (it) => (it.data ? JSON.stringify(it.data) : null)),
      bytes(events, (it) => it.sealed ?? null),
    ],
    'events.append',
  )
  for (const [kind, of] of Map.groupBy(events, (it) => it.kind)) counted.inc({ kind }, of.length)
}

type Row = {
  workspace_id: number
  seq: number
  at: Date
  kind: string
  message_id: string | null
  conversation_id: string | null
  data: Record<string, unknown> | null
  sealed: Buffer | null
}

/** What stands in a lane after `after` and up to `upTo`, at most `limit`, in commit order: of these kinds. */
export async function readKinds(
  read: Tx['query'],
  lane: number,
  { after, upTo, kinds, limit }: { after: number; upTo: number; kinds: readonly string[]; limit: number },
): Promise<Event[]> {
  const rows = await read<Row>(
    `select workspace_id, seq, at, kind, message_id, conversation_id, data, sealed from events
     where lane = $1 and seq > $2 and seq <= $3 and kind = any($4) order by seq limit $5`,
    [lane, after, upTo, kinds, limit],
    'events.kinds',
  )
  return rows.map(eventOf)
}

/** What stands in a lane after `seq`, at most `limit`, in commit order. */
export async function readLane(read: Tx['query'], lane: number, after: number, limit: number): Promise<Event[]> {
  const rows = await read<Row>(
    'select workspace_id, seq, at, kind, message_id, conversation_id, data, sealed from events where lane = $1 and seq > $2 order by seq limit $3',
    [lane, after, limit],
    'events.read',
  )
  return rows.map(eventOf)
}

/** One workspace's own events after `after` and up to `upTo`, at most `limit`, in commit order. */
export async function readWorkspace(
  tx: Pick<Tx, 'query'>,
  workspaceId: number,
  { after, upTo = Number.MAX_SAFE_INTEGER, limit }: { after: number; upTo?: number; limit: number },
): Promise<Event[]> {
  const rows = await tx.query<Row>(
    `select workspace_id, seq, at, kind, message_id, conversation_id, data, sealed from events
     where workspace_id = $1 and seq > $2 and seq <= $3 order by seq limit $4`,
    [workspaceId, after, upTo, limit],
    'events.workspace',
  )
  return rows.map(eventOf)
}

/** The last number of a workspace's lane: everything of its own is at or below. */
export async function headOf(tx: Pick<Tx, 'query'>, workspaceId: number): Promise<number> {
  const [row] = await tx.query<{ head: number }>('select head from log_lanes where lane = $1', [laneOf(workspaceId)])
  return row?.head ?? 0
}

/** The last number of each lane. */
export async function heads(read: Tx['query']): Promise<Map<number, number>> {
  const rows = await read<{ lane: number; head: number }>('select lane, head from log_lanes')
  return new Map(rows.map((it) => [it.lane, it.head]))
}

export const eventOf = (row: Row): Event => ({
  workspaceId: row.workspace_id,
  seq: row.seq,
  at: row.at,
  kind: row.kind,
  messageId: row.message_id,
  conversationId: row.conversation_id,
  data: row.data,
  sealed: row.sealed,
})
