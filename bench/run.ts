/**
 * `npm run bench`: every scenario, one after the other, each in a process of its own; each writes bench/results/<name>.json.
 *   npm run bench list                          what there is
 *   npm run bench pipeline -- --count 10000     one of them, with options of its own
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { waitForQuiet } from './support/quiet.ts'

const scenarios = [
  {
    name: 'smpp',
    file: 'smpp.ts',
    args: [],
    what: 'submit_sm and its answer on one connection, window 1, 10 and 100: ours beside npm smpp',
  },
  {
    name: 'pipeline',
    file: 'pipeline.ts',
    args: [],
    what: 'HTTP to receipt: API, policies, Postgres with fsync, carrier, receipt recorded',
  },
  {
    name: 'pipeline-team',
    file: 'pipeline.ts',
    args: ['--team'],
    what: 'the same on a line with an inbox: conversations and search besides',
  },
  {
    name: 'stages',
    file: 'stages.ts',
    args: [],
    what: 'what one message costs at each stage: processor time, rows and bytes of the write-ahead log',
  },
  { name: 'memory', file: 'memory.ts', args: [], what: 'a million messages through one server: what it holds after each round' },
  { name: 'kannel', file: 'kannel.ts', args: [], what: 'the pipeline with Kannel and with Tandem in the same run' },
  {
    name: 'inbound-to-browser',
    file: 'inbound-to-browser.ts',
    args: [],
    what: 'from a phone that texts until the words stand in an open page',
  },
] as const

const given = process.argv.slice(2)
const wanted = given.filter((it) => !it.startsWith('-') && scenarios.some(({ name }) => name === it))
const options = given.filter((it) => !wanted.includes(it))
const unknown = options[0] !== undefined && !options[0].startsWith('-') && options[0] !== 'list' ? options[0] : null

if (given[0] === 'list' || unknown) {
  if (unknown) console.error(`There is no scenario called ${unknown}.`)
  for (const { name, what } of scenarios) console.log(`${name.padEnd(20)} ${what}`)
  process.exit(unknown ? 2 : 0)
}

const failed: string[] = []
for (const { name, file, args, what } of scenarios) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const { load } = await waitForQuiet()
  console.log(`\n── ${name}: ${what} (load ${load.toFixed(2)}) ──`)
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, file), ...args, ...options], { stdio: 'inherit' })
  if (status !== 0) failed.push(name)
}
if (failed.length > 0) console.error(`Failed: ${failed.join(', ')}`)
process.exitCode = failed.length > 0 ? 1 : 0
