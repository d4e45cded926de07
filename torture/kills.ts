import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { compilePeers, openStage, type Stage, startSmsc } from '../bench/support/stage.ts'
import { makeRandom } from '../simulator/random.ts'
import { freePort } from '../test/whole/support/tandem.ts'
import { until } from '../test/whole/support/until.ts'
import { type Count, count, linesOf } from './kills-count.ts'

/** kill -9 of the server and of Postgres at random moments under full load; then a count at the carrier and in the database. */

export type Victim = 'server' | 'database' | 'both'
export const round: readonly Victim[] = ['server', 'database', 'both']
/** CI has test/whole/crash for the two together. */
export const shortRound: readonly Victim[] = ['server', 'database']
export type Kills = {
  troubles: string[]
  kills: { victim: Victim; afterMs: number; backInMs: number; takenBefore: number }[]
  count: Count
  load: Record<string, number>
  carrier: Record<string, number>
  seconds: number
}

const BASE = 12_025_600_000n
/** More than can be sent in the time. */
const MOST = 4_000_000
/** Full load before each blow, in milliseconds. */
const BLOW = [500, 3_000] as const
const text = 'Your order 4471 is ready. Open till 6 tonight, see you!'

export async function killing({ victims, seed }: { victims: readonly Victim[]; seed: number }): Promise<Kills> {
  const from = performance.now()
  const random = makeRandom(seed)
  const peers = compilePeers()
  const smscPort = await freePort()
  const port = await freePort()
  const submits = join(peers, 'submits.txt')
  const accepted = join(peers, 'accepted.txt')
  const smsc = startSmsc(peers, smscPort, ['--dump', submits])
  await using stage = await openStage({ smscPort, port, window: 500, env: { LOG_LEVEL: 'fatal' } })
  await until('the link is up', () => isReady(stage))
  const load = startLoad(peers, port, stage.key, accepted)
  const kills: Kills['kills'] = []
  try {
    for (const victim of victims) {
      const afterMs = random.between(...BLOW)
      await pause(afterMs)
      const takenBefore = await takenSoFar(stage)
      const blow = performance.now()
      await kill(stage, victim)
      await until('it serves again', () => isReady(stage), { withinMs: 60_000 })
      kills.push({ victim, afterMs, backInMs: Math.round(performance.now() - blow), takenBefore })
    }
    await pause(BLOW[0])
    const told = await load.end()
    await atRest(stage)
    const carrier = (await smsc.counters()) as Record<string, number>
    const { troubles, ...counted } = await count(stage, { accepted: linesOf(accepted), submits: linesOf(submits), base: BASE, carrier })
    const seconds = Math.round((performance.now() - from) / 1000)
    return { troubles, kills, count: counted, load: figuresOf(told), carrier: figuresOf(carrier), seconds }
  } finally {
    load.child.kill('SIGKILL')
    smsc.process.kill('SIGKILL')
    rmSync(peers, { recursive: true, force: true })
  }
}

async function kill(stage: Stage, victim: Victim): Promise<void> {
  if (victim !== 'server') process.kill(stage.postgresPid, 'SIGKILL')
  if (victim !== 'database') {
    const ended = once(stage.server(), 'exit')
    stage.server().kill('SIGKILL')
    await ended
  }
  // Its orphans hold its memory until they notice; whoever keeps it running tries again.
  if (victim !== 'server')
    await until('Postgres is back', () =>
      stage.restartPostgres().then(
        () => true,
        () => false,
      ),
    )
  if (victim !== 'database') await stage.startServer()
}

function startLoad(
  peers: string,
  port: number,
  key: string,
  accepted: string,
): { child: ChildProcess; end(): Promise<Record<string, number>> } {
  const args = [
    ...['--port', String(port), '--concurrency', '50', '--count', String(MOST), '--drain-s', '120', '--accepted', accepted],
    ...['--base', String(BASE), '--path', '/v1/messages', '--body', `{"to":"+{to}","text":"${text}"}`],
    ...['--header', `authorization: Bearer ${key}`, '--header', 'content-type: application/json'],
  ]
  const child = spawn(join(peers, 'httpload'), args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (chunk) => {
    said += chunk
  })
  const ended = once(child, 'close')
  return {
    child,
    async end() {
      child.kill('SIGTERM')
      await ended
      return JSON.parse(said.trim().split('\n').at(-1) ?? '{}') as Record<string, number> // `as`: its own format
    },
  }
}

/** It answers, its database does, and its link is up. */
async function isReady({ url }: Stage): Promise<boolean> {
  const answer = await fetch(`${url}/readyz`).catch(() => null)
  if (!answer?.ok) return false
  const { links } = (await answer.json()) as { links: { up: boolean }[] } // `as`: app/health.ts
  return links.length > 0 && links.every(({ up }) => up)
}

async function takenSoFar({ db }: Stage): Promise<number> {
  const [row] = await db.spineRead<{ n: number }>('select count(*)::int as n from messages')
  return row?.n ?? 0
}

/** Nothing waits to go, and what was sent has either been reported on or will not be. */
async function atRest({ db }: Stage): Promise<void> {
  let last = ''
  const look = async () => {
    const rows = await db.spineRead<{ state: string; n: number }>(
      'select state, count(*)::int as n from flight group by state order by state',
    )
    const now = JSON.stringify(rows)
    const still = now === last
    last = now
    return still && rows.every(({ state }) => state === 'sent' || state === 'in_doubt')
  }
  await until('everything is at rest', look, { withinMs: 240_000, everyMs: 2_000, otherwise: () => last })
}

const figuresOf = (told: Record<string, unknown>): Record<string, number> =>
  Object.fromEntries(Object.entries(told).filter((it): it is [string, number] => typeof it[1] === 'number'))
