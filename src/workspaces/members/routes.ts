import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Db } from '#src/platform/db.ts'
import { Problem } from '#src/platform/problem.ts'
import type { CallerOf } from '../api-keys/routes.ts'
import { members } from '../store.ts'
import { member, memberChange, memberList, memberRemoval } from '../views.ts'
import { byCaller } from './by.ts'
import { changeMember, type HandOver, type NotChanged, removeMember } from './changing/store.ts'

/** Who belongs to the workspace: for members and for keys. They come by invitations/routes.ts. */

export type MemberRoutes = {
  db: Db
  caller: CallerOf
  now(): Date
  handOver: HandOver
  /** Somebody's rights changed: nothing that was remembered of them counts any more. */
  changed(): void
}

const tags = ['members']
const params = z.object({ id: z.uuid() })

export function registerMembers(app: FastifyInstance, it: MemberRoutes): void {
  app.get(
    '/v1/members',
    { schema: { summary: 'Members', scope: 'members:read', tags, response: { 200: memberList } } },
    async (request) => {
      const { workspaceId, memberId } = await it.caller(request, 'members:read')
      const all = await it.db.web(workspaceId, (tx) => members(tx, workspaceId))
      return { items: all.map((one) => ({ ...one, you: one.id === memberId })) }
    },
  )

  app.patch(
    '/v1/members/:id',
    {
      schema: {
        summary: 'Rename a member, or give another role',
        description:
          'It holds from their next request on. Nobody gives a role above their own, nor changes somebody above them; ' +
          'a key stands where an admin does. The only owner stays one. Who is lowered loses the open invitations they made. ' +
          'Everybody may give themselves another name.',
        scope: 'members:write',
        problems: [409],
        tags,
        params,
        body: memberChange,
        example: { role: 'admin' },
        response: { 200: member },
      },
    },
    async (request) => {
      const { id } = request.params as z.infer<typeof params> // `as`: checked by the schema
      const given = request.body as z.infer<typeof memberChange> // `as`: checked by the schema
      const caller = await it.caller(request, 'members:write').catch(async (no: unknown) => {
        if (given.role !== undefined || !(no instanceof Problem) || no.body.code !== 'scope_missing') throw no
        const self = await it.caller(request, 'members:read').catch(() => null)
        if (self === null || self.memberId !== id) throw no
        return self
      })
      const done = await changeMember(it.db, { workspaceId: caller.workspaceId, id, by: byCaller(caller), ...given }, it.now())
      if (done.kind !== 'changed') throw refusals[done.kind]()
      it.changed()
      const { name, email, role } = done.member
      return { id, name, email, role, you: id === caller.memberId }
    },
  )

  app.delete(
    '/v1/members/:id',
    {
      schema: {
        summary: 'Remove a member',
        description:
          'They are signed out at once, everywhere. Their conversations go to `assignTo`, or to nobody; what they wrote keeps their name. ' +
          'The invitations they made are taken back. Keys they made stay. The only owner cannot be removed.',
        scope: 'members:write',
        problems: [409, 422],
        tags,
        params,
        querystring: memberRemoval,
      },
    },
    async (request, reply) => {
      const caller = await it.caller(request, 'members:write')
      const { id } = request.params as z.infer<typeof params> // `as`: checked by the schema
      const { assignTo = null } = request.query as z.infer<typeof memberRemoval> // `as`: checked by the schema
      const asked = { workspaceId: caller.workspaceId, id, by: byCaller(caller), to: assignTo, handOver: it.handOver }
      const done = await removeMember(it.db, asked, it.now())
      if (done.kind !== 'removed') throw refusals[done.kind]()
      it.changed()
      return reply.code(204).send()
    },
  )
}

/** Why a change among the members was not made, in words and with what to do instead. */
export const refusals: Record<NotChanged['kind'], () => Problem> = {
  gone: () => new Problem(401, 'signed_out', 'You are no member of this workspace any more.', { remedy: 'Ask for an invitation.' }),
  not_there: () => new Problem(404, 'no_member', 'There is no such member.', { remedy: 'Look at the list again: they may have left.' }),
  above: () =>
    new Problem(403, 'role_above_yours', 'This takes a role above yours.', {
      detail: 'Nobody gives a role above their own, nor changes somebody above them. A key stands where an admin does.',
      remedy: 'Ask an owner of the workspace.',
    }),
  last_owner: () =>
    new Problem(409, 'last_owner', 'This is the only owner.', { remedy: 'Make somebody else an owner first, then try again.' }),
  last_admin: () =>
    new Problem(409, 'last_admin', 'This is the only member who may change members.', {
      remedy: 'Make somebody else an admin first, then try again.',
    }),
  no_heir: () =>
    new Problem(422, 'no_heir', 'Whoever shall take over the conversations is no other member here.', {
      remedy: 'Name another member, or leave it out: then nobody has them.',
      fields: [{ path: 'assignTo', message: 'is no other member' }],
    }),
}
