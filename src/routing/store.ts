import type { Db, Tx } from '#src/platform/db.ts'

/** A configured connection of a channel. `secrets` are sealed: only who opens the link unseals them. */
export type LinkRow = {
  workspaceId: number
  id: string
  channel: string
  name: string
  carrierName: string
  settings: Record<string, unknown>
  secrets: Buffer | null
}

/** Any number will do that no other lock of two numbers has. */
const namesLock = 4711

/** Until this transaction ends nobody else names a carrier or a link of the workspace: of two that ask for one name at once, one sees the other's. */
export const lockNames = (tx: Tx, workspaceId: number): void => tx.queue('select pg_advisory_xact_lock($1, $2)', [namesLock, workspaceId])

export async function enabledLinks(db: Db): Promise<LinkRow[]> {
  return db.spineRead<LinkRow>(
    `select k.workspace_id as "workspaceId", k.id, k.channel, k.name, coalesce(c.name, k.name) as "carrierName", k.settings, k.secrets
     from links k left join carriers c on c.workspace_id = k.workspace_id and c.id = k.carrier_id
     where k.enabled order by k.made_at, k.id`,
  )
}

export async function saveCarrier(tx: Tx, carrier: { workspaceId: number; id: string; name: string }): Promise<void> {
  await tx.query(
    'insert into carriers (workspace_id, id, name) values ($1, $2, $3) on conflict (workspace_id, id) do update set name = excluded.name',
    [carrier.workspaceId, carrier.id, carrier.name],
  )
}

export async function saveLink(
  tx: Tx,
  link: {
    workspaceId: number
    id: string
    carrierId: string | null
    channel: string
    name: string
    settings: object
    secrets: Buffer | null
  },
): Promise<void> {
  await tx.query(
    `insert into links (workspace_id, id, carrier_id, channel, name, settings, secrets) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (workspace_id, id) do update set settings = excluded.settings, secrets = excluded.secrets, name = excluded.name, enabled = true`,
    [link.workspaceId, link.id, link.carrierId, link.channel, link.name, JSON.stringify(link.settings), link.secrets],
  )
}
