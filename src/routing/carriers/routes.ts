import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Db, Tx } from '#src/platform/db.ts'
import { isReferred } from '#src/platform/db-errors.ts'
import { append } from '#src/platform/events.ts'
import { Problem } from '#src/platform/problem.ts'
import { takenInWords } from '../names.ts'
import { carrier, carrierDraft, carrierList } from '../views.ts'
import { addCarrier, carriersOf, mostCarriers, removeCarrier, renameCarrier } from './store.ts'

/** Whom we interconnect with. */

export type CarrierRoutes = {
  db: Db
  caller(
    request: FastifyRequest,
    scope: 'links:read' | 'links:write',
  ): Promise<{ workspaceId: number; memberId: string | null; name: string }>
  now(): Date
  id(): string
  changed(): void
}

const tags = ['carriers']
const params = z.object({ id: z.uuid() })

export function registerCarriers(app: FastifyInstance, it: CarrierRoutes): void {
  const { db } = it
  type Who = Awaited<ReturnType<CarrierRoutes['caller']>>

  app.get(
    '/v1/carriers',
    { schema: { summary: 'Carriers', scope: 'links:read', tags, response: { 200: carrierList } } },
    async (request) => {
      const { workspaceId } = await it.caller(request, 'links:read')
      return { items: await db.web(workspaceId, (tx) => carriersOf(tx, workspaceId)) }
    },
  )

  app.post(
    '/v1/carriers',
    {
      schema: {
        summary: 'Add a carrier',
        scope: 'links:write',
        problems: [409],
        tags,
        body: carrierDraft,
        example: { name: 'Copperline' },
        response: { 201: carrier },
      },
    },
    async (request, reply) => {
      const who = await it.caller(request, 'links:write')
      const { name } = request.body as z.infer<typeof carrierDraft> // `as`: checked by the schema
      const id = it.id()
      await db.web(who.workspaceId, async (tx) => {
        const not = await addCarrier(tx, { workspaceId: who.workspaceId, id, name })
        if (not === 'too_many')
          throw new Problem(409, 'too_many_carriers', `A workspace has at most ${mostCarriers} carriers.`, { remedy: 'Remove one first.' })
        if (not === 'name_taken') throw nameTaken('carrier', name)
        await note(tx, who, 'carrier.added', { carrier: id, name })
      })
      it.changed()
      return reply.code(201).send({ id, name, links: 0 })
    },
  )

  app.patch(
    '/v1/carriers/:id',
    {
      schema: {
        summary: 'Rename a carrier',
        scope: 'links:write',
        problems: [409],
        tags,
        params,
        body: carrierDraft,
        example: { name: 'Copperline' },
        response: { 200: carrier },
      },
    },
    async (request) => {
      const who = await it.caller(request, 'links:write')
      const { name } = request.body as z.infer<typeof carrierDraft> // `as`: checked by the schema
      const id = idOf(request)
      const shown = await db.web(who.workspaceId, async (tx) => {
        const not = await renameCarrier(tx, { workspaceId: who.workspaceId, id, name })
        if (not === 'missing') throw missing()
        if (not === 'name_taken') throw nameTaken('carrier', name)
        const all = await carriersOf(tx, who.workspaceId)
        await note(tx, who, 'carrier.changed', { carrier: id, name })
        return all.find((one) => one.id === id)
      })
      it.changed()
      return shown
    },
  )

  app.delete(
    '/v1/carriers/:id',
    { schema: { summary: 'Remove a carrier without links', scope: 'links:write', problems: [409], tags, params } },
    async (request, reply) => {
      const who = await it.caller(request, 'links:write')
      const id = idOf(request)
      await db
        .web(who.workspaceId, async (tx) => {
          const name = await removeCarrier(tx, who.workspaceId, id)
          if (name === null) throw missing()
          await note(tx, who, 'carrier.removed', { carrier: id, name })
        })
        .catch((cause: unknown) => {
          if (!isReferred(cause)) throw cause
          throw new Problem(409, 'carrier_in_use', 'Links still lead to this carrier.', {
            remedy: 'Remove them, or give them another carrier.',
          })
        })
      it.changed()
      return reply.code(204).send()
    },
  )

  const note = (tx: Tx, who: Who, kind: string, data: object) =>
    append(tx, [{ workspaceId: who.workspaceId, at: it.now(), kind, data: { ...data, by: who.memberId ?? who.name } }])
}

/** Of links as well. */
export function nameTaken(what: 'carrier' | 'link', name: string): Problem {
  const { title, remedy } = takenInWords(what, name)
  return new Problem(409, 'name_taken', title, { remedy })
}

const missing = () => new Problem(404, 'no_carrier', 'There is no such carrier.', { remedy: 'GET /v1/carriers lists those there are.' })
const idOf = (request: FastifyRequest): string => (request.params as { id: string }).id // `as`: checked by the schema
