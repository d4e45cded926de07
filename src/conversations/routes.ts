import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Draft } from '#src/message/draft.ts'
import type { Address } from '#src/message/message.ts'
import { type Bubble, bubble } from '#src/message/views.ts'
import type { Db, Tx } from '#src/platform/db.ts'
import { append } from '#src/platform/events.ts'
import { Problem } from '#src/platform/problem.ts'
import { cursorOf, readCursor } from './cursor.ts'
import { digitsIn } from './find.ts'
import { contactsAt, contactsNamed, conversationsOf, messagesWith, nameContact } from './finding/store.ts'
import {
  bubbles,
  contactById,
  contactPage,
  contactsShown,
  conversationPage,
  conversationsByIds,
  conversationsShown,
  messagesByIds,
  middleOf,
  type Reading,
  threadPage,
  unread,
  type Who,
} from './reading/store.ts'
import { queryTokens, says, tokensOf } from './search.ts'
import { assign as assignTo, markRead as markReadIn } from './store.ts'
import {
  assign,
  contact,
  contactList,
  conversation,
  conversationList,
  type LineView,
  line,
  listViews,
  markRead,
  rename,
  say,
  startConversation,
  started,
  thread,
} from './views.ts'

type ConversationScope =
  | 'conversations:read'
  | 'conversations:write'
  | 'contacts:read'
  | 'contacts:write'
  | 'messages:send'
  | 'numbers:read'

export type ConversationRoutes = {
  db: Db
  reading: Reading
  who(request: FastifyRequest, scope: ConversationScope): Promise<Who & { name: string }>
  now(): Date
  /** The workspace's search key; null while it cannot be had. */
  searchKey(workspaceId: number): Promise<Uint8Array | null>
  lines(workspaceId: number): LineView[]
  lineOf(workspaceId: number, lineId: string): { id: string; uri: Address; teamId: string | null } | null
  /** The spine: accepts, and answers the message as it is shown. */
  send(drafts: Draft[]): Promise<Bubble[]>
  /** The conversation with an address, made where there is none. */
  converse(it: { workspaceId: number; uri: Address; teamId: string; lineId: string }): Promise<string>
  addressFrom(typed: string): Address | null
  changed(): void
  /** The newest event of the workspace's lane: lists are true for it. */
  cursor(tx: Tx, workspaceId: number): Promise<number>
}

const pageLimit = z.coerce.number().int().min(1).max(100).default(50)
/** Of the messages an inexact word may be in, so many are opened and asked. */
const candidates = 300
const params = z.object({ id: z.uuid() })
const contactsQuery = z.object({ number: z.string().max(40).optional(), before: z.uuid().optional(), limit: pageLimit })

