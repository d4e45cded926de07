import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Db } from '#src/platform/db.ts'
import { Problem } from '#src/platform/problem.ts'
import type { CallerOf } from '../api-keys/routes.ts'
import { joinLink } from '../joins/link.ts'
import type { OpenJoin } from '../joins/store.ts'
import { byCaller } from '../members/by.ts'
import { refusals } from '../members/routes.ts'
import { invitationDraft, invitationList, newInvitation } from '../views.ts'
import { invitations, invite, MOST_INVITATIONS, revokeInvitation } from './store.ts'

/** Invitations: whoever opens the link, once, becomes a member. There may be no mail here, so the link is handed over by whoever made it. */

export type InvitationRoutes = { db: Db; caller: CallerOf; now(): Date; publicUrl(): string; changed(): void }

const tags = ['members']
const params = z.object({ id: z.uuid() })

export function registerInvitations(app: FastifyInstance, it: InvitationRoutes): void {
  app.get(
    '/v1/invitations',
    {
      schema: {
        summary: 'Invitations nobody has used yet',
        description: 'The newest first, without those that were taken back or have expired. Their links were shown once, and are not here.',
        scope: 'members:read',
        tags,
        response: { 200: invitationList },
      },
    },
    async (request) => {
      const { workspaceId } = await it.caller(request, 'members:read')
      return { items: (await invitations(it.db, workspaceId, it.now())).map(shown) }
    },
  )

  app.post(
    '/v1/invitations',
    {
      schema: {
        summary: 'Invite somebody: the link is shown this once',
        description:
          'Whoever opens the link, once, within seven days, becomes a member with this role: hand it over as you would a key. ' +
          'Nobody gives a role above their own, and a key never makes an owner.',
        scope: 'members:write',
        problems: [409],
        tags,
        body: invitationDraft,
        example: { name: 'Priya', role: 'member' },
        response: { 201: newInvitation },
      },
    },
    async (request, reply) => {
      const caller = await it.caller(request, 'members:write')
      const { role, name = null } = request.body as z.infer<typeof invitationDraft> // `as`: checked by the schema
      const made = await invite(it.db, { workspaceId: caller.workspaceId, role, name, by: byCaller(caller) }, it.now())
      if (made.kind === 'full') throw full()
      if (made.kind !== 'made') throw refusals[made.kind]()
      it.changed()
      reply.header('cache-control', 'no-store')
      return reply.code(201).send({ ...shown(made.invitation), link: joinLink(it.publicUrl(), made.token) })
    },
  )

  app.delete(
    '/v1/invitations/:id',
    { schema: { summary: 'Take an invitation back', scope: 'members:write', tags, params } },
    async (request, reply) => {
      const caller = await it.caller(request, 'members:write')
      const { id } = request.params as z.infer<typeof params> // `as`: checked by the schema
      if (!(await revokeInvitation(it.db, { workspaceId: caller.workspaceId, id, by: byCaller(caller) }, it.now()))) throw notOpen()
      it.changed()
      return reply.code(204).send()
    },
  )
}

const shown = ({ madeAt, expiresAt, maker, ...rest }: OpenJoin) => ({
  ...rest,
  madeAt: madeAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
  by: maker,
})

const full = (): Problem =>
  new Problem(409, 'too_many_invitations', `There are ${MOST_INVITATIONS} open invitations already.`, {
    remedy: 'Take some back that nobody will use.',
  })

const notOpen = (): Problem =>
  new Problem(404, 'no_invitation', 'There is no such invitation open.', {
    remedy: 'It may have been used meanwhile: look at who is a member.',
  })
