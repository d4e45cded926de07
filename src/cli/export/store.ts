import type { Tx } from '#src/platform/db.ts'

/** What of a workspace is exported, page by page. Names are those of the API where it has them. */

export type Column = { table: string; column: string; as: string }
/** `sealed`: the column that is opened. */
export type Kept = { kind: string; columns: string; from: string; sealed?: Column }

const pageRows = 1_000

export const tables: readonly Kept[] = [
  { kind: 'team', columns: 'id, name', from: 'teams' },
  { kind: 'member', columns: 'id, name, email, role, made_at as "madeAt"', from: 'members' },
  { kind: 'formerMember', columns: 'id, name, removed_at as "removedAt"', from: 'former_members' },
  { kind: 'carrier', columns: 'id, name', from: 'carriers' },
  {
    kind: 'link',
    columns: 'id, name, channel, carrier_id as carrier, settings, enabled, made_at as "madeAt"',
    from: 'links',
  },
  { kind: 'number', columns: 'uri as number, label, made_at as "madeAt"', from: 'numbers' },
  { kind: 'line', columns: 'id, uri as number, link_id as link, team_id as team, rank, made_at as "madeAt"', from: 'lines' },
  { kind: 'webhook', columns: 'id, name, url, kinds, state, why, seq as "upTo", made_at as "madeAt"', from: 'webhooks' },
  {
    kind: 'key',
    columns: 'id, name, shown, scopes, made_by as "madeBy", made_at as "madeAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"',
    from: 'api_keys',
  },
  { kind: 'policies', columns: 'settings', from: 'policy_settings' },
  { kind: 'prefix', columns: 'list, prefix, note, at', from: 'prefix_lists' },
  {
    kind: 'contact',
    columns: `id, name, made_at as "madeAt",
      array(select a.uri from addresses a where a.workspace_id = it.workspace_id and a.contact_id = it.id order by a.made_at, a.uri) as addresses`,
    from: 'contacts',
    sealed: { table: 'contacts', column: 'name', as: 'name' },
  },
  { kind: 'consent', columns: 'uri as address, state, at, source, number, message_id as message', from: 'consents' },
  {
    kind: 'consentChange',
    columns: 'id, uri as address, state, at, source, number, message_id as message',
    from: 'consent_changes',
  },
  {
    kind: 'conversation',
    columns: 'id, contact_id as contact, team_id as team, assignee, line_id as line, last_at as "lastAt", made_at as "madeAt"',
    from: 'conversations',
  },
]

type Row = Record<string, unknown>

export const rowsOf = (tx: Tx, workspaceId: number, { columns, from }: Kept): AsyncGenerator<Row[]> =>
  pages(tx, `select ${columns} from ${from} it where workspace_id = $1`, workspaceId)

export const messagesOf = (tx: Tx, workspaceId: number): AsyncGenerator<Row[]> =>
  pages(
    tx,
    `select m.id, m.direction, m.conversation_id as conversation, m.line_id as line, m.from_uri as "from", m.to_uris as "to", m.purpose,
       m.body, m.segments, m.encoding, m.in_doubt as "inDoubt", m.member_id as member, m.client_id as "clientId", m.verdicts,
       m.possible_duplicate as "possibleDuplicate", m.incomplete, m.accepted_at as at, m.said_at as "saidAt",
       coalesce(m.state, f.state, 'queued') as state, coalesce(m.reason, f.reason) as reason,
       m.delivered_segments as "deliveredSegments", m.ended_at as "endedAt"
     from messages m left join flight f on m.state is null and f.workspace_id = m.workspace_id and f.message_id = m.id
     where m.workspace_id = $1 order by m.id`,
    workspaceId,
  )

type EventRow = Row & { message: string | null; sealed: Buffer | null }

export const eventsOf = (tx: Tx, workspaceId: number): AsyncGenerator<EventRow[]> =>
  pages<EventRow>(
    tx,
    `select seq, at, kind as what, message_id as message, conversation_id as conversation, data, sealed
     from events where workspace_id = $1 order by seq`,
    workspaceId,
  )

/** Through a cursor, so that a table of any length is read once. */
async function* pages<R extends Row>(tx: Tx, select: string, workspaceId: number): AsyncGenerator<R[]> {
  await tx.query(`declare pages no scroll cursor for ${select}`, [workspaceId])
  for (;;) {
    const rows = await tx.query<R>(`fetch ${pageRows} from pages`)
    if (rows.length > 0) yield rows
    if (rows.length < pageRows) break
  }
  await tx.query('close pages')
}
