import { hash } from 'node:crypto'
import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from './problem.ts'

/**
 * How much one caller may ask, counted in this process. Generous: it is there so that a program gone wild does not take everything from
 * the others, and says so in headers before it does (draft-ietf-httpapi-ratelimit-headers).
 */
export const perMinute = {
  /** A key: 20,000 requests a second, more than one machine accepts messages. */
  key: 1_200_000,
  /** A session: several tabs, and a simulated team that types faster than people. */
  member: 120_000,
  /** Nobody known, by address: a whole office may sit behind one. */
  stranger: 600,
}
const windowMs = 60_000
/** Callers counted at once; the one that asked least recently goes first, and begins anew. */
const mostCallers = 20_000

/** For every route that is registered on `app` after this. */
export async function limitRates(app: FastifyInstance, sessionIn: (request: FastifyRequest) => string | undefined): Promise<void> {
  await app.register(rateLimit, {
    timeWindow: windowMs,
    cache: mostCallers,
    enableDraftSpec: true,
    keyGenerator: (request) => callerIn(request, sessionIn),
    max: (_request, caller) => perMinute[caller.split(':', 1)[0] as keyof typeof perMinute], // `as`: callerIn wrote it
    errorResponseBuilder: (_request, { max, ttl }) =>
      new Problem(429, 'too_many_requests', `More than ${max} requests a minute.`, {
        remedy: `Wait ${Math.ceil(ttl / 1000)} seconds. Lists of messages count as one request.`,
      }),
  })
}

/** Not the key itself: what is kept to count by must not open anything. */
function callerIn(request: FastifyRequest, sessionIn: (request: FastifyRequest) => string | undefined): string {
  const { authorization } = request.headers
  if (authorization) return `key:${digest(authorization)}`
  const session = sessionIn(request)
  return session === undefined ? `stranger:${request.ip}` : `member:${digest(session)}`
}

const digest = (text: string): string => hash('sha256', text, 'base64url')
