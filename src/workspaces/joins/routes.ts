import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { Problem } from '#src/platform/problem.ts'
import type { Limits } from '../limits/routes.ts'
import { checkPassword, hashPassword } from '../passwords/worker.ts'
import { type Door, enter } from '../sessions/routes.ts'
import { personOfEmail } from '../store.ts'
import { joinEntry, joinInfo } from '../views.ts'
import { findJoin, isKeyless, type Join, type Joined, useJoin, type Who } from './store.ts'

/** What a one-time link leads to: who comes with it becomes a member. */
export function registerJoinDoor(door: FastifyInstance, deps: Door, limits: Limits): void {
  const info = { schema: { response: { 200: joinInfo } } }
  door.get<{ Params: { token: string } }>('/v1/door/join/:token', info, async (request) => {
    await limits.byAddress(request)
    return openJoin(deps, request.params.token)
  })

  door.post<{ Body: Entry }>('/v1/door/join', { schema: { body: joinEntry } }, async (request, reply) => {
    await limits.byAddress(request)
    await limits.byEmail(request)
    const { token, name, email } = request.body
    const who = await whoJoins(deps, request, await openJoin(deps, token))
    const joined = await useJoin(deps.db, { token, name, email, who }, deps.now(), deps.ids)
    if (joined.kind !== 'joined') throw refusals[joined.kind]()
    await enter(deps, request, reply, joined)
    return reply.code(204).send()
  })
}

type Entry = z.infer<typeof joinEntry>

async function openJoin({ db, now }: Door, token: string): Promise<Join> {
  const join = await findJoin(db, token, now())
  if (!join)
    throw new Problem(404, 'no_such_link', 'This link is not one of ours.', { remedy: 'Copy it again, whole, or ask for a new one.' })
  if (join.state === 'used') throw new Problem(410, 'link_used', 'This link was used.', { remedy: 'Sign in, or ask for a new one.' })
  if (join.state === 'revoked') throw new Problem(410, 'link_revoked', 'This link was taken back.', { remedy: 'Ask for a new one.' })
  if (join.state === 'expired') throw new Problem(410, 'link_expired', 'This link has expired.', { remedy: 'Ask for a new one.' })
  return join
}

/**
 * A link says that somebody may join, not who they are. Whose e-mail is known must prove to be that person, by being signed in or with
 * the password: otherwise the holder of any link could become anybody.
 */
async function whoJoins(deps: Door, request: FastifyRequest<{ Body: Entry }>, join: Join): Promise<Who> {
  const { email, password } = request.body
  const person = await personOfEmail(deps.db, email)
  const newPassword = async () => (password === undefined ? null : await hashPassword(password))
  if (!person) return { password: await newPassword() }
  const signedIn = await deps.memberOf.orNobody(request)
  if (signedIn?.personId === person.id) return { personId: person.id }
  if (await isKeyless(deps.db, person.id, join, deps.now())) return { keyless: person.id, password: await newPassword() }
  if (password !== undefined && (await checkPassword(password, person.password)).right) return { personId: person.id }
  throw refusals.known_email()
}

const refusals: Record<Exclude<Joined['kind'], 'joined'>, () => Problem> = {
  gone: () => new Problem(410, 'link_used', 'This link was used at this moment.', { remedy: 'Sign in, or ask for a new one.' }),
  already_member: () => new Problem(409, 'already_member', 'You are a member already.', { remedy: 'Sign in.' }),
  known_email: () =>
    new Problem(409, 'known_email', 'This e-mail is known here.', {
      remedy: 'Give the password you have here, or sign in first and then open the link again.',
    }),
}
