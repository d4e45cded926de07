import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import { Problem } from '#src/platform/problem.ts'
import type { Limits } from '../limits/routes.ts'
import { type Door, enter } from '../sessions/routes.ts'
import { homeOf, personOfEmail, replacePassword } from '../store.ts'
import { passwordEntry } from '../views.ts'
import { checkPassword, hashPassword } from './worker.ts'

/** Signing in with e-mail and password. */
export function registerPasswordDoor(door: FastifyInstance, deps: Door, limits: Limits): void {
  door.post<{ Body: z.infer<typeof passwordEntry> }>('/v1/door/password', { schema: { body: passwordEntry } }, async (request, reply) => {
    await limits.byAddress(request)
    await limits.byEmail(request)
    const { email, password } = request.body
    const person = await personOfEmail(deps.db, email)
    const { right, stale } = await checkPassword(password, person?.password ?? null)
    if (!right || !person?.password) throw wrong()
    if (stale) await replacePassword(deps.db, person.id, { from: person.password, to: await hashPassword(password) })
    const home = await homeOf(deps.db, person.id, { demo: deps.demo.enabled })
    // The same answer: who belongs nowhere learns nothing from it.
    if (!home) throw wrong()
    await enter(deps, request, reply, { personId: person.id, ...home })
    return reply.code(204).send()
  })
}

const wrong = (): Problem =>
  new Problem(401, 'wrong_password', 'That e-mail and password do not belong together.', { remedy: 'Check both, or use a passkey.' })
