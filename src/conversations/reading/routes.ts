import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Db, Tx } from '#src/platform/db.ts'
import { noCursor, Problem } from '#src/platform/problem.ts'
import { idOf, params } from '../at.ts'
import { cursorOf, readCursor } from '../cursor.ts'
import { contactsAt, contactsNamed, conversationsOf, messagesWith } from '../finding/store.ts'
import { queryTokens, says } from '../search.ts'
import { type Conversation, conversation, conversationList, listViews, thread } from '../views.ts'
import {
  bubbles,
  conversationPage,
  conversationsByIds,
  conversationsShown,
  messagesByIds,
  middleOf,
  type Reading,
  threadPage,
  threadPageAfter,
  unread,
  type Who,
} from './store.ts'

export type ReadingRoutes = {
  db: Db
  reading: Reading
  who(request: FastifyRequest, scope: 'conversations:read'): Promise<Who>
  /** The workspace's search key; null while it cannot be had. */
  searchKey(workspaceId: number): Promise<Uint8Array | null>
  digitsIn(typed: string): string | null
  /** The newest event of the workspace's lane: lists are true for it. */
  cursor(tx: Tx, workspaceId: number): Promise<number>
}

const pageLimit = z.coerce.number().int().min(1).max(100).default(50)
/** Of the messages an inexact word may be in, so many are opened and asked. */
const candidates = 300

/** Reading: the list, searched or not, one conversation, and its thread. */
export function registerReading(app: FastifyInstance, it: ReadingRoutes): void {
  const { db, reading } = it

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
        scope: 'conversations:read',
        tags: ['conversations'],
        querystring: listQuery,
        response: { 200: conversationList },
      },
    },
    async (request) => {
      const who = await it.who(request, 'conversations:read')
      const { view, q, before, limit } = request.query as z.infer<typeof listQuery> // `as`: checked by the schema
      const from = before === undefined ? null : (readCursor(before) ?? noCursor('before'))
      const found = q?.trim() ? await search(who, q, limit) : null
      return db.web(who.workspaceId, async (tx) => {
        // first, so that what comes during the reading is told again rather than missed
        const cursor = await it.cursor(tx, who.workspaceId)
        const rows = found
          ? inOrder(await conversationsByIds(who, tx, found), found)
          : await conversationPage(who, tx, { view, before: from, limit })
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
    const digits = it.digitsIn(q)
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
    {
      schema: {
        summary: 'One conversation',
        scope: 'conversations:read',
        tags: ['conversations'],
        params,
        response: { 200: conversation },
      },
    },
    async (request) => {
      const who = await it.who(request, 'conversations:read')
      return db.web(who.workspaceId, (tx) => conversationShown(reading, who, tx, idOf(request)))
    },
  )

  const threadQuery = z
    .object({ before: z.uuid().optional(), after: z.uuid().optional(), around: z.uuid().optional(), limit: pageLimit })
    .refine((it) => [it.before, it.after, it.around].filter(Boolean).length <= 1, 'one of before, after and around')
  app.get(
    '/v1/conversations/:id/messages',
    {
      schema: {
        summary: 'Messages of a conversation, the newest page first',
        description: 'Or the page `before` a message, the one `after` it, or the one `around` it.',
        scope: 'conversations:read',
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
        const { rows, before, after } = query.after
          ? await threadPageAfter(tx, { ...at, after: query.after })
          : await threadPage(tx, { ...at, before: query.around ? await middleOf(tx, { ...at, id: query.around }) : (query.before ?? null) })
        if (rows.length === 0) await conversationShown(reading, who, tx, at.conversationId) // or there is no such conversation
        return { items: await bubbles(reading.content, who.workspaceId, rows), before, after, cursor }
      })
    },
  )
}

/** One conversation as it is shown to who asks. */
export async function conversationShown(reading: Reading, who: Who, tx: Tx, id: string): Promise<Conversation> {
  const rows = await conversationsByIds(who, tx, [id])
  const [shown] = await conversationsShown(tx, reading, who.workspaceId, rows)
  if (!shown)
    throw new Problem(404, 'no_conversation', 'There is no such conversation.', { remedy: 'GET /v1/conversations lists those there are.' })
  return shown
}

function inOrder<T extends { id: string }>(rows: readonly T[], ids: readonly string[]): T[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
