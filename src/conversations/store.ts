import type { Tx } from '#src/platform/db.ts'
import { ints, texts, times, uuids } from '#src/platform/db-arrays.ts'
import { append, type NewEvent } from '#src/platform/events.ts'

/** One message with a contact, for the conversation it belongs to; `heard` counts it as theirs. */
export type Talk = {
  workspaceId: number
  contactId: string
  teamId: string
  lineId: string | null
  messageId: string | null
  at: Date
  heard: 0 | 1
}

/**
 * The conversation of each, made where there is none: one a (workspace, contact, team), for ever. What was heard is counted, so that
 * unread is a subtraction. Rows are touched in one order, so that two transactions do not wait for each other.
 */
export async function talk(tx: Tx, talks: readonly Talk[], id: () => string): Promise<string[]> {
  if (talks.length === 0) return []
  const keyOf = (it: Pick<Talk, 'contactId' | 'teamId'>) => `${it.contactId} ${it.teamId}`
  const groups = [...Map.groupBy(talks, keyOf).entries()].toSorted(([a], [b]) => (a < b ? -1 : 1))
  const newest = groups.map(([, of]) => ({ ...of.at(-1)!, n: of.reduce((sum, it) => sum + it.heard, 0) })) // a group has a last
  const rows = await tx.query<{ id: string; contact_id: string; team_id: string }>(
    `insert into conversations (workspace_id, id, contact_id, team_id, line_id, heard, last_message_id, last_at)
     select * from unnest($1::int[], $2::uuid[], $3::uuid[], $4::uuid[], $5::uuid[], $6::int[], $7::uuid[], $8::timestamptz[])
     on conflict (workspace_id, contact_id, team_id) do update
       set heard = conversations.heard + excluded.heard, last_message_id = coalesce(excluded.last_message_id, conversations.last_message_id),
           last_at = greatest(conversations.last_at, excluded.last_at), line_id = coalesce(excluded.line_id, conversations.line_id)
     returning id, contact_id, team_id`,
    [
      ints(newest, (it) => it.workspaceId),
      uuids(newest, () => id()),
      uuids(newest, (it) => it.contactId),
      uuids(newest, (it) => it.teamId),
      uuids(newest, (it) => it.lineId),
      ints(newest, (it) => it.n),
      uuids(newest, (it) => it.messageId),
      times(newest, (it) => it.at),
    ],
    'conversations.talk',
  )
  const ids = new Map(rows.map((it) => [keyOf({ contactId: it.contact_id, teamId: it.team_id }), it.id]))
  return talks.map((it) => ids.get(keyOf(it))!) // each has just been written
}

/** The conversation with each address, null where there is none. */
export async function talkingWith(
  query: Tx['query'],
  wanted: readonly { workspaceId: number; uri: string; teamId: string }[],
): Promise<(string | null)[]> {
  const rows = await query<{ n: number; id: string }>(
    `select k.n, c.id from unnest($1::int[], $2::int[], $3::text[], $4::uuid[]) as k (n, workspace_id, uri, team_id)
     join addresses a on a.workspace_id = k.workspace_id and a.uri = k.uri
     join conversations c on c.workspace_id = k.workspace_id and c.contact_id = a.contact_id and c.team_id = k.team_id`,
    [
      ints([...wanted.keys()], (n) => n),
      ints(wanted, (it) => it.workspaceId),
      texts(wanted, (it) => it.uri),
      uuids(wanted, (it) => it.teamId),
    ],
    'conversations.with',
  )
  const found = new Map(rows.map(({ n, id }) => [n, id]))
  return wanted.map((_, n) => found.get(n) ?? null)
}

export type Said = { workspaceId: number; conversationId: string; id: string; at: Date; lineId: string | null }

