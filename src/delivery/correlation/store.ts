import type { Receipt } from '#src/message/happening.ts'
import type { State } from '#src/message/state.ts'
import type { Tx } from '#src/platform/db.ts'
import { bytes, ints, smallints, texts, times, uuids } from '#src/platform/db-arrays.ts'
import type { Key } from '../store.ts'

/** How a receipt finds its message: by the carrier's id of a segment, or, where that was never learned, by our own reference. */

export type CarrierId = Key & { linkId: string; carrierId: string; segment: number }

/** A segment may have several spellings of its id. A carrier that gives one id twice keeps the younger message: the older one stays "not reported". */
export function addCarrierIds(tx: Tx, ids: readonly CarrierId[]): void {
  if (ids.length === 0) return
  tx.queue(
    `insert into carrier_ids (link_id, carrier_id, workspace_id, message_id, segment)
     select distinct on (link_id, carrier_id) * from unnest($1::uuid[], $2::text[], $3::int[], $4::uuid[], $5::smallint[])
       as it (link_id, carrier_id, workspace_id, message_id, segment) order by link_id, carrier_id, message_id desc
     on conflict (link_id, carrier_id) do update
       set workspace_id = excluded.workspace_id, message_id = excluded.message_id, segment = excluded.segment, state = 'sent', at = now()`,
    [
      uuids(ids, (it) => it.linkId),
      texts(ids, (it) => it.carrierId),
      ints(ids, (it) => it.workspaceId),
      uuids(ids, (it) => it.id),
      smallints(ids, (it) => it.segment),
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
    [linkId, ints(pairs, (it) => it.n), texts(pairs, (it) => it.id)],
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
    `select g.n, f.workspace_id, f.message_id, null as carrier_id, 0 as segment, f.state, f.segments
     from unnest($2::int[], $3::int[], $4::text[]) as g (n, reference, uri)
     join doubts d on d.link_id = $1 and d.reference = g.reference and d.uri = g.uri
     join flight f on f.workspace_id = d.workspace_id and f.message_id = d.message_id
     order by f.workspace_id, f.message_id for update of f`,
    [linkId, ints(receipts, (it) => it.n), ints(receipts, (it) => it.reference), texts(receipts, (it) => it.to)],
    'receipts.doubtful',
  )
}

/** Remembers whose answer was lost. */
export function addDoubts(tx: Tx, doubts: readonly (Key & { linkId: string; reference: number; to: string })[]): void {
  if (doubts.length === 0) return
  tx.queue(
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

/** What became of single segments; an end is never overwritten. `detail` is sealed. */
export function markSegments(
  tx: Tx,
  linkId: string,
  marks: readonly { carrierId: string; state: string; at: Date; detail: Buffer | null }[],
): void {
  if (marks.length === 0) return
  tx.queue(
    `update carrier_ids c set state = g.state, at = g.at, detail = g.detail
     from unnest($2::text[], $3::text[], $4::timestamptz[], $5::bytea[]) as g (carrier_id, state, at, detail)
     where c.link_id = $1 and c.carrier_id = g.carrier_id and c.state not in ('delivered', 'read', 'failed', 'expired')`,
    [
      linkId,
      texts(marks, (it) => it.carrierId),
      texts(marks, (it) => it.state),
      times(marks, (it) => it.at),
      bytes(marks, (it) => it.detail),
    ],
    'carrier_ids.mark',
  )
}

export type Tally = { message_id: string; known: number[]; delivered: number; failed: number; expired: number }

/** How the segments of each message stand; `known` are those whose carrier's id we have. */
export async function tally(tx: Tx, keys: readonly Key[]): Promise<Map<string, Tally>> {
  if (keys.length === 0) return new Map()
  const rows = await tx.query<Tally>(
    `select c.message_id, array_agg(distinct c.segment::int) as known,
            count(distinct c.segment) filter (where c.state in ('delivered', 'read'))::int as delivered,
            count(distinct c.segment) filter (where c.state = 'failed')::int as failed,
            count(distinct c.segment) filter (where c.state = 'expired')::int as expired
     from carrier_ids c join unnest($1::int[], $2::uuid[]) as k (workspace_id, message_id) using (workspace_id, message_id) group by 1`,
    [ints(keys, (it) => it.workspaceId), uuids(keys, (it) => it.id)],
    'carrier_ids.tally',
  )
  return new Map(rows.map((it) => [it.message_id, it]))
}
