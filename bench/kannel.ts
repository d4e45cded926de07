/**
 * Tandem beside Kannel, in the same run, on the same machine, under the same load: HTTP request → SMPP carrier → receipt, which Kannel calls
 * back over HTTP and Tandem records in its database. Kannel's stores: none is not durable, file and spool outlive the process but not the
 * power; Tandem has Postgres with fsync. Medians of three rounds. Needs cc and Debian's kannel.
 *   node bench/kannel.ts --count 20000        prints, and writes bench/results/kannel.json
 */
import { execFile, spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { type Store, startKannel, stores } from './support/kannel.ts'
import { median, writeResult } from './support/machine.ts'
import { measurePipeline } from './support/pipeline.ts'
import { waitForQuiet } from './support/quiet.ts'
import { compilePeers, cpuSeconds, startSmsc } from './support/stage.ts'

const { values: o } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '3' },
    /** For trying the scenario itself out: writes nothing. */
    quick: { type: 'boolean', default: false },
  },
})
const count = o.quick ? 2_000 : Number(o.count)
const CONCURRENCY = 50
const SINK_PORT = 13_099
const SMSC_PORT = 13_775
const run = promisify(execFile)

type Row = { who: string; list: number; perSecond: number; acceptP50Ms: number; acceptP99Ms: number; cpuUs: number; lost: number }

async function kannel(peers: string, store: Store): Promise<Row> {
  // The carrier acknowledges at once: without it Kannel waits 40 ms for each delayed acknowledgement, and does 460 a second.
  const smsc = startSmsc(peers, SMSC_PORT, ['--quickack'])
  await using it = await startKannel({ store, smscPort: SMSC_PORT })
  const cpu = () => cpuSeconds(it.pids.bearerbox) + cpuSeconds(it.pids.smsbox)
  const before = cpu()
  const callback = `${encodeURIComponent(`http://127.0.0.1:${SINK_PORT}/d?mid=`)}{i}%26st%3D%25d`
  const text = 'Your+order+4471+is+ready.+Open+till+6+tonight,+see+you!'
  const path = `/cgi-bin/sendsms?username=u&password=p&from=1000&to={to}&text=${text}&dlr-mask=3&dlr-url=${callback}`
  const args = ['--port', String(it.httpPort), '--concurrency', String(CONCURRENCY), '--count', String(count)]
  const { stdout } = await run(join(peers, 'httpload'), [...args, '--path', path, '--sink-port', String(SINK_PORT)], { maxBuffer: 1 << 24 })
  const told = JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}') as Record<string, number> // `as`: its own format
  const cpuUs = Math.round(((cpu() - before) / count) * 1e6)
  await smsc.counters()
  const [perSecond, lost] = [told['end_to_end_rate'] ?? 0, count - (told['called_once'] ?? 0)]
  return {
    who: `Kannel, store ${store}`,
    list: 1,
    perSecond,
    acceptP50Ms: told['p50_ms'] ?? 0,
    acceptP99Ms: told['p99_ms'] ?? 0,
    cpuUs,
    lost,
  }
}

async function tandem(peers: string, list: number): Promise<Row> {
  const it = await measurePipeline({ peers, count, list, rate: 0, concurrency: CONCURRENCY, window: 2 * 100, team: false })
  const [acceptP50Ms, acceptP99Ms] = [Number(it.acceptP50Ms), Number(it.acceptP99Ms)]
  const who = 'Tandem, Postgres with fsync'
  return {
    who,
    list,
    perSecond: it.endToEndPerSecond,
    acceptP50Ms,
    acceptP99Ms,
    cpuUs: it.serverCpuUs + it.postgresCpuUs,
    lost: count - it.delivered,
  }
}

if (spawnSync('bearerbox', ['--version']).error) {
  console.error('Kannel is not installed: apt-get install kannel.')
  process.exit(1)
}
const quiet = o.quick ? { load: 0, quiet: false } : await waitForQuiet()
const peers = compilePeers()
try {
  const runs: Row[] = []
  for (let round = 0; round < (o.quick ? 1 : Number(o.rounds)); round++) {
    for (const store of stores) runs.push(await kannel(peers, store))
    for (const list of [1, 100]) runs.push(await tandem(peers, list))
  }
  const medians = [...Map.groupBy(runs, ({ who, list }) => `${who} ${list}`).values()].map((rows) => medianOf(rows))
  console.table(medians)
  if (!o.quick)
    writeResult('kannel', { load: quiet.load, loadAfter: loadavg()[0], quiet: quiet.quiet, count, concurrency: CONCURRENCY, medians, runs })
} finally {
  rmSync(peers, { recursive: true, force: true })
}

function medianOf(rows: readonly Row[]): Row {
  const of = (name: 'perSecond' | 'acceptP50Ms' | 'acceptP99Ms' | 'cpuUs' | 'lost') => median(rows.map((row) => row[name]))
  const [{ who, list }] = rows as [Row] // `as`: a group has one
  return {
    who,
    list,
    perSecond: of('perSecond'),
    acceptP50Ms: of('acceptP50Ms'),
    acceptP99Ms: of('acceptP99Ms'),
    cpuUs: of('cpuUs'),
    lost: of('lost'),
  }
}
