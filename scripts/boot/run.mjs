import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter, join } from 'node:path'
import { root, stop } from './say.mjs'

/**
 * Hands over to the pinned Node and goes as it goes. Signals are passed on as often as they come: with `once` the second Ctrl-C would end
 * us, and leave the others behind. The channel tells the child should we be killed ourselves (platform/stop.ts listens for its end).
 */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
const PARENT_POLL_MS = 500

export function run(node, [script, ...args], { inRoot = true } = {}) {
  const env = { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}` }
  env.NODE_ENV ??= 'production'
  // Measured: loading all of Tandem takes 640 ms of processor time, 270 ms with what Node kept of the last start. Where it may not write, it goes without.
  env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'compile')
  const child = spawn(node, [join(root, script), ...args], {
    cwd: inRoot ? root : process.cwd(),
    env,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of signals) process.on(signal, () => child.kill(signal))
  followNpm(child)
  return new Promise((resolve) => {
    child.on('error', (error) => stop(`The Node that Tandem runs on could not be started: ${error.message}.`))
    child.on('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)))
  })
}

/** npm does not always pass SIGTERM on, and cannot when killed: if the parent we began with is gone, so should we be. */
function followNpm(child) {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) child.kill('SIGTERM')
  }, PARENT_POLL_MS).unref()
}
