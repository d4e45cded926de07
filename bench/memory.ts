import { rmSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { allEnded, sendAll } from './support/load.ts'
import { machine, median, writeResult } from './support/machine.ts'
import { rss } from './support/pipeline.ts'
import { compilePeers, openStage, startSmsc } from './support/stage.ts'

/**
 * Whether memory stays flat: rounds of messages at full speed, one a request, on one server that is never started
 * anew; what it holds after each round. `node bench/memory.ts --rounds 20 --count 50000`
 */

const { values: o } = parseArgs({ options: { rounds: { type: 'string', default: '20' }, count: { type: 'string', default: '50000' } } })
const [rounds, count] = [Number(o.rounds), Number(o.count)]
const settleMs = 3_000

const peers = compilePeers()
const smsc = startSmsc(peers, 17_775)
try {
  await using stage = await openStage({ smscPort: 17_775, port: 18_080 })
  const figures: { messages: number; perSecond: number; rssMiB: number; heapMiB: number; externalMiB: number }[] = []
  for (let round = 0; round < rounds; round++) {
    const began = performance.now()
    await sendAll({ peers, key: stage.key, count, list: 1, rate: 0, concurrency: 300, round })
    while ((await metrics(stage.url)).delivered < (round + 1) * count) await pause(100)
    const seconds = (performance.now() - began) / 1000
    await pause(settleMs)
    const { heapMiB, externalMiB } = await metrics(stage.url)
    const rssMiB = rss(stage.server().pid!) // it runs
    figures.push({ messages: (round + 1) * count, perSecond: Math.round(count / seconds), rssMiB, heapMiB, externalMiB })
    console.log(figures.at(-1))
  }
  const ended = await allEnded(stage.db, rounds * count)
  const third = Math.max(1, Math.floor(rounds / 3))
  const over = (of: typeof figures, name: 'rssMiB' | 'heapMiB') => median(of.map((it) => it[name]))
  const [middle, last] = [figures.slice(third, 2 * third), figures.slice(-third)]
  const summary = {
    delivered: ended.delivered,
    lost: rounds * count - ended.all,
    /** The first third warms up. */
    medianOfMiddleThird: { rssMiB: over(middle, 'rssMiB'), heapMiB: over(middle, 'heapMiB') },
    medianOfLastThird: { rssMiB: over(last, 'rssMiB'), heapMiB: over(last, 'heapMiB') },
  }
  console.log(summary, machine())
  writeResult('memory', { ...summary, figures })
} finally {
  await smsc.counters()
  rmSync(peers, { recursive: true, force: true })
}

async function metrics(url: string) {
  const text = await (await fetch(`${url}/metrics`)).text()
  const value = (line: RegExp) => Number(line.exec(text)?.[1] ?? 0)
  const mib = (line: RegExp) => Math.round(value(line) / 2 ** 20)
  return {
    delivered: value(/^tandem_events_total\{kind="message.delivered"\} (\d+)/m),
    heapMiB: mib(/^tandem_nodejs_heap_size_used_bytes (\d+)/m),
    externalMiB: mib(/^tandem_nodejs_external_memory_bytes (\d+)/m),
  }
}
