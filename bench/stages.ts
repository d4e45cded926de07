import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { allEnded, sendAll } from './support/load.ts'
import { machine, writeResult } from './support/machine.ts'
import { profiled } from './support/profile.ts'
import { compilePeers, cpuSeconds, openStage, startSmsc } from './support/stage.ts'
import { workedFor } from './support/statements.ts'
import { type Owner, writtenBetween } from './support/wal.ts'

/**
 * What one message costs at each stage of its life: processor time of the server (from V8's profile) and of Postgres (shared out by the time
 * its statements took), rows and bytes of the write-ahead log (read from the log itself). Being looked at costs a tenth of the speed: how
 * fast it goes is for `pipeline` to say. `node bench/stages.ts --count 60000`
 */

const { values: o } = parseArgs({ options: { count: { type: 'string', default: '60000' }, window: { type: 'string', default: '500' } } })
const count = Number(o.count)
const postgresSettings = { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.track_planning': 'on' }
const stages = ['accept', 'dispatch', 'conclude', 'settle']
const peers = compilePeers()

async function measure(list: number) {
  const profile = mkdtempSync(join(tmpdir(), 'tandem-profile-'))
  const smsc = startSmsc(peers, 17_775)
  const nodeArgs = ['--cpu-prof', '--cpu-prof-interval', '500', `--cpu-prof-dir=${profile}`]
  await using stage = await openStage({ smscPort: 17_775, port: 18_080, window: Number(o.window), nodeArgs, postgresSettings })
  const client = new pg.Client({ connectionString: stage.databaseUrl })
  await client.connect()
  const owner: Owner = async <R extends object>(sql: string, values: readonly unknown[] = []) =>
    (await client.query<R>(sql, [...values])).rows
  const end = async () => (await owner<{ at: string }>('select pg_current_wal_flush_lsn()::text as at'))[0]!.at // one row
  await owner('create extension pg_walinspect; create extension pg_stat_statements')
  const from = await end()
  const postgresBefore = cpuSeconds(stage.postgresPid)
  await sendAll({ peers, key: stage.key, count, list, rate: 0, concurrency: 300 })
  const ended = await allEnded(stage.db, count)
  if (ended.delivered !== count) throw new Error(`${ended.delivered} of ${count} were delivered`)
  const postgresUs = ((cpuSeconds(stage.postgresPid) - postgresBefore) / count) * 1e6
  const worked = await workedFor(owner)
  const written = new Map((await writtenBetween(owner, from, await end())).map((it) => [it.stage, it]))
  await client.end()
  await stage.stopServer()
  await smsc.counters()
  const server = profiled(profile)
  rmSync(profile, { recursive: true, force: true })
  const allWorked = [...worked.values()].reduce((sum, ms) => sum + ms, 0)
  const others = [...server.keys()].filter((name) => ![...stages, 'start', 'rest'].includes(name)).toSorted()
  return [...stages, ...others, 'rest'].map((name) => {
    const wrote = written.get(name)
    const one = (value: number) => Math.round((value / count) * 100) / 100
    return {
      list,
      stage: name,
      serverCpuUs: Math.round(((server.get(name) ?? 0) / count) * 1e7) / 10,
      postgresCpuUs: Math.round(((worked.get(name) ?? 0) / allWorked) * postgresUs * 10) / 10,
      rows: one(wrote?.rows ?? 0),
      indexEntries: one(wrote?.indexEntries ?? 0),
      walBytes: Math.round((wrote?.walBytes ?? 0) / count),
      perTransaction: wrote && stages.includes(name) ? Math.round(count / wrote.transactions) : null,
    }
  })
}

try {
  const figures = [...(await measure(1)), ...(await measure(100))]
  console.table(figures)
  console.log(machine())
  writeResult('stages', { count, figures })
} finally {
  rmSync(peers, { recursive: true, force: true })
}
