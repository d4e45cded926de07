import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Content } from '#src/message/content.ts'
import type { Db, Tx } from '#src/platform/db.ts'
import { Problem } from '#src/platform/problem.ts'
import { type Delivery, deliveriesOf, deliveryById, type Hook, hookById } from '../store.ts'
import { type DeliveryView, delivery, deliveryList, deliveryQuery } from '../views.ts'
import type { Webhooks } from '../worker.ts'

/** What a webhook was told: the log of it, a test, and once more. */

export type DeliveryRoutes = {
  db: Db
  content: Content
  caller(request: FastifyRequest, scope: 'webhooks:read' | 'webhooks:write'): Promise<{ workspaceId: number }>
  webhooks(): Pick<Webhooks, 'replay' | 'test'>
}

const tags = ['webhooks']
const params = z.object({ id: z.uuid() })
const deliveryParams = z.object({ id: z.uuid(), deliveryId: z.uuid() })
/** Calls made while somebody waits, at once. */
const mostWaiting = 10

export function registerDeliveries(app: FastifyInstance, it: DeliveryRoutes): void {
  const { db, content } = it

  app.post(
    '/v1/webhooks/:id/test',
    {
      schema: {
        summary: 'Call a webhook with a test event',
        description: 'Answers what came of it. Also for one that is paused.',
        scope: 'webhooks:write',
        tags,
        params,
        response: { 200: delivery },
      },
    },
    async (request) => {
      const { workspaceId } = await it.caller(request, 'webhooks:write')
      const hook = await db.web(workspaceId, (tx) => hookOf(tx, workspaceId, request))
      return deliveryShown(workspaceId, await waited(() => it.webhooks().test(hook)))
    },
  )

  app.get(
    '/v1/webhooks/:id/deliveries',
    {
      schema: {
        summary: 'What a webhook was told, the latest first',
        scope: 'webhooks:read',
        tags,
        params,
        querystring: deliveryQuery,
        response: { 200: deliveryList },
      },
    },
    async (request) => {
      const { workspaceId } = await it.caller(request, 'webhooks:read')
      const { state, before, limit } = request.query as z.infer<typeof deliveryQuery> // `as`: checked by the schema
      const rows = await db.web(workspaceId, async (tx) => {
        const { id } = await hookOf(tx, workspaceId, request)
        return deliveriesOf(tx, workspaceId, id, { state: state ?? null, before: before ?? null, limit: limit + 1 })
      })
      const page = rows.slice(0, limit)
      return { items: await deliveriesShown(workspaceId, page), next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
    },
  )

  app.post(
    '/v1/webhooks/:id/deliveries/:deliveryId/replay',
    {
      schema: {
        summary: 'Tell what a delivery told once more',
        description: 'Under a new id, at once, beside whatever is being told. Answers what came of it.',
        scope: 'webhooks:write',
        tags,
        params: deliveryParams,
        response: { 200: delivery },
      },
    },
    async (request) => {
      const { workspaceId } = await it.caller(request, 'webhooks:write')
      const { deliveryId } = request.params as z.infer<typeof deliveryParams> // `as`: checked by the schema
      const [hook, of] = await db.web(workspaceId, async (tx) => {
        const hook = await hookOf(tx, workspaceId, request)
        return [hook, await deliveryById(tx, workspaceId, hook.id, deliveryId)] as const
      })
      if (!of)
        throw new Problem(404, 'no_delivery', 'There is no such delivery; they are kept for a week.', {
          remedy: 'GET /v1/webhooks/:id/deliveries lists those there are.',
        })
      return deliveryShown(workspaceId, await waited(() => it.webhooks().replay(hook, of)))
    },
  )

  let waiting = 0
  const waited = async <T>(work: () => Promise<T>): Promise<T> => {
    if (waiting >= mostWaiting)
      throw new Problem(503, 'busy', 'Other webhooks are being called.', {
        remedy: 'Try again in ten seconds.',
        headers: { 'retry-after': '10' },
      })
    waiting += 1
    try {
      return await work()
    } finally {
      waiting -= 1
    }
  }

  const deliveryShown = async (workspaceId: number, row: Delivery): Promise<DeliveryView> => (await deliveriesShown(workspaceId, [row]))[0]! // one each

  const deliveriesShown = async (workspaceId: number, rows: readonly Delivery[]): Promise<DeliveryView[]> => {
    const has = rows.filter(({ said }) => said)
    const opened = await content.open(
      has.map(({ id, said }) => ({ workspaceId, table: 'webhook_deliveries', row: id, column: 'said', sealed: said! })), // just filtered
    )
    const said = new Map(has.map(({ id }, i) => [id, opened[i]]))
    return rows.map(({ webhookId: _, ...row }) => {
      const words = said.get(row.id)
      return {
        ...row,
        madeAt: row.madeAt.toISOString(),
        triedAt: row.triedAt?.toISOString() ?? null,
        said: words instanceof Uint8Array ? words.toString() : null,
      }
    })
  }
}

export async function hookOf(tx: Tx, workspaceId: number, request: FastifyRequest, options = {}): Promise<Hook> {
  const { id } = request.params as { id: string } // `as`: checked by the schema
  const hook = await hookById(tx, workspaceId, id, options)
  if (!hook) throw new Problem(404, 'no_webhook', 'There is no such webhook.', { remedy: 'GET /v1/webhooks lists those there are.' })
  return hook
}
