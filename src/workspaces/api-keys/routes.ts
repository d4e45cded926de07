import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Db } from '#src/platform/db.ts'
import { Problem } from '#src/platform/problem.ts'
import type { MemberOf } from '../sessions/routes.ts'
import { allScopes, type Scope, scopesOf } from './scopes.ts'
import { findKey, keysOf, makeKey, noteUse, revokeKey } from './store.ts'

/** Who asks: a member with their cookie, or a program with its key; and whether they may. */
export type Caller = { workspaceId: number; memberId: string | null; keyId: string | null; name: string; scopes: readonly Scope[] }
export type CallerOf = (request: FastifyRequest, scope: Scope) => Promise<Caller>

/** A key is believed so long without asking again: a revoked one ends within it. */
const believedMs = 5_000
const mostBelieved = 10_000
/** The last use is noted not more often than this. */
const noteEveryMs = 60_000

type Known = { until: number; found: ReturnType<typeof findKey>; noted: number }

export function callerOf({ db, memberOf, now }: { db: Db; memberOf: MemberOf; now(): Date }): CallerOf & { forgetKeys(): void } {
  const known = new Map<string, Known>()

  const byKey = async (key: string): Promise<Caller> => {
    const at = now().getTime()
    let it = known.get(key)
    if (!it || it.until <= at) {
      it = { until: at + believedMs, found: findKey(db, key), noted: it?.noted ?? 0 }
      it.found.catch(() => known.delete(key))
      if (known.size >= mostBelieved) known.delete(known.keys().next().value!) // not empty
      known.set(key, it)
    }
    const found = await it.found
    if (!found)
      throw new Problem(401, 'key_unknown', 'This key is not known, or was revoked.', {
        remedy: 'Make a new one under Settings, API keys.',
        headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
      })
    if (at - it.noted > noteEveryMs) {
      it.noted = at
      // the use counts, not the note of it
      noteUse(db, found.id, now()).catch(() => undefined)
    }
    return { workspaceId: found.workspaceId, memberId: null, keyId: found.id, name: found.name, scopes: found.scopes }
  }

  const ask = async (request: FastifyRequest, scope: Scope): Promise<Caller> => {
    const caller = await whoever(request)
    if (!caller.scopes.includes(scope))
      throw new Problem(403, 'scope_missing', `This needs the scope ${scope}.`, {
        remedy: caller.keyId ? 'Use a key that has it.' : 'Ask an owner or admin of the workspace.',
      })
    return caller
  }

  const whoever = async (request: FastifyRequest): Promise<Caller> => {
    const [scheme, key] = (request.headers.authorization ?? '').split(' ')
    if (scheme?.toLowerCase() === 'bearer' && key) return byKey(key)
    const { workspaceId, memberId, name, role } = await memberOf(request)
    return { workspaceId, memberId, keyId: null, name, scopes: scopesOf[role] }
  }
  return Object.assign(ask, { forgetKeys: () => known.clear() })
}

const scope = z.enum(allScopes as [Scope, ...Scope[]]) // `as`: it is not empty
const apiKey = z
  .object({
    id: z.uuid(),
    name: z.string(),
    shown: z.string(),
    scopes: z.array(scope),
    madeAt: z.iso.datetime(),
    madeBy: z.string().nullable().describe('The member who made it. Null: a program, or the command line.'),
    lastUsedAt: z.iso.datetime().nullable(),
    revokedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ApiKey' })
const newKey = z.object({ name: z.string().trim().min(1).max(100), scopes: z.array(scope).min(1).max(allScopes.length) })
const params = z.object({ id: z.uuid() })

export function registerApiKeys(app: FastifyInstance, it: { db: Db; caller: CallerOf & { forgetKeys(): void }; now(): Date }): void {
  app.get(
    '/v1/keys',
    {
      schema: {
        summary: 'Keys of the workspace',
        scope: 'keys:read',
        tags: ['keys'],
        response: { 200: z.object({ items: z.array(apiKey) }) },
      },
    },
    async (request) => {
      const { workspaceId } = await it.caller(request, 'keys:read')
      const keys = await it.db.web(workspaceId, (tx) => keysOf(tx, workspaceId))
      const shown = (at: Date | null) => at?.toISOString() ?? null
      return {
        items: keys.map((key) => ({
          ...key,
          madeAt: key.madeAt.toISOString(),
          lastUsedAt: shown(key.lastUsedAt),
          revokedAt: shown(key.revokedAt),
        })),
      }
    },
  )

  app.post(
    '/v1/keys',
    {
      schema: {
        summary: 'Make a key: it is shown this once',
        scope: 'keys:write',
        tags: ['keys'],
        body: newKey,
        example: { name: 'orders', scopes: ['messages:send', 'messages:read'] },
        response: { 201: z.object({ id: z.uuid(), key: z.string() }) },
      },
    },
    async (request, reply) => {
      const caller = await it.caller(request, 'keys:write')
      const { name, scopes: wanted } = request.body as z.infer<typeof newKey> // `as`: checked by the schema
      const beyond = wanted.filter((one) => !caller.scopes.includes(one))
      if (beyond.length > 0)
        throw new Problem(403, 'scope_missing', `Nobody can give what they have not: ${beyond.join(', ')}.`, {
          remedy: 'Leave these out, or ask somebody who has them.',
        })
      return reply.code(201).send(await makeKey(it.db, { workspaceId: caller.workspaceId, name, scopes: wanted, madeBy: caller.memberId }))
    },
  )

  app.delete(
    '/v1/keys/:id',
    { schema: { summary: 'Revoke a key', scope: 'keys:write', tags: ['keys'], params } },
    async (request, reply) => {
      const { workspaceId } = await it.caller(request, 'keys:write')
      const { id } = request.params as z.infer<typeof params> // `as`: checked by the schema
      const done = await it.db.web(workspaceId, (tx) => revokeKey(tx, workspaceId, id, it.now()))
      if (!done)
        throw new Problem(404, 'no_key', 'There is no such key in use.', {
          remedy: 'GET /v1/keys lists those there are, and which were revoked.',
        })
      it.caller.forgetKeys()
      return reply.code(204).send()
    },
  )
}
