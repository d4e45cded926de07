import type { Address } from '#src/message/message.ts'
import type { Db, Tx } from '#src/platform/db.ts'

/** A line with what is needed to send from it or to hear on it. */
export type Line = {
  workspaceId: number
  id: string
  uri: Address
  label: string
  linkWorkspaceId: number
  linkId: string
  linkName: string
  carrierName: string
  channel: string
  settings: unknown
  teamId: string | null
  rank: number
}

/** All lines of all workspaces whose link is enabled: read at start and whenever something about them changes. */
export async function allLines(db: Db): Promise<Line[]> {
  return db.spineRead<Line>(
    `select l.workspace_id as "workspaceId", l.id, l.uri, n.label, l.link_workspace_id as "linkWorkspaceId", l.link_id as "linkId",
            k.name as "linkName", coalesce(c.name, k.name) as "carrierName", k.channel, k.settings, l.team_id as "teamId", l.rank
     from lines l
     join numbers n on n.workspace_id = l.workspace_id and n.uri = l.uri
     join links k on k.workspace_id = l.link_workspace_id and k.id = l.link_id and k.enabled
     left join carriers c on c.workspace_id = k.workspace_id and c.id = k.carrier_id
     order by l.workspace_id, l.rank, l.id`,
  )
}

export async function addNumber(tx: Tx, number: { workspaceId: number; uri: Address; label: string }): Promise<void> {
  await tx.query(
    'insert into numbers (workspace_id, uri, label) values ($1, $2, $3) on conflict (workspace_id, uri) do update set label = excluded.label',
    [number.workspaceId, number.uri, number.label],
  )
}

export async function addLine(
  tx: Tx,
  line: { workspaceId: number; id: string; uri: Address; linkWorkspaceId: number; linkId: string; teamId: string | null; rank?: number },
): Promise<void> {
  await tx.query(
    `insert into lines (workspace_id, id, uri, link_workspace_id, link_id, team_id, rank) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (link_id, uri) do update set team_id = excluded.team_id, rank = excluded.rank`,
    [line.workspaceId, line.id, line.uri, line.linkWorkspaceId, line.linkId, line.teamId, line.rank ?? 0],
  )
}
