import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { realClock } from '#src/platform/clock.ts'
import { isUnavailable } from '#src/platform/db-errors.ts'
import type { Log } from '#src/platform/log.ts'
import type { KeyRows } from './key-rows.ts'
import { openRing, type Ring } from './ring.ts'
import type { KeySource } from './source.ts'

/** The ring at work: over the real clock, the table of data keys and a key source, watched until closed. */

/** A revoked key is dropped within this and what two answers may take (1.5 s each): 4 s, where 5 are promised. Given back, the same. */
const WATCH_EVERY_MS = 1_000
const RECHECK_EVERY_MS = 60_000

export type Keys = Ring & AsyncDisposable
export type KeysParts = { source: KeySource; rows: KeyRows; log: Pick<Log, 'info' | 'warn' | 'error'>; watchEveryMs?: number }

/** Closing it zeroes the keys and closes the source. */
export function openKeys({ source, rows, log, watchEveryMs = WATCH_EVERY_MS }: KeysParts): Keys {
  const ring = openRing({ source, rows, clock: realClock, random: randomBytes, log })
  const closing = new AbortController()
  const again = (everyMs: number, turn: () => Promise<void>) => repeat(everyMs, turn, closing.signal, log)
  // Apart, so that a slow healing or database does not keep a revocation from being heard.
  const loops = [again(watchEveryMs, ring.watch), again(watchEveryMs, ring.tend), again(RECHECK_EVERY_MS, ring.recheck)]
  return {
    ...ring,
    async [Symbol.asyncDispose]() {
      closing.abort()
      await Promise.all(loops)
      ring.close()
      await source[Symbol.asyncDispose]()
    },
  }
}

/** What fails is said and tried again. No key stays longer for it: those nobody vouches for go by themselves (GRACE_MS). */
async function repeat(everyMs: number, turn: () => Promise<void>, signal: AbortSignal, log: KeysParts['log']): Promise<void> {
  while (!signal.aborted) {
    await turn().catch((error) => log[isUnavailable(error) ? 'warn' : 'error']({ err: error }, 'the watch over the keys stumbled'))
    await pause(everyMs, undefined, { signal }).catch(() => {}) // cut short when closing
  }
}
