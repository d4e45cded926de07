import { createConnection } from 'node:net'
import { z } from 'zod'
import { codeOf } from '#src/platform/cannot-start.ts'
import type { Config } from '../../config.ts'
import { type Finding, right, unknown, wrong } from './finding.ts'

/** The running server, its links, and how it is reached from outside. */

const answerMs = 5_000

/** What /readyz says, ready or not. */
const readiness = z.object({
  ready: z.boolean(),
  database: z.string(),
  disk: z.unknown(),
  links: z.array(z.object({ name: z.string(), up: z.boolean(), why: z.string().nullable() })),
})
const alive = z.object({ status: z.literal('ok') })

export async function server({ host, port, publicUrl }: Config): Promise<Finding[]> {
  const name = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host
  const here = `http://${name.includes(':') ? `[${name}]` : name}:${port}`
  const found = await ask(`${here}/readyz`, readiness)
  const outside = publicUrl ? [await reached(publicUrl, found.kind === 'said')] : []
  if (found.kind === 'said') return [running(here, found.it), ...links(found.it), ...outside]
  if (await isTaken(name, port))
    return [
      wrong('Server', `port ${port} is taken by another program (${found.why})`, 'Stop that one, or set PORT to a free port.'),
      ...outside,
    ]
  return [unknown('Server', `does not run; port ${port} is free`, 'npm run serve starts it'), ...outside]
}

type Readiness = z.infer<typeof readiness>

function running(here: string, { ready, database }: Readiness): Finding {
  if (ready) return right('Server', `runs at ${here}`)
  const why = database === 'ok' ? 'its disk is nearly full' : `its database ${database}`
  return wrong(
    'Server',
    `runs at ${here}, and is not ready: ${why}`,
    'It takes nothing new meanwhile, and goes on by itself once that is over.',
  )
}

function links({ links: all }: Readiness): Finding[] {
  if (all.length === 0) return [unknown('Links', 'none is open', 'tandem link add makes one')]
  return all.map(({ name, up, why }) =>
    up ? right(`Link ${name}`, 'up') : wrong(`Link ${name}`, why || 'down', `Try it: tandem link test --link "${name}"`),
  )
}

async function reached(publicUrl: string, runs: boolean): Promise<Finding> {
  const what = 'PUBLIC_URL'
  const found = await ask(`${publicUrl}/healthz`, alive)
  if (found.kind === 'said') return right(what, `${publicUrl} leads to a Tandem`)
  if (!runs) return unknown(what, `${publicUrl} cannot be tried while the server does not run`)
  return wrong(what, `${publicUrl} does not lead here (${found.why})`, 'Check the name in the DNS, the proxy in front and its certificate.')
}

async function ask<T>(url: string, shape: z.ZodType<T>): Promise<{ kind: 'said'; it: T } | { kind: 'none'; why: string }> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(answerMs) })
    const { success, data } = shape.safeParse(await response.json().catch(() => null))
    return success ? { kind: 'said', it: data } : { kind: 'none', why: `what answers said ${response.status}` }
  } catch (error) {
    const below = error instanceof Error ? (error.cause ?? error) : error
    return { kind: 'none', why: codeOf(below) ?? (below instanceof Error ? below.message : String(below)) }
  }
}

function isTaken(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createConnection({ host, port, timeout: answerMs })
    const say = (taken: boolean) => () => {
      probe.destroy()
      resolve(taken)
    }
    probe.once('connect', say(true)).once('error', say(false)).once('timeout', say(false))
  })
}
