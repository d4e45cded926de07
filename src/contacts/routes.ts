import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { contact } from '#src/message/contact.ts'
import type { Content } from '#src/message/content.ts'
import type { Db, Tx } from '#src/platform/db.ts'
import { append } from '#src/platform/events.ts'
import { Problem } from '#src/platform/problem.ts'
import { nameContact } from './naming/store.ts'
import { contactById, contactPage, contactsShown } from './reading/store.ts'
import { contactList, rename } from './views.ts'

type Who = { workspaceId: number; memberId: string | null; name: string }

export type ContactRoutes = {
  db: Db
  content: Content
  who(request: FastifyRequest, scope: 'contacts:read' | 'contacts:write'): Promise<Who>
  now(): Date
  /** The workspace's search key; null while it cannot be had. */
  searchKey(workspaceId: number): Promise<Uint8Array | null>
  /** What a name is found by. */
  tokensOf(name: string, searchKey: Uint8Array): Buffer[]
  digitsIn(typed: string): string | null
  /** The conversations with these contacts, the latest first. */
  conversationsOf(tx: Tx, workspaceId: number, contactIds: readonly string[]): Promise<string[]>
  changed(): void
}

const params = z.object({ id: z.uuid() })
const contactsQuery = z.object({
  number: z.string().max(40).optional(),
  before: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

/** Contacts: the list, one of them, and its name. */
export function registerContacts(app: FastifyInstance, it: ContactRoutes): void {
  const { db, content } = it

  app.get(
    '/v1/contacts',
    {
      schema: {
        summary: 'Contacts, the newest first',
        description: 'With `number`, those whose number has these digits in a row.',
        scope: 'contacts:read',
        problems: [422],
        tags: ['contacts'],
        querystring: contactsQuery,
        response: { 200: contactList },
      },
    },
    async (request) => {
      const { workspaceId } = await it.who(request, 'contacts:read')
      const { number, before, limit } = request.query as z.infer<typeof contactsQuery> // `as`: checked by the schema
      const digits = number === undefined ? null : it.digitsIn(number)
      if (number !== undefined && digits === null)
        throw new Problem(422, 'not_a_number', `“${number}” is not part of a phone number.`, { remedy: 'Give 3 to 15 digits.' })
      return db.web(workspaceId, async (tx) => {
        const rows = await contactPage(tx, { workspaceId, digits, before: before ?? null, limit: limit + 1 })
        const page = rows.slice(0, limit)
        const next = rows.length > limit ? (page.at(-1)?.id ?? null) : null
        return { items: await contactsShown(tx, content, workspaceId, page), next }
      })
    },
  )

  app.get(
    '/v1/contacts/:id',
    { schema: { summary: 'One contact', scope: 'contacts:read', tags: ['contacts'], params, response: { 200: contact } } },
    async (request) => {
      const who = await it.who(request, 'contacts:read')
      return db.web(who.workspaceId, (tx) => contactShown(who, tx, idOf(request)))
    },
  )

  app.patch(
    '/v1/contacts/:id',
    {
      schema: {
        summary: 'Name a contact',
        scope: 'contacts:write',
        tags: ['contacts'],
        params,
        body: rename,
        example: { name: 'Lena Fischer' },
        response: { 200: contact },
      },
    },
    async (request) => {
      const who = await it.who(request, 'contacts:write')
      const name = (request.body as z.infer<typeof rename>).name?.trim() || null // `as`: checked by the schema
      const id = idOf(request)
      const key = await it.searchKey(who.workspaceId)
      const [sealed] = name
        ? await content.seal([{ workspaceId: who.workspaceId, table: 'contacts', row: id, column: 'name', plain: name }])
        : [null]
      if (!key || (name && !(sealed instanceof Uint8Array)))
        throw new Problem(503, 'key_unavailable', 'The workspace’s key cannot be had.', { remedy: 'Give the key back.' })
      const shown = await db.web(who.workspaceId, async (tx) => {
        const named = await nameContact(tx, {
          workspaceId: who.workspaceId,
          id,
          name: sealed instanceof Uint8Array ? sealed : null,
          tokens: name ? it.tokensOf(name, key) : [],
        })
        if (!named) throw new Problem(404, 'no_contact', 'There is no such contact.', { remedy: 'GET /v1/contacts lists those there are.' })
        const shown = await contactShown(who, tx, id)
        const [conversationId] = await it.conversationsOf(tx, who.workspaceId, [id])
        append(tx, [
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
    if (!row) throw new Problem(404, 'no_contact', 'There is no such contact.', { remedy: 'GET /v1/contacts lists those there are.' })
    const [shown] = await contactsShown(tx, content, who.workspaceId, [row])
    return shown! // one row in, one contact out
  }
}

const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id // `as`: checked by the schema
