import type { Db, Tx } from '#src/platform/db.ts'
import { isNameTaken, type NotNamed } from '../names.ts'
import { lockNames } from '../store.ts'

/** Links as the operator sees and changes them. */

/** Further ones are refused: each holds a connection open. */
export const mostLinks = 500

export type Row = {
  id: string
  channel: string
  name: string
  carrierId: string | null
  carrierName: string | null
  settings: Record<string, unknown>
  secrets: Buffer | null
  enabled: boolean
  madeAt: Date
  lines: number
}

const columns = `k.id, k.channel, k.name, k.carrier_id as "carrierId", c.name as "carrierName", k.settings, k.secrets, k.enabled, k.made_at as "madeAt",
  (select count(*)::int from lines l where l.link_workspace_id = k.workspace_id and l.link_id = k.id) as lines`
const from = 'links k left join carriers c on c.workspace_id = k.workspace_id and c.id = k.carrier_id'

export const linksOf = (tx: Tx, workspaceId: number): Promise<Row[]> =>
  tx.query(`select ${columns} from ${from} where k.workspace_id = $1 order by k.made_at, k.id limit ${mostLinks}`, [workspaceId])

export async function linkById(tx: Tx, workspaceId: number, id: string): Promise<Row | null> {
  const [row] = await tx.query<Row>(`select ${columns} from ${from} where k.workspace_id = $1 and k.id = $2`, [workspaceId, id])
  return row ?? null
}

/** The row stays as it is until the transaction ends: settings are changed from what they are. */
export async function lockLink(tx: Tx, workspaceId: number, id: string): Promise<Row | null> {
  await tx.query('select 1 from links where workspace_id = $1 and id = $2 for update', [workspaceId, id])
  return linkById(tx, workspaceId, id)
}

export type Written = {
  workspaceId: number
  id: string
  channel: string
  name: string
  carrierId: string | null
  settings: object
  secrets: Buffer | null
  enabled: boolean
}

/** Null: it is added. Throws (isReferred) where there is no such carrier. */
export async function addLink(tx: Tx, it: Written): Promise<NotNamed | null> {
  lockNames(tx, it.workspaceId)
  const all = await linkNames(tx, it.workspaceId)
  if (isNameTaken(all, it)) return 'name_taken'
  if (all.length >= mostLinks) return 'too_many'
  await tx.query(
    `insert into links (workspace_id, id, channel, name, carrier_id, settings, secrets, enabled)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [it.workspaceId, it.id, it.channel, it.name, it.carrierId, JSON.stringify(it.settings), it.secrets, it.enabled],
  )
  return null
}

const linkNames = (tx: Tx, workspaceId: number): Promise<{ id: string; name: string }[]> =>
  tx.query(`select id, name from links where workspace_id = $1 limit ${mostLinks}`, [workspaceId])

/** False: another is called so. Asked only where the name is another than `was`: links that share one since earlier can be changed otherwise. */
export async function changeLink(tx: Tx, it: Omit<Written, 'channel'>, was: string): Promise<boolean> {
  if (it.name !== was) {
    lockNames(tx, it.workspaceId)
    if (isNameTaken(await linkNames(tx, it.workspaceId), it)) return false
  }
  await tx.query(
    'update links set name = $3, carrier_id = $4, settings = $5, secrets = $6, enabled = $7 where workspace_id = $1 and id = $2',
    [it.workspaceId, it.id, it.name, it.carrierId, JSON.stringify(it.settings), it.secrets, it.enabled],
  )
  return true
}

/** Throws (isReferred) while a line uses it. */
export async function removeLink(tx: Tx, workspaceId: number, id: string): Promise<void> {
  await tx.query('delete from links where workspace_id = $1 and id = $2', [workspaceId, id])
}

/** Whether messages wait for it, of whichever workspace. Reads all that is under way: not for the hot path. */
export async function hasFlights(db: Db, id: string): Promise<boolean> {
  const [row] = await db.spineRead<{ some: boolean }>('select exists (select 1 from flight where link_id = $1) as some', [id])
  return row?.some ?? false
}

/** Differs from what it was as soon as a carrier, link, number or line of any workspace has been written. 10,000 lines take some 10 ms. */
export async function waysStamp(db: Db): Promise<string> {
  const [row] = await db.spineRead<{ stamp: string }>(
    `select count(*) || ' ' || coalesce(bit_xor(hashtextextended(it, 0)), 0) as stamp from (
       select xmin || ' ' || id from carriers union all select xmin || ' ' || id from links
       union all select xmin || ' ' || uri from numbers union all select xmin || ' ' || id from lines) as all_of_them (it)`,
    [],
    'ways.stamp',
  )
  return row?.stamp ?? ''
}
