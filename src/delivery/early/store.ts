import type { Receipt } from '#src/message/happening.ts'
import type { Db, Tx } from '#src/platform/db.ts'

/** Receipts that came before the answer which names their message, or crossed it in the database: kept some minutes. */

export type Early = { id: string; receipt: Omit<Receipt, 'detail'>; detail: Buffer | null }

export function keepEarly(tx: Tx, linkId: string, early: readonly Early[]): void {
  if (early.length === 0) return
  tx.queue(
    `insert into early_receipts (link_id, id, carrier_ids, receipt, detail)
     select $1, id, array(select jsonb_array_elements_text(receipt -> 'ids')), receipt, detail
     from unnest($2::uuid[], $3::jsonb[], $4::bytea[]) as it (id, receipt, detail)`,
    [linkId, early.map((it) => it.id), early.map((it) => JSON.stringify(it.receipt)), early.map((it) => it.detail)],
    'early.keep',
  )
}

/** In the transaction that settles them: a crash before it leaves them to be settled again. */
export function forgetEarly(tx: Tx, linkId: string, ids: readonly string[]): void {
  if (ids.length === 0) return
  tx.queue('delete from early_receipts where link_id = $1 and id = any($2)', [linkId, ids], 'early.forget')
}

export const forgetOldEarly = (db: Db, before: Date): Promise<object[]> =>
  db.spineRead('delete from early_receipts where heard_at < $1', [before])

export type Overtaken = Early & { linkId: string; workspaceId: number }

/** Those whose message is known by now, be it as one in doubt: the report may come long before the answer counts as lost. `workspaceId` is the link's, for which `detail` is sealed. */
export async function overtaken(db: Db, since: Date, limit: number): Promise<Overtaken[]> {
  const rows = await db.spineRead<{
    link_id: string
    id: string
    receipt: Omit<Receipt, 'detail' | 'at'> & { at: string }
    detail: Buffer | null
    workspace_id: number
  }>(
    `select e.link_id, e.id, e.receipt, e.detail, l.workspace_id from early_receipts e
     join links l on l.id = e.link_id
     where e.heard_at > $2
       and (exists (select 1 from carrier_ids c where c.link_id = e.link_id and c.carrier_id = any(e.carrier_ids))
         or exists (select 1 from doubts d where d.link_id = e.link_id
           and d.reference = (e.receipt ->> 'reference')::int and d.uri = e.receipt ->> 'to'))
     order by e.link_id, e.id limit $1`,
    [limit, since],
    'early.overtaken',
  )
  return rows.map((it) => ({
    linkId: it.link_id,
    id: it.id,
    workspaceId: it.workspace_id,
    receipt: { ...it.receipt, at: new Date(it.receipt.at) },
    detail: it.detail,
  }))
}
