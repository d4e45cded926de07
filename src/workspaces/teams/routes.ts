import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Db } from '#src/platform/db.ts'
import type { CallerOf } from '../api-keys/routes.ts'
import { teamsOf } from './store.ts'

/** Teams, to choose from where a line is given one. */

const teamList = z.object({ items: z.array(z.object({ id: z.uuid(), name: z.string() }).meta({ id: 'Team' })) }).meta({ id: 'TeamList' })

export function registerTeams(app: FastifyInstance, it: { db: Db; caller: CallerOf }): void {
  app.get(
    '/v1/teams',
    { schema: { summary: 'Teams', scope: 'members:read', tags: ['members'], response: { 200: teamList } } },
    async (request) => {
      const { workspaceId } = await it.caller(request, 'members:read')
      return { items: await it.db.web(workspaceId, (tx) => teamsOf(tx, workspaceId)) }
    },
  )
}
