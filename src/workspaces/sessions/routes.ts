import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Db } from '#src/platform/db.ts'
import type { Ids } from '#src/platform/ids.ts'
import { Problem } from '#src/platform/problem.ts'
import { cookieFor } from './cookie.ts'
import { isCrossSite, isJson } from './same-origin.ts'
import { endSession, findSession, LONGEST_DAYS, type Session, startSession } from './store.ts'

/** Who is asking, from where, and how they come in and leave. */

export type SessionDeps = {
  db: Db
  now: () => Date
  demo: { enabled: boolean }
  /** How people reach us, without a path: decides on the cookie. */
  publicUrl: () => string
}

/** Who asks, or 401. */
export type MemberOf = ((request: FastifyRequest) => Promise<Session>) & {
  orNobody(request: FastifyRequest): Promise<Session | null>
  /** After a session ended, so that it ends at once in this process. */
  forget(token: string): void
  /** After sessions ended or rights changed, whosever they are. */
  forgetAll(): void
}

/** So long a session is believed without asking the database again: what ended in another process ends here within it. */
const BELIEVED_MS = 5_000
/** Beyond it the one remembered longest is asked for again. */
const MOST_BELIEVED = 10_000

export function memberOf({ db, now, demo, publicUrl }: SessionDeps): MemberOf {
  const believed = new Map<string, { until: number; session: Promise<Session | null> }>()

  const find = (token: string): Promise<Session | null> => {
    const known = believed.get(token)
    if (known && known.until > now().getTime()) return known.session
    const session = findSession(db, token, now())
    believed.delete(token)
    believed.set(token, { until: now().getTime() + BELIEVED_MS, session })
    // What failed is asked again; who waits for it hears of the failure.
    session.catch(() => believed.delete(token))
    const oldest = believed.size > MOST_BELIEVED && believed.keys().next().value
    if (oldest) believed.delete(oldest)
    return session
  }

  const orNobody = async (request: FastifyRequest): Promise<Session | null> => {
    const token = tokenOf(request, publicUrl())
    const session = token === undefined ? null : await find(token)
    // A demo workspace is closed as soon as its door is: to those who came in before, too.
    return session?.demo && !demo.enabled ? null : session
  }
  const ask = async (request: FastifyRequest): Promise<Session> => {
    const session = await orNobody(request)
    if (session === null) throw tokenOf(request, publicUrl()) ? signedOut() : nobody()
    return session
  }
  return Object.assign(ask, { orNobody, forget: (token: string) => void believed.delete(token), forgetAll: () => believed.clear() })
}

const signedOut = (): Problem =>
  new Problem(401, 'signed_out', 'You are not signed in.', { remedy: 'Sign in, and you come back to where you were.' })

/** No cookie came: a program, or a browser that was never in. */
const nobody = (): Problem =>
  new Problem(401, 'signed_out', 'Nobody is known by this request.', {
    remedy: 'Give a key: Authorization: Bearer tandem_…. Sign in where you are a person in a browser.',
    headers: { 'www-authenticate': 'Bearer' },
  })

const tokenOf = (request: FastifyRequest, publicUrl: string): string | undefined => request.cookies[cookieFor('session', publicUrl).name]

/** What each way in needs. */
export type Door = SessionDeps & { ids: Ids; memberOf: MemberOf }

/** A new token each time: one that was planted in the browser before, or seen, is worth nothing. */
export async function enter(
  { db, now, publicUrl, memberOf }: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  who: { personId: string; workspaceId: number; memberId: string },
): Promise<void> {
  const instead = tokenOf(request, publicUrl())
  const token = await startSession(db, { ...who, instead }, now())
  if (instead) memberOf.forget(instead)
  const { name, options } = cookieFor('session', publicUrl())
  reply.setCookie(name, token, { ...options, maxAge: LONGEST_DAYS * 86_400 })
}

export async function leave({ db, publicUrl, memberOf }: Door, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const token = tokenOf(request, publicUrl())
  const { name, options } = cookieFor('session', publicUrl())
  reply.clearCookie(name, options)
  if (token === undefined) return
  await endSession(db, token)
  memberOf.forget(token)
}

/** A hook for every route that believes a cookie, sockets included. */
export function sameOriginOnly(publicUrl: () => string) {
  return async ({ method, headers, routeOptions }: FastifyRequest): Promise<void> => {
    if (isCrossSite({ method, headers, publicUrl: publicUrl() })) {
      throw new Problem(403, 'cross_site', 'This was asked by a page of another site.', { remedy: `Open ${publicUrl()} and do it there.` })
    }
    const { uploads = [] } = routeOptions.config as { uploads?: string[] } // `as`: what a route says of the files it takes
    if (!isJson(headers['content-type']) && !uploads.includes((headers['content-type'] ?? '').split(';', 1)[0] ?? '')) {
      throw new Problem(415, 'unsupported_media_type', 'This kind of content is not understood here.', { remedy: 'Send application/json.' })
    }
  }
}
