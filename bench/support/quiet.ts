import { loadavg } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'

/** Figures taken beside other work are junk: wait for it to end, and where it does not, say so in the result. */

/** Of two cores, what a measurement may share. */
const QUIET = 1.5
const PATIENCE_MS = 180_000
const LOOK_MS = 5_000

export async function waitForQuiet(patienceMs = PATIENCE_MS): Promise<{ load: number; quiet: boolean }> {
  const end = performance.now() + patienceMs
  const load = () => loadavg()[0] ?? 0 // of the last minute
  if (load() >= QUIET)
    console.error(`The load is ${load().toFixed(2)}: waiting up to ${Math.round(patienceMs / 1000)} s for less than ${QUIET}.`)
  while (load() >= QUIET && performance.now() < end) await pause(LOOK_MS)
  return { load: Math.round(load() * 100) / 100, quiet: load() < QUIET }
}
