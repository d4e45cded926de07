import { bubbleOf, type MessageRow } from '#src/message/bubble.ts'
import type { Contact, ContactRow } from '#src/message/contact.ts'
import type { Content, Unreadable } from '#src/message/content.ts'
import type { Part } from '#src/message/message.ts'
import type { Bubble } from '#src/message/views.ts'
import type { Tx } from '#src/platform/db.ts'
import type { Conversation } from '../views.ts'

/** Rows in, what is shown out. Lists always: one statement for each kind of thing, whatever the length of the page. */

const messageColumns = `m.id, m.direction, m.conversation_id, m.line_id, m.from_uri, m.to_uris, m.purpose, m.body, m.segments, m.encoding,
  m.member_id, coalesce(b.name, was.name) as member_name, m.client_id, m.possible_duplicate, m.incomplete, m.accepted_at,
  coalesce(m.state, f.state, 'queued') as state, coalesce(m.reason, f.reason) as reason, m.delivered_segments, f.due_at`
const messageFrom = `messages m
  left join flight f on m.state is null and f.workspace_id = m.workspace_id and f.message_id = m.id
  left join members b on b.workspace_id = m.workspace_id and b.id = m.member_id
  left join former_members was on was.workspace_id = m.workspace_id and was.id = m.member_id`

export const messagesByIds = (tx: Tx, workspaceId: number, ids: readonly string[]): Promise<MessageRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tx.query(
        `select ${messageColumns} from ${messageFrom} where m.workspace_id = $1 and m.id = any($2) order by m.id`,
        [workspaceId, ids],
        'read.messages',
      )

type OfThread = { workspaceId: number; conversationId: string; limit: number }

/** A page of a thread, oldest first, and where to go on from it: null where nothing more is known to be. */
export type ThreadPage = { rows: MessageRow[]; before: string | null; after: string | null }

/** The newest page, or the one before a message. */
export async function threadPage(tx: Tx, at: OfThread & { before: string | null }): Promise<ThreadPage> {
  const rows = await tx.query<MessageRow>(
    `select ${messageColumns} from ${messageFrom}
     where m.workspace_id = $1 and m.conversation_id = $2 and ($3::uuid is null or m.id < $3) order by m.id desc limit $4`,
    [at.workspaceId, at.conversationId, at.before, at.limit + 1],
    'read.thread',
  )
  const page = rows.slice(0, at.limit).toReversed()
  return {
    rows: page,
    before: rows.length > at.limit ? page[0]!.id : null, // a limit is 1 at least
    after: at.before === null ? null : (page.at(-1)?.id ?? null),
  }
}

/** The page after a message: the same index, read the other way. */
export async function threadPageAfter(tx: Tx, at: OfThread & { after: string }): Promise<ThreadPage> {
  const rows = await tx.query<MessageRow>(
    `select ${messageColumns} from ${messageFrom}
     where m.workspace_id = $1 and m.conversation_id = $2 and m.id > $3 order by m.id limit $4`,
    [at.workspaceId, at.conversationId, at.after, at.limit + 1],
    'read.thread.after',
  )
  const page = rows.slice(0, at.limit)
  return { rows: page, before: page[0]?.id ?? null, after: rows.length > at.limit ? page.at(-1)!.id : null } // a limit is 1 at least
}

/** The id to page from so that `id` stands in the middle of a page. */
export async function middleOf(tx: Tx, at: OfThread & { id: string }): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>(
    'select id from messages where workspace_id = $1 and conversation_id = $2 and id > $3 order by id offset $4 limit 1',
    [at.workspaceId, at.conversationId, at.id, Math.floor(at.limit / 2)],
    'read.middle',
  )
  return row?.id ?? null
}

/** What reading needs besides the database. */
export type Reading = {
  content: Content
  /** Contacts as they are shown, one each. */
  contacts(tx: Tx, workspaceId: number, rows: readonly ContactRow[]): Promise<Contact[]>
}

export async function bubbles(content: Content, workspaceId: number, rows: readonly MessageRow[]): Promise<Bubble[]> {
  const bodies = await content.open(rows.map((it) => ({ workspaceId, table: 'messages', row: it.id, column: 'body', sealed: it.body })))
  return rows.map((row, i) => {
    const body = bodies[i]! // open answers one each
    return bubbleOf(row, body instanceof Uint8Array ? (JSON.parse(body.toString()) as Part[]) : null, whySealed(body)) // `as`: we wrote it
  })
}

