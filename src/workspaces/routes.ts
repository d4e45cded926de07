import type { FastifyInstance } from 'fastify'
import { isOnThisMachine } from './demo/on-this-machine.ts'
import { callerOf, registerDemoDoor } from './demo/routes.ts'
import { registerJoinDoor } from './joins/routes.ts'
import { makeLimits } from './limits/routes.ts'
import { registerPasskeys } from './passkeys/routes.ts'
import { registerPasswordDoor } from './passwords/routes.ts'
import { type Door, leave, sameOriginOnly } from './sessions/routes.ts'
import { demoMembers, workspaceOf } from './store.ts'
import { door as doorView, session as sessionView } from './views.ts'

/** The door, and what a member sees of it from inside. */
export type DoorDeps = Door & {
  /** Where the customer's phone of the simulated world is. */
  simulator: () => string | null
  keyState: (workspaceId: number) => 'ok' | 'unavailable' | 'revoked'
}

/** In a scope of its own: its hook and its limits are for these routes alone. */
export async function registerDoor(app: FastifyInstance, deps: DoorDeps): Promise<void> {
  await app.register(async (door) => {
    door.addHook('onRequest', sameOriginOnly(deps.publicUrl))
    // for our own pages: not described in the API
    door.addHook('onRoute', (route) => {
      route.schema = { ...route.schema, hide: true } as object
    })
    const limits = await makeLimits(door)
    registerEntrance(door, deps)
    registerDemoDoor(door, deps)
    registerPasswordDoor(door, deps, limits)
    registerPasskeys(door, deps, limits)
    registerJoinDoor(door, deps, limits)
    registerInside(door, deps)
  })
}

function registerEntrance(door: FastifyInstance, deps: DoorDeps): void {
  door.get('/v1/door', { schema: { response: { 200: doorView } } }, async (request) => {
    const demo = deps.demo.enabled && isOnThisMachine(callerOf(request))
    return { demo, demoMembers: demo ? await demoMembers(deps.db) : [], simulator: demo ? deps.simulator() : null }
  })
  door.post('/v1/door/leave', async (request, reply) => {
    await leave(deps, request, reply)
    return reply.code(204).send()
  })
}

function registerInside(door: FastifyInstance, deps: DoorDeps): void {
  const { db, memberOf } = deps
  door.get('/v1/session', { schema: { response: { 200: sessionView } } }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    const { workspaceId, memberId, name, email, role } = await memberOf(request)
    const workspace = await db.web(workspaceId, (tx) => workspaceOf(tx, workspaceId))
    if (!workspace) throw new Error(`Workspace ${workspaceId} has a session and is not there`)
    return {
      member: { id: memberId, name, email, role, you: true },
      workspace,
      simulator: deps.simulator(),
      keys: deps.keyState(workspaceId),
    }
  })
}
