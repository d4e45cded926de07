import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Problem } from '#src/platform/problem.ts'

/** How often somebody may try to come in. Counted in this process, for at most 5,000 addresses and 5,000 e-mails (the oldest go first). */

/** A whole office may sit behind one address. */
const TRIES_PER_ADDRESS = 60
const ADDRESS_WINDOW_MS = 5 * 60_000
/** NIST SP 800-63B §5.2.2 allows a hundred failed tries in a row; ten in a quarter of an hour stay far below for weeks. */
const TRIES_PER_EMAIL = 10
const EMAIL_WINDOW_MS = 15 * 60_000

export type Limits = { byAddress(request: FastifyRequest): Promise<void>; byEmail(request: FastifyRequest): Promise<void> }

export async function makeLimits(door: FastifyInstance): Promise<Limits> {
  await door.register(rateLimit, { global: false })
  const address = door.createRateLimit({ max: TRIES_PER_ADDRESS, timeWindow: ADDRESS_WINDOW_MS })
  const email = door.createRateLimit({ max: TRIES_PER_EMAIL, timeWindow: EMAIL_WINDOW_MS, keyGenerator: emailIn })
  const within = (limit: typeof address) => async (request: FastifyRequest) => {
    const tried = await limit(request)
    if (!tried.isAllowed && tried.isExceeded) throw tooMany(tried.ttlInSeconds)
  }
  return { byAddress: within(address), byEmail: within(email) }
}

/** Asked for only by routes whose body has been read and has an e-mail in it. */
const emailIn = (request: FastifyRequest): string => (request.body as { email: string }).email.trim().toLowerCase()

const tooMany = (seconds: number): Problem =>
  new Problem(429, 'too_many_tries', 'Too many tries.', {
    remedy: `Wait ${Math.ceil(seconds / 60)} minutes, or use a passkey.`,
    headers: { 'retry-after': String(seconds) },
  })