const whySealed = (it: Buffer | Unreadable): Bubble['sealed'] => (it instanceof Uint8Array ? null : it.kind)

export type ConversationRow = {
  id: string
  contact_id: string
  contact_name: Buffer | null
  contact_made_at: Date
  assignee: string | null
  assignee_name: string | null
  unread: number
  last_message_id: string | null
  last_at: Date
  line_id: string | null
  our_number: string | null
}

const conversationColumns = `c.id, c.contact_id, t.name as contact_name, t.made_at as contact_made_at, c.assignee, a.name as assignee_name,
  greatest(0, c.heard - coalesce(r.heard, 0)) as unread, c.last_message_id, c.last_at, c.line_id, l.uri as our_number`
const conversationFrom = `conversations c
  join contacts t on t.workspace_id = c.workspace_id and t.id = c.contact_id
  left join members a on a.workspace_id = c.workspace_id and a.id = c.assignee
  left join conversation_reads r on r.workspace_id = c.workspace_id and r.member_id = $2 and r.conversation_id = c.id
  left join lines l on l.workspace_id = c.workspace_id and l.id = c.line_id`

/** Who looks: a member, for whom unread is counted, or a program, for which everything heard is. */
export type Who = { workspaceId: number; memberId: string | null }
export const conversationsByIds = ({ workspaceId, memberId }: Who, tx: Tx, ids: readonly string[]): Promise<ConversationRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tx.query(
        `select ${conversationColumns} from ${conversationFrom} where c.workspace_id = $1 and c.id = any($3)`,
        [workspaceId, memberId, ids],
        'read.conversations',
      )

const only = {
  all: 'true',
  mine: 'c.assignee = $2',
  unassigned: 'c.assignee is null',
  unread: 'c.heard > coalesce(r.heard, 0)',
} as const

/** A page of the list, the newest first. `before` is where the last page ended. */
export const conversationPage = (
  { workspaceId, memberId }: Who,
  tx: Tx,
  page: { view: keyof typeof only; before: { at: Date; id: string } | null; limit: number },
): Promise<ConversationRow[]> =>
  tx.query(
    `select ${conversationColumns} from ${conversationFrom}
     where c.workspace_id = $1 and ${only[page.view]} and ($3::timestamptz is null or (c.last_at, c.id) < ($3, $4))
     order by c.last_at desc, c.id desc limit $5`,
    [workspaceId, memberId, page.before?.at ?? null, page.before?.id ?? null, page.limit],
    `read.list.${page.view}`,
  )

export async function conversationsShown(
  tx: Tx,
  reading: Reading,
  workspaceId: number,
  rows: readonly ConversationRow[],
): Promise<Conversation[]> {
  const contacts = await reading.contacts(
    tx,
    workspaceId,
    rows.map((it) => ({ id: it.contact_id, name: it.contact_name, made_at: it.contact_made_at })),
  )
  const last = await messagesByIds(
    tx,
    workspaceId,
    rows.flatMap((it) => it.last_message_id ?? []),
  )
  const shown = new Map((await bubbles(reading.content, workspaceId, last)).map((it) => [it.id, it]))
  return rows.map((it, i) => ({
    id: it.id,
    contact: contacts[i]!, // one each
    assignee: it.assignee ? { memberId: it.assignee, name: it.assignee_name ?? 'A former member' } : null,
    unread: it.unread,
    lastMessage: (it.last_message_id && shown.get(it.last_message_id)) || null,
    lastAt: it.last_at.toISOString(),
    lineId: it.line_id,
    ourNumber: it.our_number,
  }))
}

/** Conversations with something unread, at most this many counted: beyond it the badge says "1000+". */
export const unreadAtMost = 1000

export async function unread({ workspaceId, memberId }: Who, tx: Tx): Promise<{ all: number; mine: number; unassigned: number }> {
  const [row] = await tx.query<{ all: number; mine: number; unassigned: number }>(
    `select count(*)::int as all, count(*) filter (where assignee = $2)::int as mine, count(*) filter (where assignee is null)::int as unassigned
     from (select c.assignee from conversations c
       left join conversation_reads r on r.workspace_id = c.workspace_id and r.member_id = $2 and r.conversation_id = c.id
       where c.workspace_id = $1 and c.heard > coalesce(r.heard, 0) limit ${unreadAtMost}) it`,
    [workspaceId, memberId],
    'read.unread',
  )
  return row ?? { all: 0, mine: 0, unassigned: 0 }
}
