/**
 * `npm run torture`: what must hold whatever is done to it. The long form takes some minutes each and writes bench/results/<name>.json.
 *   npm run torture list
 *   npm run torture kills
 *   npm run torture -- --short      as in CI: two minutes for all, writes nothing
 *   npm run torture -- --seed 7     the same torture again
 */
import { parseArgs } from 'node:util'
import { writeResult } from '../bench/support/machine.ts'
import { fuzzHttp } from './fuzz-http.ts'
import { fuzzSmpp } from './fuzz-smpp.ts'
import { killing, round, shortRound } from './kills.ts'
import { kannelsKills } from './kills-beside-kannel.ts'

type Found = { troubles: string[] }
type Scenario = { name: string; what: string; run(of: { long: boolean; seed: number }): Promise<Found> }

const scenarios: Scenario[] = [
  {
    name: 'fuzz-smpp',
    what: 'a million malformed PDUs at our server session, and a million at our client session',
    run: async ({ long, seed }) => {
      const found = await fuzzSmpp({ pdus: long ? 1_000_000 : 20_000, seed })
      console.table(
        found.rows.map(({ overSockets, heapMiB, ...row }) => ({
          ...row,
          sockets: overSockets.fed,
          heapMiB: `${heapMiB.before}→${heapMiB.after}`,
        })),
      )
      return found
    },
  },
  {
    name: 'fuzz-http',
    what: '100,000 malformed requests made from docs/openapi.json, with a key and without',
    run: async ({ long, seed }) => {
      const found = await fuzzHttp({ requests: long ? 100_000 : 3_000, seed })
      const { requests, raw, heapMiB, seconds } = found
      console.table({ requests, raw, heapMiB: `${heapMiB.before}→${heapMiB.after}`, seconds, ...found.statuses })
      return found
    },
  },
  {
    name: 'kills',
    what: '20 times kill -9 of the server, of Postgres, and of both, under full load; then a count here and at the carrier',
    run: async ({ long, seed }) => {
      const found = await killing({ victims: long ? Array.from({ length: 20 }, (_, i) => round[i % round.length]!) : shortRound, seed })
      console.table(found.kills)
      console.table([...kannelsKills, { who: `Tandem, ${found.kills.length} kills`, ...found.count }])
      return found
    },
  },
]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { short: { type: 'boolean', default: false }, long: { type: 'boolean', default: false }, seed: { type: 'string' } },
})
const unknown = positionals.find((it) => it !== 'list' && !scenarios.some(({ name }) => name === it))
if (unknown || positionals.includes('list')) {
  if (unknown) console.error(`There is no scenario called ${unknown}.`)
  for (const { name, what } of scenarios) console.log(`${name.padEnd(12)} ${what}`)
  process.exit(unknown ? 2 : 0)
}

const long = !values.short
const seed = Number(values.seed ?? Math.floor(Date.now() / 1_000) % 1_000_000)
let failed = false
for (const { name, what, run } of scenarios) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  console.log(`\n── ${name}, ${long ? 'long' : 'short'}, seed ${seed}: ${what} ──`)
  const found = await run({ long, seed })
  for (const trouble of found.troubles) console.error(`TROUBLE: ${trouble.slice(0, 3_000)}`)
  console.log(found.troubles.length === 0 ? 'held' : `${found.troubles.length} sorts of trouble`)
  failed ||= found.troubles.length > 0
  if (long) writeResult(name, { seed, ...found })
}
process.exit(failed ? 1 : 0)
