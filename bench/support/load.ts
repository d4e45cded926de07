import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Stage } from './stage.ts'

/** Messages asked for over HTTP, and the wait for their ends. */

const run = promisify(execFile)
const text = 'Your order 4471 is ready. Open till 6 tonight, see you!'
const listConnections = 10

export type Load = {
  /** The folder of the compiled peers. */
  peers: string
  key: string
  count: number
  /** Messages a request. */
  list: number
  /** Messages a second; 0: as fast as it goes. */
  rate: number
  concurrency: number
  /** Each round writes to others than the one before; after nine to the same again, for not every number exists. */
  round?: number
}

/** Every message to another number. Answers what the load program counted. */
export async function sendAll({ peers, key, count, list, rate, concurrency, round = 0 }: Load): Promise<Record<string, unknown>> {
  const one = `{"to":"+{to}","text":"${text}"}`
  const body =
    list === 1 ? one : `[${Array.from({ length: list }, (_, i) => one.replace('{to}', `{to}${String(i).padStart(2, '0')}`)).join(',')}]`
  const first = 12_025_600_000 + (round % 9) * count
  const args = [
    ...['--port', '18080', '--concurrency', String(list === 1 ? concurrency : listConnections), '--count', String(count / list)],
    ...['--base', String(list === 1 ? first : Math.floor(first / 100)), '--path', '/v1/messages', '--body', body],
    ...['--header', `authorization: Bearer ${key}`, '--header', 'content-type: application/json'],
    ...(rate > 0 ? ['--rate', String(Math.max(1, Math.floor(rate / list)))] : []),
  ]
  const { stdout } = await run(join(peers, 'httpload'), args, { maxBuffer: 1 << 24 })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Record<string, unknown> // `as`: its own format
}

/** Waits until this many messages have come to their end, or nothing moves for ten seconds. */
export async function allEnded(db: Stage['db'], count: number): Promise<{ all: number; delivered: number }> {
  let last = { all: -1, delivered: 0 }
  let still = 0
  for (;;) {
    const [now] = await db.spineRead<{ all: number; delivered: number }>(
      `select count(*) filter (where state is not null)::int as all, count(*) filter (where state = 'delivered')::int as delivered from messages`,
    )
    if (!now || now.all >= count) return now ?? last
    still = now.all === last.all ? still + 1 : 0
    if (still > 40) return now
    last = now
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
}
