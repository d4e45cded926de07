import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Db } from '#src/platform/db.ts'
import { Problem } from '#src/platform/problem.ts'
import { idOf, params } from '../at.ts'
import { conversationShown } from '../reading/routes.ts'
import type { Reading, Who } from '../reading/store.ts'
import { assign as assignTo, markRead as markReadIn } from '../store.ts'
import { assign, conversation, markRead } from '../views.ts'

export type StateRoutes = {
  db: Db
  reading: Reading
  who(request: FastifyRequest, scope: 'conversations:write'): Promise<Who & { name: string }>
  now(): Date
  changed(): void
}

/** Who looks after a conversation, and how far a member has read it. */
export function registerState(app: FastifyInstance, it: StateRoutes): void {
  const { db, reading } = it

  app.post(
    '/v1/conversations/:id/assignee',
    {
      schema: {
        summary: 'Give a conversation to a member, or to nobody',
        scope: 'conversations:write',
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
      if (!done)
        throw new Problem(404, 'no_conversation', 'There is no such conversation, or no such member.', {
          remedy: 'GET /v1/conversations and GET /v1/members list those there are.',
        })
      it.changed()
      return db.web(who.workspaceId, (tx) => conversationShown(reading, who, tx, id))
    },
  )

  app.post(
    '/v1/conversations/:id/read',
    {
      schema: {
        summary: 'Say how far you have read',
        description: 'For members alone: a key reads nothing.',
        scope: 'conversations:write',
        tags: ['conversations'],
        params,
        body: markRead,
      },
    },
    async (request, reply) => {
      const who = await it.who(request, 'conversations:write')
      const { upTo } = request.body as z.infer<typeof markRead> // `as`: checked by the schema
      const { workspaceId, memberId } = who
      if (!memberId)
        throw new Problem(403, 'members_only', 'Reading is a member’s: a key has read nothing.', {
          remedy: 'Sign in, and read it in the inbox.',
        })
      const moved = await db.web(workspaceId, (tx) => markReadIn(tx, { workspaceId, memberId, id: idOf(request), upTo, at: it.now() }))
      if (moved) it.changed()
      return reply.code(204).send()
    },
  )
}
