import type { Tx } from '#src/platform/db.ts'
import type { QueryWord } from '../search.ts'

/** The blind index: postings of tokens. The database sees what goes together, never what it says. */

export type Posting = { token: Buffer; messageId: string; conversationId: string }

export async function addPostings(tx: Tx, workspaceId: number, postings: readonly Posting[]): Promise<void> {
  if (postings.length === 0) return
  await tx.query(
    `insert into postings (workspace_id, token, message_id, conversation_id)
     select $1, token, message_id, conversation_id from unnest($2::bytea[], $3::uuid[], $4::uuid[]) as it (token, message_id, conversation_id)
     order by token on conflict do nothing`,
    [workspaceId, postings.map((it) => it.token), postings.map((it) => it.messageId), postings.map((it) => it.conversationId)],
    'postings.add',
  )
}

/** Messages that have every word, the newest first. Those of an inexact word are still to be opened and asked. */
export async function messagesWith(
  tx: Tx,
  workspaceId: number,
  words: readonly QueryWord[],
  limit: number,
): Promise<{ message_id: string; conversation_id: string }[]> {
  const [first, ...others] = words
  if (!first) return []
  const also = others.map(
    (_, i) =>
      `and exists (select 1 from postings o where o.workspace_id = $1 and o.message_id = p.message_id and o.token = any($${i + 4}))`,
  )
  return tx.query(
    `select distinct p.message_id, p.conversation_id from postings p where p.workspace_id = $1 and p.token = any($2) ${also.join(' ')}
     order by p.message_id desc limit $3`,
    [workspaceId, first.tokens, limit, ...others.map((it) => it.tokens)],
  )
}

export async function contactsNamed(tx: Tx, workspaceId: number, words: readonly QueryWord[], limit: number): Promise<string[]> {
  const [first, ...others] = words
  if (!first) return []
  const also = others.map(
    (_, i) =>
      `and exists (select 1 from name_postings o where o.workspace_id = $1 and o.contact_id = p.contact_id and o.token = any($${i + 4}))`,
  )
  const rows = await tx.query<{ contact_id: string }>(
    `select distinct p.contact_id from name_postings p where p.workspace_id = $1 and p.token = any($2) ${also.join(' ')} limit $3`,
    [workspaceId, first.tokens, limit, ...others.map((it) => it.tokens)],
  )
  return rows.map((it) => it.contact_id)
}

/** Addresses are plain: a number is found by any of its digits in a row. */
export async function contactsAt(tx: Tx, workspaceId: number, digits: string, limit: number): Promise<string[]> {
  const rows = await tx.query<{ contact_id: string }>(
    `select contact_id from addresses where workspace_id = $1 and uri like '%' || $2 || '%' limit $3`,
    [workspaceId, digits, limit],
  )
  return rows.map((it) => it.contact_id)
}

export async function conversationsOf(tx: Tx, workspaceId: number, contactIds: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'select id from conversations where workspace_id = $1 and contact_id = any($2) order by last_at desc',
    [workspaceId, contactIds],
  )
  return rows.map((it) => it.id)
}