export function registerConversations(app: FastifyInstance, it: ConversationRoutes): void {
  const { db, reading } = it

  const one = async (who: Who, tx: Tx, id: string) => {
    const rows = await conversationsByIds(who, tx, [id])
    const [shown] = await conversationsShown(tx, reading, who.workspaceId, rows)
    if (!shown) throw new Problem(404, 'no_conversation', 'There is no such conversation.')
    return shown
  }

  const listQuery = z.object({
    view: z.enum(listViews).default('all'),
    q: z.string().max(200).optional(),
    before: z.string().max(200).optional(),
    limit: pageLimit,
  })
  app.get(
    '/v1/conversations',
    {
      schema: {
        summary: 'Conversations, the latest first',
        description: 'With `q` they are searched: words, names, numbers.',
        tags: ['conversations'],
        querystring: listQuery,
        response: { 200: conversationList },
      },
    },
    async (request) => {
      const who = await it.who(request, 'conversations:read')
      const { view, q, before, limit } = request.query as z.infer<typeof listQuery> // `as`: checked by the schema
      const found = q?.trim() ? await search(who, q, limit) : null
      return db.web(who.workspaceId, async (tx) => {
        // first, so that what comes during the reading is told again rather than missed
        const cursor = await it.cursor(tx, who.workspaceId)
        const rows = found
          ? inOrder(await conversationsByIds(who, tx, found), found)
          : await conversationPage(who, tx, { view, before: before ? readCursor(before) : null, limit })
        const items = await conversationsShown(tx, reading, who.workspaceId, rows)
        const last = rows.at(-1)
        return { items, next: !found && rows.length === limit && last ? cursorOf(last) : null, unread: await unread(who, tx), cursor }
      })
    },
  )

  const search = async (who: Who, q: string, limit: number): Promise<string[]> => {
    const key = await it.searchKey(who.workspaceId)
    if (!key)
      throw new Problem(503, 'key_unavailable', 'The workspace’s key cannot be had, so nothing can be searched.', {
        remedy: 'Give the key back.',
      })
    const words = queryTokens(q, key)
    const digits = digitsIn(q)
    return db.web(who.workspaceId, async (tx) => {
      const contacts = [
        ...(await contactsNamed(tx, who.workspaceId, words, limit)),
        ...(digits ? await contactsAt(tx, who.workspaceId, digits, limit) : []),
      ]
      const ofContacts = await conversationsOf(tx, who.workspaceId, contacts)
      const hits = await messagesWith(tx, who.workspaceId, words, candidates)
      const ofMessages = words.every(({ exact }) => exact) ? hits.map((hit) => hit.conversation_id) : await asked(tx, who, hits, q)
      return [...new Set([...ofContacts, ...ofMessages])].slice(0, limit)
    })
  }

  /** What the index is unsure about is opened and read. */
  const asked = async (tx: Tx, who: Who, hits: { message_id: string; conversation_id: string }[], q: string): Promise<string[]> => {
    const rows = await messagesByIds(
      tx,
      who.workspaceId,
      hits.map((hit) => hit.message_id),
    )
    const shown = new Map((await bubbles(reading.content, who.workspaceId, rows)).map((b) => [b.id, b.text]))
    return hits.filter((hit) => says(shown.get(hit.message_id) ?? '', q)).map((hit) => hit.conversation_id)
  }

  app.get(
    '/v1/conversations/:id',
    { schema: { summary: 'One conversation', tags: ['conversations'], params, response: { 200: conversation } } },
    async (request) => {
      const who = await it.who(request, 'conversations:read')
      return db.web(who.workspaceId, (tx) => one(who, tx, idOf(request)))
    },
  )

  const threadQuery = z.object({ before: z.uuid().optional(), around: z.uuid().optional(), limit: pageLimit })
  app.get(
    '/v1/conversations/:id/messages',
    {
      schema: {
        summary: 'Messages of a conversation, the newest page first',
        tags: ['conversations'],
        params,
        querystring: threadQuery,
        response: { 200: thread },
      },
    },
    async (request) => {
      const who = await it.who(request, 'conversations:read')
      const query = request.query as z.infer<typeof threadQuery> // `as`: checked by the schema
      const at = { workspaceId: who.workspaceId, conversationId: idOf(request), limit: query.limit }
      return db.web(who.workspaceId, async (tx) => {
        const cursor = await it.cursor(tx, who.workspaceId)
        const before = query.around ? await middleOf(tx, { ...at, id: query.around }) : (query.before ?? null)
        const { rows, more } = await threadPage(tx, { ...at, before })
        if (rows.length === 0) await one(who, tx, at.conversationId) // or there is no such conversation
        return { items: await bubbles(reading.content, who.workspaceId, rows), before: more ? rows[0]!.id : null, cursor }
      })
    },
  )

  app.post(
    '/v1/conversations/:id/messages',
    { schema: { summary: 'Answer in a conversation', tags: ['conversations'], params, body: say, response: { 202: bubble } } },
    async (request, reply) => {
      const who = await it.who(request, 'messages:send')
      const { text, clientId, lineId } = request.body as z.infer<typeof say> // `as`: checked by the schema
      const at = await db.web(who.workspaceId, (tx) => one(who, tx, idOf(request)))
      const to = at.contact.addresses[0]?.uri as Address | undefined // `as`: stored as an address
      const from = lineFor(who, lineId ?? at.lineId)
      if (!to) throw new Problem(409, 'no_address', 'This contact has no address.')
      const [sent] = await it.send([
        {
          workspaceId: who.workspaceId,
          from: from.uri,
          to: [to],
          purpose: 'conversation',
          parts: [{ kind: 'text', text }],
          conversationId: at.id,
          ...(who.memberId && { memberId: who.memberId }),
          clientId: `web:${clientId}`,
        },
      ])
      return reply.code(202).send(sent)
    },
  )

  const lineFor = (who: Who, lineId: string | null) => {
    const wanted = (lineId && it.lineOf(who.workspaceId, lineId)) || null
    const first = it.lines(who.workspaceId)[0]
    const found = wanted ?? (first ? it.lineOf(who.workspaceId, first.id) : null)
    if (!found) throw new Problem(409, 'no_line', 'There is no line to send from.', { remedy: 'Ask the operator to connect one.' })
    return found
  }

  app.post(
    '/v1/conversations',
    { schema: { summary: 'Start a conversation', tags: ['conversations'], body: startConversation, response: { 202: started } } },
    async (request, reply) => {
      const who = await it.who(request, 'messages:send')
      const { to, text, clientId, lineId } = request.body as z.infer<typeof startConversation> // `as`: checked by the schema
      const uri = it.addressFrom(to)
      if (!uri)
        throw new Problem(422, 'not_a_number', `“${to}” is not a phone number.`, { remedy: 'Check it for a missing or doubled digit.' })
      const from = lineFor(who, lineId ?? null)
      if (!from.teamId) throw new Problem(409, 'line_without_team', 'No team works this line.', { remedy: 'Choose another line.' })
      const id = await it.converse({ workspaceId: who.workspaceId, uri, teamId: from.teamId, lineId: from.id })
      const [message] = await it.send([
        {
          workspaceId: who.workspaceId,
          from: from.uri,
          to: [uri],
          purpose: 'conversation',
          parts: [{ kind: 'text', text }],
          conversationId: id,
          ...(who.memberId && { memberId: who.memberId }),
          clientId: `web:${clientId}`,
        },
      ])
      return reply.code(202).send({ conversation: await db.web(who.workspaceId, (tx) => one(who, tx, id)), message })
    },
  )

  app.post(
    '/v1/conversations/:id/assignee',
    {
      schema: {
        summary: 'Give a conversation to a member, or to nobody',
        tags: ['conversations'],
        params,
        body: assign,
        response: { 200: conversation },
      },
    },
    async (request) => {
      const who = await it.who(request, 'conversations:write')
      const { memberId } = request.body as z.infer<typeof assign> // `as`: checked by the schema
      const id = idOf(request)
      const done = await db.web(who.workspaceId, (tx) =>
        assignTo(tx, { workspaceId: who.workspaceId, id, memberId, by: who.memberId ?? who.name, at: it.now() }),
      )
      if (!done) throw new Problem(404, 'no_conversation', 'There is no such conversation, or no such member.')
      it.changed()
      return db.web(who.workspaceId, (tx) => one(who, tx, id))
    },
  )

  app.post(
    '/v1/conversations/:id/read',
    {
      schema: {
        summary: 'Say how far you have read',
        description: 'For members alone: a key reads nothing.',
        tags: ['conversations'],
        params,
        body: markRead,
      },
    },
    async (request, reply) => {
      const who = await it.who(request, 'conversations:write')
      const { upTo } = request.body as z.infer<typeof markRead> // `as`: checked by the schema
      const { workspaceId, memberId } = who
      if (!memberId) throw new Problem(403, 'members_only', 'Reading is a member’s: a key has read nothing.')
      const moved = await db.web(workspaceId, (tx) => markReadIn(tx, { workspaceId, memberId, id: idOf(request), upTo, at: it.now() }))
      if (moved) it.changed()
      return reply.code(204).send()
    },
  )

  app.get(
    '/v1/contacts',
    {
      schema: {
        summary: 'Contacts, the newest first',
        description: 'With `number`, those whose number has these digits in a row.',
        tags: ['contacts'],
        querystring: contactsQuery,
        response: { 200: contactList },
      },
    },
    async (request) => {
      const { workspaceId } = await it.who(request, 'contacts:read')
      const { number, before, limit } = request.query as z.infer<typeof contactsQuery> // `as`: checked by the schema
      const digits = number === undefined ? null : digitsIn(number)
      if (number !== undefined && digits === null)
        throw new Problem(422, 'not_a_number', `“${number}” is not part of a phone number.`, { remedy: 'Give 3 to 15 digits.' })
      return db.web(workspaceId, async (tx) => {
        const rows = await contactPage(tx, { workspaceId, digits, before: before ?? null, limit: limit + 1 })
        const page = rows.slice(0, limit)
        const next = rows.length > limit ? (page.at(-1)?.id ?? null) : null
        return { items: await contactsShown(tx, reading, workspaceId, page), next }
      })
    },
  )

  app.get(
    '/v1/contacts/:id',
    { schema: { summary: 'One contact', tags: ['contacts'], params, response: { 200: contact } } },
    async (request) => {
      const who = await it.who(request, 'contacts:read')
      return db.web(who.workspaceId, (tx) => contactShown(who, tx, idOf(request)))
    },
  )

  app.patch(
    '/v1/contacts/:id',
    { schema: { summary: 'Name a contact', tags: ['contacts'], params, body: rename, response: { 200: contact } } },
    async (request) => {
      const who = await it.who(request, 'contacts:write')
      const name = (request.body as z.infer<typeof rename>).name?.trim() || null // `as`: checked by the schema
      const id = idOf(request)
      const key = await it.searchKey(who.workspaceId)
      const [sealed] = name
        ? await reading.content.seal([{ workspaceId: who.workspaceId, table: 'contacts', row: id, column: 'name', plain: name }])
        : [null]
      if (!key || (name && !(sealed instanceof Uint8Array)))
        throw new Problem(503, 'key_unavailable', 'The workspace’s key cannot be had.', { remedy: 'Give the key back.' })
      const shown = await db.web(who.workspaceId, async (tx) => {
        const named = await nameContact(tx, {
          workspaceId: who.workspaceId,
          id,
          name: sealed instanceof Uint8Array ? sealed : null,
          tokens: name ? tokensOf(name, key) : [],
        })
        if (!named) throw new Problem(404, 'no_contact', 'There is no such contact.')
        const shown = await contactShown(who, tx, id)
        const [conversationId] = await conversationsOf(tx, who.workspaceId, [id])
        await append(tx, [
          {
            workspaceId: who.workspaceId,
            at: it.now(),
            kind: 'contact.named',
            conversationId: conversationId ?? null,
            data: { contact: id, by: who.memberId ?? who.name },
          },
        ])
        return shown
      })
      it.changed()
      return shown
    },
  )

  const contactShown = async (who: Who, tx: Tx, id: string) => {
    const row = await contactById(tx, who.workspaceId, id)
    if (!row) throw new Problem(404, 'no_contact', 'There is no such contact.')
    const [shown] = await contactsShown(tx, reading, who.workspaceId, [row])
    return shown! // one row in, one contact out
  }

  app.get(
    '/v1/lines',
    {
      schema: {
        summary: 'Lines the team can send from',
        description: 'Only those whose link is open. With teams and links: GET /v1/numbers.',
        tags: ['lines'],
        response: { 200: z.object({ items: z.array(line) }) },
      },
    },
    async (request) => {
      const who = await it.who(request, 'numbers:read')
      return { items: it.lines(who.workspaceId) }
    },
  )
}

const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id // `as`: checked by the schema

function inOrder<T extends { id: string }>(rows: readonly T[], ids: readonly string[]): T[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
