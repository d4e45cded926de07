import { randomBytes } from 'node:crypto'
import { isIP } from 'node:net'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Content } from '#src/message/content.ts'
import type { Db, Tx } from '#src/platform/db.ts'
import { append, headOf } from '#src/platform/events.ts'
import { Problem } from '#src/platform/problem.ts'
import { isPublic } from '#src/platform/public-address.ts'
import { hookOf, registerDeliveries } from './deliveries/routes.ts'
import { unknownIn } from './kinds.ts'
import { overlapMs, rotated, type Secret } from './signing.ts'
import { abandonPending, addHook, type Hook, hookById, hooksOf, mostWebhooks, removeHook, saveHook } from './store.ts'
import { urlTrouble } from './url.ts'
import { newSecret, newWebhook, rewind, type WebhookView, webhook, webhookChange, webhookDraft, webhookList } from './views.ts'
import type { Webhooks } from './worker.ts'

/** Webhooks: who is told what, from where on, and signed with what. */

export type WebhookRoutes = {
  db: Db
  content: Content
  caller(
    request: FastifyRequest,
    scope: 'webhooks:read' | 'webhooks:write',
  ): Promise<{ workspaceId: number; memberId: string | null; name: string }>
  now(): Date
  id(): string
  allowPrivate: boolean
  webhooks(): Pick<Webhooks, 'changed' | 'replay' | 'test'>
}

const tags = ['webhooks']
const params = z.object({ id: z.uuid() })
const secretBytes = 32

export function registerWebhooks(app: FastifyInstance, it: WebhookRoutes): void {
  const { db, content } = it
  registerDeliveries(app, it)
  type Who = Awaited<ReturnType<WebhookRoutes['caller']>>

  app.get(
    '/v1/webhooks',
    { schema: { summary: 'Webhooks', scope: 'webhooks:read', tags, response: { 200: webhookList } } },
    async (request) => {
      const { workspaceId } = await it.caller(request, 'webhooks:read')
      return { items: (await db.web(workspaceId, (tx) => hooksOf(tx, workspaceId))).map(shown) }
    },
  )

  app.get(
    '/v1/webhooks/:id',
    { schema: { summary: 'One webhook', scope: 'webhooks:read', tags, params, response: { 200: webhook } } },
    async (request) => {
      const { workspaceId } = await it.caller(request, 'webhooks:read')
      return shown(await db.web(workspaceId, (tx) => hookOf(tx, workspaceId, request)))
    },
  )

  app.post(
    '/v1/webhooks',
    {
      schema: {
        summary: 'Add a webhook: its secret is shown this once',
        description: 'It is told what happens from now on, unless `after` says from where.',
        scope: 'webhooks:write',
        problems: [409, 422],
        tags,
        body: webhookDraft,
        example: { url: 'https://hooks.example.com/tandem', kinds: ['message.*'] },
        response: { 201: newWebhook },
      },
    },
    async (request, reply) => {
      const who = await it.caller(request, 'webhooks:write')
      const given = request.body as z.infer<typeof webhookDraft> // `as`: checked by the schema
      const url = urlOrProblem(given.url)
      refuseUnknown(given.kinds)
      const { workspaceId } = who
      const id = it.id()
      const secret = freshSecret()
      const secrets = await sealed(workspaceId, id, [{ secret, until: null }])
      const hook = await db.web(workspaceId, async (tx) => {
        const name = given.name ?? new URL(url).host
        const seq = given.after ?? (await headOf(tx, workspaceId))
        if (!(await addHook(tx, { workspaceId, id, name, url, kinds: given.kinds, secrets, seq, madeAt: it.now() })))
          throw new Problem(409, 'too_many_webhooks', `A workspace has at most ${mostWebhooks} webhooks.`, { remedy: 'Remove one first.' })
        const made = await hookById(tx, workspaceId, id)
        await note(tx, who, 'webhook.added', { webhook: id, name })
        return made! // just made
      })
      it.webhooks().changed()
      return reply.code(201).send({ ...shown(hook), secret })
    },
  )

  app.patch(
    '/v1/webhooks/:id',
    {
      schema: {
        summary: 'Change a webhook, pause it, or let it go on',
        scope: 'webhooks:write',
        problems: [422],
        tags,
        params,
        body: webhookChange,
        example: { state: 'paused' },
        response: { 200: webhook },
      },
    },
    async (request) => {
      const who = await it.caller(request, 'webhooks:write')
      const given = request.body as z.infer<typeof webhookChange> // `as`: checked by the schema
      const url = given.url === undefined ? undefined : urlOrProblem(given.url)
      refuseUnknown(given.kinds ?? [])
      const hook = await change(
        who,
        request,
        async (tx, hook) => {
          // other events under the same id would be taken for the same
          if (given.kinds) await abandonPending(tx, who.workspaceId, hook.id)
          const next = { ...hook, ...(given.name && { name: given.name }), ...(url && { url }), ...(given.kinds && { kinds: given.kinds }) }
          if (given.state === 'paused') return { ...next, state: 'paused', why: `Paused by ${who.name}.` }
          if (given.state === 'active' || (url && hook.state === 'failing')) return { ...next, ...afresh(it.now()) }
          return next
        },
        given.state === 'paused' ? 'webhook.paused' : given.state === 'active' ? 'webhook.resumed' : 'webhook.changed',
      )
      return shown(hook)
    },
  )

  app.delete(
    '/v1/webhooks/:id',
    { schema: { summary: 'Remove a webhook and what it was told', scope: 'webhooks:write', tags, params } },
    async (request, reply) => {
      const who = await it.caller(request, 'webhooks:write')
      await db.web(who.workspaceId, async (tx) => {
        const hook = await hookOf(tx, who.workspaceId, request, { lock: true })
        await removeHook(tx, who.workspaceId, hook.id)
        await note(tx, who, 'webhook.removed', { webhook: hook.id, name: hook.name })
      })
      it.webhooks().changed()
      return reply.code(204).send()
    },
  )

  app.post(
    '/v1/webhooks/:id/secret',
    {
      schema: {
        summary: 'Give a webhook a new secret: it is shown this once',
        description: 'For a day both sign, so that the other side can change over without a gap.',
        scope: 'webhooks:write',
        tags,
        params,
        response: { 200: newSecret },
      },
    },
    async (request) => {
      const who = await it.caller(request, 'webhooks:write')
      const secret = freshSecret()
      await change(
        who,
        request,
        async (_tx, hook) => ({
          ...hook,
          secrets: await sealed(who.workspaceId, hook.id, rotated(await secretsOf(hook), secret, it.now())),
        }),
        'webhook.rotated',
      )
      return { secret, previousUntil: new Date(it.now().getTime() + overlapMs).toISOString() }
    },
  )

  app.post(
    '/v1/webhooks/:id/replay',
    {
      schema: {
        summary: 'Tell a part of the log again, or skip what waits',
        scope: 'webhooks:write',
        tags,
        params,
        body: rewind,
        example: { after: 45 },
        response: { 200: webhook },
      },
    },
    async (request) => {
      const who = await it.caller(request, 'webhooks:write')
      const { after } = request.body as z.infer<typeof rewind> // `as`: checked by the schema
      const hook = await change(
        who,
        request,
        async (tx, hook) => {
          await abandonPending(tx, who.workspaceId, hook.id)
          const head = await headOf(tx, who.workspaceId)
          const next = { ...hook, seq: Math.min(after ?? head, head), attempts: 0, nextTryAt: it.now() }
          return hook.state === 'paused' ? next : { ...next, ...afresh(it.now()) }
        },
        'webhook.replayed',
      )
      return shown(hook)
    },
  )

  const change = async (
    who: Who,
    request: FastifyRequest,
    next: (tx: Tx, hook: Hook) => Promise<Omit<Hook, 'madeAt'>>,
    kind: string,
  ): Promise<Hook> => {
    const hook = await db.web(who.workspaceId, async (tx) => {
      const before = await hookOf(tx, who.workspaceId, request, { lock: true })
      await saveHook(tx, await next(tx, before))
      const saved = await hookOf(tx, who.workspaceId, request)
      await note(tx, who, kind, { webhook: saved.id, name: saved.name })
      return saved
    })
    it.webhooks().changed()
    return hook
  }

  const urlOrProblem = (given: string): string => {
    const trouble = urlTrouble(given, { allowPrivate: it.allowPrivate, isAddress: (host) => isIP(host) !== 0, isPublic })
    if (!trouble) return new URL(given).href
    throw new Problem(422, 'url_not_right', `The address ${trouble}.`, {
      remedy: 'Give the address of a server of yours that others can reach over https.',
      fields: [{ path: 'url', message: trouble }],
    })
  }

  const sealed = async (workspaceId: number, id: string, secrets: readonly Secret[]): Promise<Buffer> => {
    const [bytes] = await content.seal([{ workspaceId, table: 'webhooks', row: id, column: 'secrets', plain: JSON.stringify(secrets) }])
    if (bytes instanceof Uint8Array) return bytes
    throw keyAway()
  }

  const secretsOf = async ({ workspaceId, id, secrets }: Hook): Promise<Secret[]> => {
    const [plain] = await content.open([{ workspaceId, table: 'webhooks', row: id, column: 'secrets', sealed: secrets }])
    if (plain instanceof Uint8Array) return JSON.parse(plain.toString()) as Secret[] // `as`: we wrote it
    throw keyAway()
  }

  const note = (tx: Tx, who: Who, kind: string, data: object) =>
    append(tx, [{ workspaceId: who.workspaceId, at: it.now(), kind, data: { ...data, by: who.memberId ?? who.name } }])
}

