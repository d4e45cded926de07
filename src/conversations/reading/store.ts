import { bubbleOf, type MessageRow } from '#src/message/bubble.ts'
import type { Content, Unreadable } from '#src/message/content.ts'
import type { Address, Part } from '#src/message/message.ts'
import type { Bubble } from '#src/message/views.ts'
import type { Tx } from '#src/platform/db.ts'
import type { Contact, Conversation } from '../views.ts'

/** Rows in, what is shown out. Lists always: one statement for each kind of thing, whatever the length of the page. */

const messageColumns = `m.id, m.direction, m.conversation_id, m.line_id, m.from_uri, m.to_uris, m.purpose, m.body, m.segments, m.encoding,
  m.member_id, b.name as member_name, m.client_id, m.possible_duplicate, m.incomplete, m.accepted_at,
  coalesce(m.state, f.state, 'queued') as state, coalesce(m.reason, f.reason) as reason, m.delivered_segments, f.due_at`
const messageFrom = `messages m
  left join flight f on m.state is null and f.workspace_id = m.workspace_id and f.message_id = m.id
  left join members b on b.workspace_id = m.workspace_id and b.id = m.member_id`

export const messagesByIds = (tx: Tx, workspaceId: number, ids: readonly string[]): Promise<MessageRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tx.query(
        `select ${messageColumns} from ${messageFrom} where m.workspace_id = $1 and m.id = any($2) order by m.id`,
        [workspaceId, ids],
        'read.messages',
      )

/** One page of a thread, oldest first; `more` says whether there are older ones. */
export async function threadPage(
  tx: Tx,
  at: { workspaceId: number; conversationId: string; before: string | null; limit: number },
): Promise<{ rows: MessageRow[]; more: boolean }> {
  const rows = await tx.query<MessageRow>(
    `select ${messageColumns} from ${messageFrom}
     where m.workspace_id = $1 and m.conversation_id = $2 and ($3::uuid is null or m.id < $3) order by m.id desc limit $4`,
    [at.workspaceId, at.conversationId, at.before, at.limit + 1],
    'read.thread',
  )
  return { rows: rows.slice(0, at.limit).toReversed(), more: rows.length > at.limit }
}

/** The id to page from so that `id` stands in the middle of a page. */
export async function middleOf(
  tx: Tx,
  at: { workspaceId: number; conversationId: string; id: string; limit: number },
): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>(
    'select id from messages where workspace_id = $1 and conversation_id = $2 and id > $3 order by id offset $4 limit 1',
    [at.workspaceId, at.conversationId, at.id, Math.floor(at.limit / 2)],
    'read.middle',
  )
  return row?.id ?? null
}

/** What reading needs besides the database. */
export type Reading = { content: Content; zonesOf(uri: string): readonly string[] }

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
  const contacts = await contactsShown(
    tx,
    reading,
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

export type ContactRow = { id: string; name: Buffer | null; made_at: Date }

export async function contactById(tx: Tx, workspaceId: number, id: string): Promise<ContactRow | null> {
  const [row] = await tx.query<ContactRow>(
    'select id, name, made_at from contacts where workspace_id = $1 and id = $2',
    [workspaceId, id],
    'read.contact',
  )
  return row ?? null
}

/** A page of contacts, the newest first: by any digits of their numbers, or all. Ids are in the order of their making. */
export const contactPage = (
  tx: Tx,
  page: { workspaceId: number; digits: string | null; before: string | null; limit: number },
): Promise<ContactRow[]> =>
  tx.query(
    `select c.id, c.name, c.made_at from contacts c
     where c.workspace_id = $1 and ($2::uuid is null or c.id < $2)
       and ($3::text is null or exists (
         select 1 from addresses a where a.workspace_id = c.workspace_id and a.contact_id = c.id and a.uri like '%' || $3 || '%'))
     order by c.id desc limit $4`,
    [page.workspaceId, page.before, page.digits, page.limit],
    'read.contacts',
  )

type AddressRow = {
  contact_id: string
  uri: Address
  state: 'given' | 'withdrawn' | null
  at: Date | null
  source: string | null
  number: string | null
}

export async function contactsShown(
  tx: Tx,
  { content, zonesOf }: Reading,
  workspaceId: number,
  rows: readonly ContactRow[],
): Promise<Contact[]> {
  if (rows.length === 0) return []
  const addresses = await tx.query<AddressRow>(
    `select a.contact_id, a.uri, c.state, c.at, c.source, c.number from addresses a
     left join consents c on c.workspace_id = a.workspace_id and c.uri = a.uri
     where a.workspace_id = $1 and a.contact_id = any($2) order by a.made_at, a.uri`,
    [workspaceId, rows.map((it) => it.id)],
    'read.addresses',
  )
  const of = Map.groupBy(addresses, (it) => it.contact_id)
  const named = rows.filter((it) => it.name)
  const names = await content.open(named.map((it) => ({ workspaceId, table: 'contacts', row: it.id, column: 'name', sealed: it.name! }))) // just filtered
  const nameOf = new Map(named.map((it, i) => [it.id, names[i]!]))
  return rows.map((it) => {
    const name = nameOf.get(it.id)
    return {
      id: it.id,
      name: name instanceof Uint8Array ? name.toString() : null,
      sealed: name && !(name instanceof Uint8Array) ? name.kind : null,
      addresses: (of.get(it.id) ?? []).map((address) => ({
        uri: address.uri,
        consent: {
          state: address.state ?? 'absent',
          at: address.at?.toISOString() ?? null,
          source: address.source,
          number: address.number,
        },
      })),
      timeZone: zoneOf((of.get(it.id) ?? []).flatMap(({ uri }) => zonesOf(uri))),
      createdAt: it.made_at.toISOString(),
    }
  })
}

/** A number that may lie in two zones tells neither. */
const zoneOf = (zones: readonly string[]): string | null => (new Set(zones).size === 1 ? (zones[0] ?? null) : null)

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
