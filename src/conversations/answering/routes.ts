import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Draft } from '#src/message/draft.ts'
import type { Address } from '#src/message/message.ts'
import { type Bubble, bubble } from '#src/message/views.ts'
import type { Db } from '#src/platform/db.ts'
import { Problem } from '#src/platform/problem.ts'
import { idOf, params } from '../at.ts'
import { conversationShown } from '../reading/routes.ts'
import type { Reading, Who } from '../reading/store.ts'
import { type LineView, line, say, startConversation, started } from '../views.ts'

export type AnsweringRoutes = {
  db: Db
  reading: Reading
  who(request: FastifyRequest, scope: 'messages:send' | 'numbers:read'): Promise<Who>
  lines(workspaceId: number): LineView[]
  lineOf(workspaceId: number, lineId: string): { id: string; uri: Address; teamId: string | null } | null
  /** The spine: accepts, and answers the message as it is shown. */
  send(drafts: Draft[]): Promise<Bubble[]>
  /** The conversation with an address, made where there is none. */
  converse(it: { workspaceId: number; uri: Address; teamId: string; lineId: string }): Promise<string>
  addressFrom(typed: string): Address | null
}

/** Answering in a conversation, starting one, and the lines to do it from. */
export function registerAnswering(app: FastifyInstance, it: AnsweringRoutes): void {
  const { db, reading } = it

  app.post(
    '/v1/conversations/:id/messages',
    {
      schema: {
        summary: 'Answer in a conversation',
        scope: 'messages:send',
        problems: [409, 507],
        tags: ['conversations'],
        params,
        body: say,
        example: { text: 'Until six today.', clientId: '01a1ffca-539d-7528-aa6f-c9f7bf657b75' },
        response: { 202: bubble },
      },
    },
    async (request, reply) => {
      const who = await it.who(request, 'messages:send')
      const { text, clientId, lineId } = request.body as z.infer<typeof say> // `as`: checked by the schema
      const at = await db.web(who.workspaceId, (tx) => conversationShown(reading, who, tx, idOf(request)))
      const to = at.contact.addresses[0]?.uri as Address | undefined // `as`: stored as an address
      const from = lineFor(who, lineId ?? at.lineId)
      if (!to)
        throw new Problem(409, 'no_address', 'This contact has no address.', {
          remedy: 'Start a conversation with their number: POST /v1/conversations.',
        })
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

  app.post(
    '/v1/conversations',
    {
      schema: {
        summary: 'Start a conversation',
        scope: 'messages:send',
        problems: [409, 422, 507],
        tags: ['conversations'],
        body: startConversation,
        example: { to: '+14155550133', text: 'Your bicycle is ready.', clientId: '01a1ffca-539d-7528-aa6f-c9f7bf657b75' },
        response: { 202: started },
      },
    },
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
      return reply.code(202).send({ conversation: await db.web(who.workspaceId, (tx) => conversationShown(reading, who, tx, id)), message })
    },
  )

  const lineFor = (who: Who, lineId: string | null) => {
    const wanted = (lineId && it.lineOf(who.workspaceId, lineId)) || null
    const first = it.lines(who.workspaceId)[0]
    const found = wanted ?? (first ? it.lineOf(who.workspaceId, first.id) : null)
    if (!found) throw new Problem(409, 'no_line', 'There is no line to send from.', { remedy: 'Ask the operator to connect one.' })
    return found
  }

  app.get(
    '/v1/lines',
    {
      schema: {
        summary: 'Lines the team can send from',
        description: 'Only those whose link is open. With teams and links: GET /v1/numbers.',
        scope: 'numbers:read',
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
