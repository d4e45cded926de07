import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { machine, writeResult } from './support/machine.ts'
import { measurePipeline } from './support/pipeline.ts'
import { compilePeers } from './support/stage.ts'

/**
 * HTTP → policies → Postgres with fsync → SMPP carrier → receipt → recorded. One message a request and lists of 100, at full load and at
 * half of what was reached. `node bench/pipeline.ts --count 100000`
 */

const { values: o } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    concurrency: { type: 'string', default: '300' },
    window: { type: 'string', default: '500' },
    team: { type: 'boolean', default: false },
  },
})
const { team } = o
const [count, concurrency, window] = [Number(o.count), Number(o.concurrency), Number(o.window)]

const peers = compilePeers()
const figures: object[] = []
const measure = (list: number, rate: number) => measurePipeline({ peers, count, list, rate, concurrency, window, team })
try {
  for (const list of [1, 100]) {
    const full = await measure(list, 0)
    figures.push(full)
    figures.push(await measure(list, Math.floor(full.endToEndPerSecond / 2)))
  }
  console.table(figures)
  console.log(machine())
  writeResult(team ? 'pipeline-team' : 'pipeline', { count, concurrency, window, figures })
} finally {
  rmSync(peers, { recursive: true, force: true })
}