/** The newest message of each conversation is what its row shows. Locked in the order of `talk`: what is said and what is heard meet here. */
export function touch(tx: Pick<Tx, 'queue'>, said: readonly Said[]): void {
  const newest = [...new Map(said.map((it) => [it.conversationId, it])).values()]
  if (newest.length === 0) return
  tx.queue(
    `with g as (
       select * from unnest($1::int[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::uuid[]) as g (workspace_id, conversation_id, id, at, line_id)
     ), locked as (
       select c.workspace_id, c.id from conversations c join g on c.workspace_id = g.workspace_id and c.id = g.conversation_id
       order by c.contact_id, c.team_id for no key update of c
     )
     update conversations c set last_message_id = g.id, last_at = greatest(c.last_at, g.at), line_id = coalesce(g.line_id, c.line_id)
     from g join locked k on k.workspace_id = g.workspace_id and k.id = g.conversation_id
     where c.workspace_id = k.workspace_id and c.id = k.id`,
    [
      ints(newest, (it) => it.workspaceId),
      uuids(newest, (it) => it.conversationId),
      uuids(newest, (it) => it.id),
      times(newest, (it) => it.at),
      uuids(newest, (it) => it.lineId),
    ],
    'conversations.touch',
  )
}

/** Who looks after it. Answers whether there is such a conversation, and such a member, who is not being removed at this moment. */
export async function assign(
  tx: Tx,
  it: { workspaceId: number; id: string; memberId: string | null; by: string; at: Date },
): Promise<boolean> {
  const rows = await tx.query(
    `update conversations set assignee = $3 where workspace_id = $1 and id = $2
       and ($3::uuid is null or exists (select 1 from members where workspace_id = $1 and id = $3 for key share)) returning id`,
    [it.workspaceId, it.id, it.memberId],
    'conversations.assign',
  )
  if (rows.length === 0) return false
  const data = { to: it.memberId, by: it.by }
  append(tx, [{ workspaceId: it.workspaceId, at: it.at, kind: 'conversation.assigned', conversationId: it.id, data }])
  return true
}

/**
 * All that a member looks after goes to another, or to nobody; how far they read is forgotten. For who is removed: answers what to write into
 * the log. Locked in the order of `talk`.
 */
export async function handOver(
  tx: Tx,
  it: { workspaceId: number; from: string; to: string | null; by: string; at: Date },
): Promise<NewEvent[]> {
  const rows = await tx.query<{ id: string }>(
    `with theirs as (
       select id from conversations where workspace_id = $1 and assignee = $2 order by contact_id, team_id for no key update
     )
     update conversations c set assignee = $3 from theirs where c.workspace_id = $1 and c.id = theirs.id returning c.id`,
    [it.workspaceId, it.from, it.to],
  )
  await tx.query('delete from conversation_reads where workspace_id = $1 and member_id = $2', [it.workspaceId, it.from])
  const data = { to: it.to, by: it.by }
  return rows.map(({ id }) => ({ workspaceId: it.workspaceId, at: it.at, kind: 'conversation.assigned', conversationId: id, data }))
}

/** Everything heard up to this message counts as read by the member; reading never goes backwards. */
export async function markRead(
  tx: Tx,
  it: { workspaceId: number; id: string; memberId: string; upTo: string; at: Date },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into conversation_reads as r (workspace_id, conversation_id, member_id, heard, at)
     select c.workspace_id, c.id, $3, c.heard - (select count(*) from messages m
        where m.workspace_id = $1 and m.conversation_id = $2 and m.id > $4 and m.direction = 'in')::int, $5
     from conversations c where c.workspace_id = $1 and c.id = $2
     on conflict (workspace_id, member_id, conversation_id) do update set heard = excluded.heard, at = excluded.at where r.heard < excluded.heard
     returning r.heard`,
    [it.workspaceId, it.id, it.memberId, it.upTo, it.at],
    'conversations.read',
  )
  if (rows.length === 0) return false
  const data = { member: it.memberId }
  append(tx, [{ workspaceId: it.workspaceId, at: it.at, kind: 'conversation.read', conversationId: it.id, data }])
  return true
}
