/** The simulated world as a process of its own: says where it is in one line on stdout, and ends with whoever started it. */
import { fstatSync } from 'node:fs'
import { openPages } from './http/server.ts'
import { readyLine } from './ready-line.ts'
import { Stage } from './scenarios/stage.ts'
import { startWorld } from './world.ts'

const env = process.env
const tandemUrl = env['TANDEM_URL'] || null
/** Several may be named, with commas. `none`: nobody texts by themselves. */
const scenarioNames = (env['SCENARIO'] ?? 'first-day,team').split(',').filter((name) => name !== '' && name !== 'none')
const PARENT_CHECK_MS = 2_000

const world = await startWorld({ seed: Number(env['SIMULATOR_SEED'] ?? Date.now() % 1_000_000), tandemUrl })
const stage = new Stage(world)
const pages = await openPages(world, stage, Number(env['SIMULATOR_PORT'] ?? 0))

for (const name of scenarioNames) {
  if (!stage.start(name))
    console.error(
      `There is no scenario ${JSON.stringify(name)}. There are: ${stage
        .state()
        .map((it) => it.name)
        .join(', ')}.`,
    )
}
console.log(JSON.stringify(readyLine(world, pages.url)))

let ending = false
async function end(): Promise<void> {
  if (ending) return
  ending = true
  stage[Symbol.dispose]()
  await Promise.all([pages.close(), world[Symbol.asyncDispose]()])
  process.exit(0)
}

process.once('SIGTERM', end)
process.once('SIGINT', end)
process.once('disconnect', end)
if (ledByPipe()) process.stdin.on('end', end).on('error', end).resume()
const parent = process.ppid
setInterval(() => {
  if (process.ppid !== parent) void end()
}, PARENT_CHECK_MS)

/** A pipe on stdin ends when its other end goes; a terminal and /dev/null say nothing about the parent. */
function ledByPipe(): boolean {
  try {
    const stdin = fstatSync(0)
    return stdin.isFIFO() || stdin.isSocket()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EBADF') return false // stdin was closed before we began
    throw error
  }
}
