import type { Tx } from '#src/platform/db.ts'
import { isNameTaken, type NotNamed } from '../names.ts'
import { lockNames } from '../store.ts'

/** Carriers of a workspace. */

/** Further ones are refused. */
export const mostCarriers = 500

export type CarrierRow = { id: string; name: string; links: number }

export const carriersOf = (tx: Tx, workspaceId: number): Promise<CarrierRow[]> =>
  tx.query(
    `select c.id, c.name, (select count(*)::int from links k where k.workspace_id = c.workspace_id and k.carrier_id = c.id) as links
     from carriers c where c.workspace_id = $1 order by c.name, c.id limit ${mostCarriers}`,
    [workspaceId],
  )

/** Null: it is added. */
export async function addCarrier(tx: Tx, it: { workspaceId: number; id: string; name: string }): Promise<NotNamed | null> {
  lockNames(tx, it.workspaceId)
  const all = await carriersOf(tx, it.workspaceId)
  if (isNameTaken(all, it)) return 'name_taken'
  if (all.length >= mostCarriers) return 'too_many'
  await tx.query('insert into carriers (workspace_id, id, name) values ($1, $2, $3)', [it.workspaceId, it.id, it.name])
  return null
}

/** Null: it is renamed. */
export async function renameCarrier(
  tx: Tx,
  it: { workspaceId: number; id: string; name: string },
): Promise<'name_taken' | 'missing' | null> {
  lockNames(tx, it.workspaceId)
  const all = await carriersOf(tx, it.workspaceId)
  const own = all.find(({ id }) => id === it.id)
  if (!own) return 'missing'
  if (own.name !== it.name && isNameTaken(all, it)) return 'name_taken'
  const rows = await tx.query('update carriers set name = $3 where workspace_id = $1 and id = $2 returning id', [
    it.workspaceId,
    it.id,
    it.name,
  ])
  return rows.length > 0 ? null : 'missing'
}

/** Answers its name. Throws (isReferred) while a link leads there. */
export async function removeCarrier(tx: Tx, workspaceId: number, id: string): Promise<string | null> {
  const [row] = await tx.query<{ name: string }>('delete from carriers where workspace_id = $1 and id = $2 returning name', [
    workspaceId,
    id,
  ])
  return row?.name ?? null
}
