/** For tests, benches and the curious: the state of the world, its truth, and the levers. */
import { z } from 'zod'
import { behaviourChange } from '../carriers/behaviour.ts'
import type { Carrier } from '../carriers/carrier.ts'
import { readyLine } from '../ready-line.ts'
import type { Stage } from '../scenarios/stage.ts'
import type { World } from '../world.ts'
import type { App } from './server.ts'

const named = z.object({ name: z.string().max(100) })
const part = z.object({
  /** Leave out what came before this many entries of `sent`. */
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1_000_000).default(100_000),
})

export function controlRoutes(app: App, world: World, stage: Stage): void {
  app.get('/state', async (request) => ({
    ...readyLine(world, `http://${request.headers.host}`),
    carriers: world.carriers.map(carrierState),
    phones: world.phones.all.length,
    scenarios: stage.state(),
    ledger: {
      sent: world.ledger.sent.length,
      unacked: world.ledger.unacked(),
      heard: world.ledger.heard.length,
      dropped: world.ledger.dropped,
    },
  }))

  app.get('/ledger', async (request) => {
    const { after, limit } = part.parse(request.query)
    const { ledger } = world
    return { sent: ledger.sent.slice(after, after + limit), received: ledger.received(), dropped: ledger.dropped }
  })

  app.post('/carriers/:name/behaviour', async (request, reply) => {
    const { name } = named.parse(request.params)
    const carrier = world.carriers.find((it) => [it.name, slug(it.name)].includes(name))
    if (!carrier) return reply.code(404).send({ error: `There is no carrier ${name}.` })
    carrier.behave(behaviourChange.parse(request.body ?? {}))
    return carrierState(carrier)
  })

  app.get('/scenarios', async () => ({ items: stage.state() }))

  app.post('/scenarios/:name', async (request, reply) => {
    const { name } = named.parse(request.params)
    if (!stage.start(name, request.body ?? {})) return reply.code(404).send({ error: `There is no scenario ${name}.` })
    return stage.state().find((it) => it.name === name)
  })

  app.delete('/scenarios/:name', async (request) => ({ stopped: stage.stop(named.parse(request.params).name) }))
}

function carrierState(carrier: Carrier) {
  const { plan, port, behaviour, counts, unacked, sessions } = carrier
  return { name: plan.name, slug: slug(plan.name), port, lines: plan.lines, links: sessions.length, unacked, counts, behaviour }
}

const slug = (name: string): string => name.toLowerCase().replaceAll(' ', '-')