/** A filter that nothing passes would keep its webhook silent for ever. */
function refuseUnknown(kinds: readonly string[]): void {
  const unknown = unknownIn(kinds)
  if (unknown.length === 0) return
  const given = unknown.map((it) => `“${it.given}”`).join(', ')
  throw new Problem(422, 'kind_unknown', `There is no such kind of event: ${given}.`, {
    remedy: `Did you mean ${unknown.map(({ nearest }) => nearest).join(', ')}? All kinds are in the guide to webhooks.`,
    fields: unknown.map(({ index, nearest }) => ({ path: `kinds.${index}`, message: `is no kind of event: did you mean ${nearest}?` })),
  })
}

const freshSecret = (): string => `whsec_${randomBytes(secretBytes).toString('base64url')}`

/** As if nothing had ever failed. */
const afresh = (now: Date) => ({ state: 'active' as const, why: null, failingSince: null, attempts: 0, nextTryAt: now })

const shown = ({ id, name, url, kinds, state, why, seq, failingSince, nextTryAt, attempts, madeAt }: Hook): WebhookView => ({
  ...{ id, name, url, kinds, state, why, upTo: seq, attempts },
  failingSince: failingSince?.toISOString() ?? null,
  nextTryAt: state === 'failing' ? nextTryAt.toISOString() : null,
  madeAt: madeAt.toISOString(),
})

const keyAway = () =>
  new Problem(503, 'key_unavailable', 'The workspace’s key cannot be had, so secrets cannot be sealed.', { remedy: 'Give the key back.' })
