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

/** Numbers and lines as the operator sees and changes them. */

/** Further ones are refused. */
export const mostNumbers = 10_000
/** Links one number may leave through. */
export const mostLinesOfNumber = 20

export type NumberRow = { uri: Address; label: string; madeAt: Date }

export const numbersOf = (tx: Tx, workspaceId: number, page: { after: string | null; limit: number }): Promise<NumberRow[]> =>
  tx.query(
    `select uri, label, made_at as "madeAt" from numbers
     where workspace_id = $1 and ($2::text is null or uri > $2) order by uri limit $3`,
    [workspaceId, page.after, page.limit],
  )

export async function numberOf(tx: Tx, workspaceId: number, uri: string): Promise<NumberRow | null> {
  const [row] = await tx.query<NumberRow>('select uri, label, made_at as "madeAt" from numbers where workspace_id = $1 and uri = $2', [
    workspaceId,
    uri,
  ])
  return row ?? null
}

/** `known`: it is there already; `full`: there are too many. */
export async function insertNumber(tx: Tx, it: { workspaceId: number; uri: Address; label: string }): Promise<'added' | 'known' | 'full'> {
  const [row] = await tx.query<{ added: boolean; full: boolean }>(
    `with room as (select count(*) < ${mostNumbers} as has_room from numbers where workspace_id = $1),
       added as (insert into numbers (workspace_id, uri, label) select $1, $2, $3 from room where has_room on conflict do nothing returning uri)
     select exists (select 1 from added) as added, not has_room as full from room`,
    [it.workspaceId, it.uri, it.label],
  )
  if (row?.added) return 'added'
  return row?.full ? 'full' : 'known'
}

export async function relabelNumber(tx: Tx, it: { workspaceId: number; uri: string; label: string }): Promise<boolean> {
  const rows = await tx.query('update numbers set label = $3 where workspace_id = $1 and uri = $2 returning uri', [
    it.workspaceId,
    it.uri,
    it.label,
  ])
  return rows.length > 0
}

/** Throws (isReferred) while it has a line. */
export async function removeNumber(tx: Tx, workspaceId: number, uri: string): Promise<boolean> {
  return (await tx.query('delete from numbers where workspace_id = $1 and uri = $2 returning uri', [workspaceId, uri])).length > 0
}

export type LineRow = {
  id: string
  uri: Address
  label: string
  linkId: string
  linkName: string
  channel: string
  enabled: boolean
  teamId: string | null
  rank: number
  madeAt: Date
}

const lineColumns = `l.id, l.uri, n.label, l.link_id as "linkId", coalesce(k.name, '') as "linkName", coalesce(k.channel, '') as channel,
  coalesce(k.enabled, true) as enabled, l.team_id as "teamId", l.rank, l.made_at as "madeAt"`
/** A link of the operator's workspace cannot be seen from another: then it has no name here. */
const lineFrom = `lines l join numbers n on n.workspace_id = l.workspace_id and n.uri = l.uri
  left join links k on k.workspace_id = l.link_workspace_id and k.id = l.link_id`

export const linesOfNumbers = (tx: Tx, workspaceId: number, uris: readonly string[]): Promise<LineRow[]> =>
  tx.query(`select ${lineColumns} from ${lineFrom} where l.workspace_id = $1 and l.uri = any($2) order by l.uri, l.rank, l.id`, [
    workspaceId,
    uris,
  ])

export async function lineById(tx: Tx, workspaceId: number, id: string): Promise<LineRow | null> {
  const [row] = await tx.query<LineRow>(`select ${lineColumns} from ${lineFrom} where l.workspace_id = $1 and l.id = $2`, [workspaceId, id])
  return row ?? null
}

/** False: no such team, or the number has too many lines. Throws where number or link is missing (isReferred), or the line is there (takenIndex). */
export async function insertLine(
  tx: Tx,
  it: { workspaceId: number; id: string; uri: Address; linkId: string; teamId: string | null; rank: number },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into lines (workspace_id, id, uri, link_workspace_id, link_id, team_id, rank)
     select $1, $2, $3, $1, $4, $5::uuid, $6
     where ($5::uuid is null or exists (select 1 from teams where workspace_id = $1 and id = $5))
       and (select count(*) from lines where workspace_id = $1 and uri = $3) < ${mostLinesOfNumber}
     returning id`,
    [it.workspaceId, it.id, it.uri, it.linkId, it.teamId, it.rank],
  )
  return rows.length > 0
}

/** False: no such team. */
export async function changeLine(tx: Tx, it: { workspaceId: number; id: string; teamId: string | null; rank: number }): Promise<boolean> {
  const rows = await tx.query(
    `update lines set team_id = $3::uuid, rank = $4 where workspace_id = $1 and id = $2
       and ($3::uuid is null or exists (select 1 from teams where workspace_id = $1 and id = $3)) returning id`,
    [it.workspaceId, it.id, it.teamId, it.rank],
  )
  return rows.length > 0
}

export const removeLine = (tx: Tx, workspaceId: number, id: string): Promise<object[]> =>
  tx.query('delete from lines where workspace_id = $1 and id = $2', [workspaceId, id])
