import type { Tx } from './db.ts'
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
 * numbers dense and in commit order. Lanes are locked in their order, so two transactions cannot wait for each other.
 * Answers the sequence number of each event, in the order given.
 */
export async function append(tx: Tx, events: readonly NewEvent[]): Promise<number[]> {
  if (events.length === 0) return []
  const rows = await tx.query<{ ord: number; seq: number }>(
    `with given as (
       select * from unnest($1::int[], $2::timestamptz[], $3::text[], $4::uuid[], $5::uuid[], $6::json[], $7::bytea[])
         with ordinality as it (workspace_id, at, kind, message_id, conversation_id, data, sealed, ord)
     ), counted as (
       select (workspace_id % ${laneCount})::smallint as lane, count(*) as n from given group by 1
     ), locked as (
       select lane from log_lanes where lane in (select lane from counted) order by lane for update
     ), heads as (
       update log_lanes l set head = head + c.n from counted c, locked k where l.lane = c.lane and k.lane = l.lane returning l.lane, l.head - c.n as base
     ), placed as (
       select g.*, h.lane, h.base + row_number() over (partition by h.lane order by g.ord) as seq
       from given g join heads h on h.lane = g.workspace_id % ${laneCount}
     ), written as (
       insert into events (workspace_id, seq, lane, at, kind, message_id, conversation_id, data, sealed)
       select workspace_id, seq, lane, at, kind, message_id, conversation_id, data, sealed from placed
     )
     select ord::int, seq from placed order by ord`,
    [
      events.map((it) => it.workspaceId),
      events.map((it) => it.at),
      events.map((it) => it.kind),
      events.map((it) => it.messageId ?? null),
      events.map((it) => it.conversationId ?? null),
      events.map((it) => (it.data ? JSON.stringify(it.data) : null)),
      events.map((it) => it.sealed ?? null),
    ],
    'events.append',
  )
  for (const { kind } of events) counted.inc({ kind })
  return rows.map((it) => it.seq)
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
  tx: Tx,
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
export async function headOf(tx: Tx, workspaceId: number): Promise<number> {
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
