import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What the boot script says, and how it runs other programs: one line a step, on stderr, with the time it took. */

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

/** A terminal sees the time pass; a log gets a line now and then. */
const TICK_MS = process.stderr.isTTY ? 1_000 : 10_000

export const say = (line) => process.stderr.write(`${line}\n`)

/** One clear sentence, and the end. */
export function stop(sentence) {
  say(sentence)
  process.exit(1)
}

export const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`

/** Runs a program quietly under a title. Returns its exit status and what it said. */
export async function step(title, command, args, options = {}) {
  const since = Date.now()
  const show = (line, end) => process.stderr.write(process.stderr.isTTY ? `\r\u001b[K${line}${end}` : `${line}\n`)
  show(`${title} …`, '')
  const ticking = setInterval(() => show(`${title} … ${Math.round((Date.now() - since) / 1000)} s`, ''), TICK_MS)
  const result = await collect(command, args, options)
  clearInterval(ticking)
  show(`${title}: ${result.status === 0 ? 'done' : 'failed'} (${seconds(since)})`, '\n')
  return result
}

function collect(command, args, options) {
  return new Promise((resolve) => {
    let said = ''
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data))
    child.on('error', (error) => resolve({ status: -1, said: `${said}${error.message}`, code: error.code }))
    child.on('close', (status, signal) => resolve({ status: status ?? signal, said }))
  })
}
