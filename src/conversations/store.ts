import type { Tx } from '#src/platform/db.ts'

/** One message of a contact, for the conversation it belongs to. */
export type Talk = { workspaceId: number; contactId: string; teamId: string; lineId: string | null; messageId: string; at: Date }

/**
 * The conversation of each, made where there is none: one a (workspace, contact, team), for ever. What was heard is counted, so that
 * unread is a subtraction. Rows are touched in one order, so that two transactions do not wait for each other.
 */
export async function talk(tx: Tx, talks: readonly Talk[], id: () => string): Promise<string[]> {
  if (talks.length === 0) return []
  const keyOf = (it: Pick<Talk, 'contactId' | 'teamId'>) => `${it.contactId} ${it.teamId}`
  const groups = [...Map.groupBy(talks, keyOf).entries()].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const newest = groups.map(([, of]) => ({ ...of.at(-1)!, n: of.length })) // a group has a last
  const rows = await tx.query<{ id: string; contact_id: string; team_id: string }>(
    `insert into conversations (workspace_id, id, contact_id, team_id, line_id, heard, last_message_id, last_at)
     select * from unnest($1::int[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::int[], $7::uuid[], $8::timestamptz[])
     on conflict (workspace_id, contact_id, team_id) do update
       set heard = conversations.heard + excluded.heard, last_message_id = excluded.last_message_id,
           last_at = greatest(conversations.last_at, excluded.last_at), line_id = excluded.line_id
     returning id, contact_id, team_id`,
    [
      newest.map((it) => it.workspaceId),
      newest.map(() => id()),
      newest.map((it) => it.contactId),
      newest.map((it) => it.teamId),
      newest.map((it) => it.lineId),
      newest.map((it) => it.n),
      newest.map((it) => it.messageId),
      newest.map((it) => it.at),
    ],
    'conversations.talk',
  )
  const ids = new Map(rows.map((it) => [keyOf({ contactId: it.contact_id, teamId: it.team_id }), it.id]))
  return talks.map((it) => ids.get(keyOf(it))!) // each has just been written
}
