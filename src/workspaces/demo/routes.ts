import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { Problem } from '#src/platform/problem.ts'
import { type Door, enter } from '../sessions/routes.ts'
import { demoMembers } from '../store.ts'
import { demoEntry } from '../views.ts'
import { type Caller, isOnThisMachine } from './on-this-machine.ts'

/** The door without a password: for a story, on the machine that plays it. */
export function registerDemoDoor(door: FastifyInstance, deps: Door): void {
  door.post<{ Body: z.infer<typeof demoEntry> | null }>(
    '/v1/door/demo',
    { schema: { body: demoEntry.nullish() } },
    async (request, reply) => {
      if (!deps.demo.enabled)
        throw new Problem(404, 'no_demo', 'There is no demo here.', { remedy: 'Sign in, or start Tandem with npm start.' })
      if (!isOnThisMachine(callerOf(request))) throw elsewhere()
      const all = await demoMembers(deps.db)
      const wanted = request.body?.memberId
      const member = wanted ? all.find((it) => it.id === wanted) : all[0]
      if (!member) throw new Problem(404, 'no_such_member', 'Nobody of that name is in the demo.', { remedy: 'Choose somebody else.' })
      await enter(deps, request, reply, { ...member, memberId: member.id })
      return reply.code(204).send()
    },
  )
}

const elsewhere = (): Problem =>
  new Problem(403, 'demo_elsewhere', 'The demo opens without a password, so only on the machine it runs on.', {
    remedy: 'Open it there as http://localhost, or run npm run serve and sign in.',
  })

export const callerOf = (request: { socket: { remoteAddress?: string | undefined }; headers: Caller['headers'] }): Caller => ({
  remoteAddress: request.socket.remoteAddress,
  headers: request.headers,
})
