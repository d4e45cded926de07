import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cpuSeconds, openStage, startSmsc } from './stage.ts'

/** One measurement of the whole way, from the request over HTTP to the receipt recorded, on a server and a database of its own. */

const run = promisify(execFile)
const text = 'Your order 4471 is ready. Open till 6 tonight, see you!'

export type Run = {
  /** The folder of the compiled peers. */
  peers: string
  count: number
  /** Messages a request. */
  list: number
  /** A second; 0: as fast as it goes. */
  rate: number
  concurrency: number
  window: number
  team: boolean
}

export async function measurePipeline({ peers, count, list, rate, concurrency, window, team }: Run) {
  const smscPort = 17_775
  const smsc = startSmsc(peers, smscPort)
  await using stage = await openStage({ smscPort, port: 18_080, window, team })
  const requests = count / list
  const one = `{"to":"+{to}","text":"${text}"}`
  const body =
    list === 1 ? one : `[${Array.from({ length: list }, (_, i) => one.replace('{to}', `{to}${String(i).padStart(2, '0')}`)).join(',')}]`
  const walBefore = await wal(stage.db)
  const cpu = { server: cpuSeconds(stage.server().pid!), postgres: cpuSeconds(stage.postgresPid) } // `!`: it runs
  const memoryBefore = rss(stage.server().pid!)
  const started = performance.now()
  const args = [
    ...['--port', '18080', '--concurrency', list === 1 ? String(concurrency) : '10', '--count', String(requests)],
    ...['--base', list === 1 ? '12025600000' : '120256000', '--path', '/v1/messages', '--body', body],
    ...['--header', `authorization: Bearer ${stage.key}`, '--header', 'content-type: application/json'],
    ...(rate > 0 ? ['--rate', String(Math.max(1, Math.floor(rate / list)))] : []),
  ]
  const { stdout } = await run(join(peers, 'httpload'), args, { maxBuffer: 1 << 24 })
  const load = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Record<string, unknown> // `as`: its own format
  const ended = await allEnded(stage.db, count)
  const seconds = (performance.now() - started) / 1000
  const wrote = (await wal(stage.db)) - walBefore
  const used = { server: cpuSeconds(stage.server().pid!) - cpu.server, postgres: cpuSeconds(stage.postgresPid) - cpu.postgres }
  const memory = { before: memoryBefore, after: rss(stage.server().pid!) }
  const counters = await smsc.counters()
  return {
    list,
    rate: rate || 'full',
    accepted: Number(load['accepted'] ?? 0) * list,
    delivered: ended.delivered,
    lost: count - ended.all,
    endToEndPerSecond: Math.round(count / seconds),
    acceptP50Ms: load['p50_ms'] ?? load['p50'],
    acceptP99Ms: load['p99_ms'] ?? load['p99'],
    serverCpuUs: Math.round((used.server / count) * 1e6),
    postgresCpuUs: Math.round((used.postgres / count) * 1e6),
    walBytes: Math.round(wrote / count),
    rssMiB: `${memory.before}→${memory.after}`,
    duplicates: counters['duplicates'] ?? 0,
  }
}

type StageDb = Awaited<ReturnType<typeof openStage>>['db']

/** Waits until every message has come to its end, or nothing moves for ten seconds. */
async function allEnded(db: StageDb, count: number): Promise<{ all: number; delivered: number }> {
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

async function wal(db: StageDb): Promise<number> {
  const [row] = await db.spineRead<{ at: string }>(`select (pg_current_wal_insert_lsn() - '0/0')::text as at`)
  return Number(row?.at ?? 0)
}

function rss(pid: number): number {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024)
}
