import { readFileSync } from 'node:fs'
import { allEnded, sendAll } from './load.ts'
import { cpuSeconds, openStage, type Stage, startSmsc } from './stage.ts'

/** One measurement of the whole way, from the request over HTTP to the receipt recorded, on a server and a database of its own. */

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
  const walBefore = await wal(stage.db)
  const cpu = { server: cpuSeconds(stage.server().pid!), postgres: cpuSeconds(stage.postgresPid) } // `!`: it runs
  const memoryBefore = rss(stage.server().pid!)
  const started = performance.now()
  const load = await sendAll({ peers, key: stage.key, count, list, rate, concurrency })
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
    /** Requests answered with a refusal, and those whose connection broke before an answer. */
    refused: Number(load['refused'] ?? 0),
    unanswered: Number(load['unknown'] ?? 0),
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

/** Bytes written to it so far. */
export async function wal(db: Stage['db']): Promise<number> {
  const [row] = await db.spineRead<{ at: string }>(`select (pg_current_wal_insert_lsn() - '0/0')::text as at`)
  return Number(row?.at ?? 0)
}

/** MiB in memory. */
export function rss(pid: number): number {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024)
}
