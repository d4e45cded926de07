import { execFile } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { machine, writeResult } from './support/machine.ts'
import { compilePeers, cpuSeconds, openStage, startSmsc } from './support/stage.ts'

/**
 * HTTP → policies → Postgres with fsync → SMPP carrier → receipt → recorded. One message a request and lists of 100, at full load and at
 * half of what was reached. `node bench/pipeline.ts --count 100000`
 */

const { values: o } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    concurrency: { type: 'string', default: '100' },
    window: { type: 'string', default: '500' },
    team: { type: 'boolean', default: false },
  },
})
const count = Number(o.count)
const run = promisify(execFile)
const text = 'Your order 4471 is ready. Open till 6 tonight, see you!'

const peers = compilePeers()
const figures: object[] = []
try {
  for (const list of [1, 100]) {
    const full = await measure(list, 0)
    figures.push(full)
    figures.push(await measure(list, Math.floor(full.endToEndPerSecond / 2)))
  }
  console.table(figures)
  console.log(machine())
  writeResult(o.team ? 'pipeline-team' : 'pipeline', { count, concurrency: Number(o.concurrency), window: Number(o.window), figures })
} finally {
  rmSync(peers, { recursive: true, force: true })
}

async function measure(list: number, rate: number) {
  const smscPort = 17_775
  const smsc = startSmsc(peers, smscPort)
  await using stage = await openStage({ smscPort, port: 18_080, window: Number(o.window), team: o.team })
  const requests = count / list
  const one = `{"to":"+{to}","text":"${text}"}`
  const body =
    list === 1 ? one : `[${Array.from({ length: list }, (_, i) => one.replace('{to}', `{to}${String(i).padStart(2, '0')}`)).join(',')}]`
  const walBefore = await wal(stage.db)
  const cpu = { server: cpuSeconds(stage.server().pid!), postgres: cpuSeconds(stage.postgresPid) } // `!`: it runs
  const memoryBefore = rss(stage.server().pid!)
  const started = performance.now()
  const args = [
    ...['--port', '18080', '--concurrency', list === 1 ? o.concurrency! : '10', '--count', String(requests)], // `!`: it has a default
    ...['--base', list === 1 ? '12025600000' : '120256000', '--path', '/v1/messages', '--body', body],
    ...['--header', `authorization: Bearer ${stage.key}`, '--header', 'content-type: application/json'],
    ...(rate > 0 ? ['--rate', String(Math.max(1, Math.floor(rate / list)))] : []),
  ]
  const { stdout } = await run(join(peers, 'httpload'), args, { maxBuffer: 1 << 24 })
  const load = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Record<string, unknown> // `as`: its own format
  const ended = await allEnded(stage.db)
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
async function allEnded(db: StageDb): Promise<{ all: number; delivered: number }> {
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
