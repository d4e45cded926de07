import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { bubbles, messagesByIds, type Reading, type Who } from '#src/conversations/reading/store.ts'
import { settleDoubt } from '#src/conversations/views.ts'
import { actionsOn, type MessageRow } from '#src/message/bubble.ts'
import type { Draft } from '#src/message/draft.ts'
import type { Part } from '#src/message/message.ts'
import { type Bubble, bubble, messagePage } from '#src/message/views.ts'
import type { Db, Tx } from '#src/platform/db.ts'
import { Problem } from '#src/platform/problem.ts'
import { note, putAway, workingOf } from './page/store.ts'
import { pageOf } from './page.ts'

export type MessageRoutes = {
  db: Db
  reading: Reading
  who(request: FastifyRequest, scope: 'messages:send' | 'messages:read'): Promise<Who & { name: string }>
  now(): Date
  send(drafts: Draft[]): Promise<Bubble[]>
  /** False: it no longer waits for review. */
  approve(workspaceId: number, id: string, by: string): Promise<boolean>
  changed(): void
  /** What people call a channel. */
  labelOf(channel: string): string
}

const params = z.object({ id: z.uuid() })

/** One message: its page, and what a person may still do about it. */
export function registerMessages(app: FastifyInstance, it: MessageRoutes): void {
  const { db, reading } = it

  app.get(
    '/v1/messages/:id',
    {
      schema: {
        summary: 'A message with its whole working: verdicts, events, segments',
        scope: 'messages:read',
        tags: ['messages'],
        params,
        response: { 200: messagePage },
      },
    },
    async (request) => {
      const who = await it.who(request, 'messages:read')
      return db.web(who.workspaceId, async (tx) => {
        const row = await rowOf(tx, who, idOf(request))
        const working = await workingOf(tx, reading.content, who.workspaceId, row.id)
        if (!working) throw missing()
        const [shown] = await bubbles(reading.content, who.workspaceId, [row])
        return pageOf(shown!, row.encoding, working, it.labelOf) // one row in, one bubble out
      })
    },
  )

  app.post(
    '/v1/messages/:id/settle',
    {
      schema: {
        summary: 'Send a message in doubt again, or let it rest',
        scope: 'messages:send',
        problems: [409, 507],
        tags: ['messages'],
        params,
        body: settleDoubt,
        response: { 200: bubble },
      },
    },
    async (request) => {
      const who = await it.who(request, 'messages:send')
      const { choice, clientId } = request.body as z.infer<typeof settleDoubt> // `as`: checked by the schema
      const row = await may(who, idOf(request), choice)
      if (choice === 'again') return again(who, row, clientId)
      return away(who, row, 'message.left', 'expired')
    },
  )

  app.post(
    '/v1/messages/:id/cancel',
    {
      schema: {
        summary: 'Call a message back before it leaves',
        scope: 'messages:send',
        problems: [409],
        tags: ['messages'],
        params,
        response: { 200: bubble },
      },
    },
    async (request) => {
      const who = await it.who(request, 'messages:send')
      return away(who, await may(who, idOf(request), 'cancel'), 'message.canceled', 'canceled')
    },
  )

  app.post(
    '/v1/messages/:id/approve',
    {
      schema: {
        summary: 'Let a message go that waits for review',
        description: 'A person’s decision: a member’s session, not a key. It is judged again, but for what the person was asked.',
        scope: 'messages:send',
        problems: [409, 507],
        tags: ['messages'],
        params,
        response: { 200: bubble },
      },
    },
    async (request) => {
      const who = await it.who(request, 'messages:send')
      if (!who.memberId)
        throw new Problem(403, 'members_only', 'A person decides this, not a program.', { remedy: 'Sign in, and approve it in the inbox.' })
      const { id } = await may(who, idOf(request), 'approve')
      if (!(await it.approve(who.workspaceId, id, who.memberId))) throw tooLate()
      it.changed()
      return shownNow(who, id)
    },
  )

  /** The table that draws the buttons is asked before anything is done. */
  const may = async (who: Who & { name: string }, id: string, action: Bubble['actions'][number]): Promise<MessageRow> => {
    const row = await db.web(who.workspaceId, (tx) => rowOf(tx, who, id))
    if (actionsOn(row).includes(action)) return row
    throw tooLate()
  }

  /** A new message with the same words; the old one rests, and the log of each knows of the other. */
  const again = async (who: Who & { name: string }, row: MessageRow, clientId: string): Promise<Bubble> => {
    const [body] = await reading.content.open([
      { workspaceId: who.workspaceId, table: 'messages', row: row.id, column: 'body', sealed: row.body },
    ])
    if (!(body instanceof Uint8Array))
      throw new Problem(503, 'key_unavailable', 'The workspace’s key cannot be had.', { remedy: 'Give the key back.' })
    // First the old one rests: of two who press at once only one sends, and a receipt that comes now finds nothing left to send again.
    if (row.state === 'in_doubt') await rest(who, row, 'message.again', 'expired')
    const [sent] = await it.send([
      {
        workspaceId: who.workspaceId,
        from: row.from_uri,
        to: row.to_uris,
        purpose: row.purpose,
        parts: JSON.parse(body.toString()) as Part[], // `as`: we wrote it
        ...(who.memberId && { memberId: who.memberId }),
        ...(row.conversation_id && { conversationId: row.conversation_id }),
        clientId: `web:${clientId}`,
      },
    ])
    if (!sent) throw missing()
    if (row.state !== 'in_doubt')
      await note(db, {
        workspaceId: who.workspaceId,
        id: row.id,
        conversationId: row.conversation_id,
        kind: 'message.again',
        by: who.memberId ?? who.name,
        at: it.now(),
        data: { as: sent.id },
      })
    it.changed()
    return sent
  }

  const rest = async (who: Who & { name: string }, row: MessageRow, kind: string, to: 'canceled' | 'expired'): Promise<void> => {
    if (!(await putAway(db, { workspaceId: who.workspaceId, row, to, kind, by: who.memberId ?? who.name, at: it.now() }))) throw tooLate()
    it.changed()
  }

  const away = async (who: Who & { name: string }, row: MessageRow, kind: string, to: 'canceled' | 'expired'): Promise<Bubble> => {
    await rest(who, row, kind, to)
    return shownNow(who, row.id)
  }

  const shownNow = (who: Who, id: string): Promise<Bubble> =>
    db.web(who.workspaceId, async (tx) => (await bubbles(reading.content, who.workspaceId, [await rowOf(tx, who, id)]))[0]!) // one row

  const rowOf = async (tx: Tx, who: Who, id: string): Promise<MessageRow> => {
    const [row] = await messagesByIds(tx, who.workspaceId, [id])
    if (!row) throw missing()
    return row
  }
}

const tooLate = () =>
  new Problem(409, 'too_late', 'This can no longer be done: the message has moved on.', { remedy: 'Look at where it is now.' })
const missing = () => new Problem(404, 'no_message', 'There is no such message.', { remedy: 'GET /v1/messages lists those there are.' })
const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id // `as`: checked by the schema
