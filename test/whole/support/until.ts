import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'

const POLL_MS = 25

/** Waits for something to become so, and says what was there instead if it does not within its time. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  {
    withinMs = 30_000,
    everyMs = POLL_MS,
    otherwise = () => '' as unknown,
  }: { withinMs?: number; everyMs?: number; otherwise?: () => unknown } = {},
): Promise<NonNullable<T>> {
  const end = performance.now() + withinMs
  for (;;) {
    const found = await look()
    if (found) return found
    if (performance.now() > end) assert.fail(`not within ${withinMs / 1000} s: ${what}. ${said(await otherwise())}`)
    await pause(everyMs)
  }
}

const said = (it: unknown): string => (typeof it === 'string' ? it : JSON.stringify(it))
