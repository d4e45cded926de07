import type { FastifyInstance } from 'fastify'
import type { Db } from '#src/platform/db.ts'
import type { CallerOf } from '../api-keys/routes.ts'
import { members } from '../store.ts'
import { memberList } from '../views.ts'

/** Who belongs to the workspace: for members and for keys. */
export function registerMembers(app: FastifyInstance, it: { db: Db; caller: CallerOf }): void {
  app.get('/v1/members', { schema: { summary: 'Members', tags: ['members'], response: { 200: memberList } } }, async (request) => {
    const { workspaceId, memberId } = await it.caller(request, 'members:read')
    const all = await it.db.web(workspaceId, (tx) => members(tx, workspaceId))
    return { items: all.map((one) => ({ ...one, you: one.id === memberId })) }
  })
}
