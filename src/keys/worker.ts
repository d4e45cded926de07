import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { realClock } from '#src/platform/clock.ts'
import type { Db } from '#src/platform/db.ts'
import { isUnavailable } from '#src/platform/db-errors.ts'
import type { Log } from '#src/platform/log.ts'
import { openRing, type Ring } from './ring.ts'
import type { KeySource } from './source.ts'
import { keyRows } from './store.ts'

/** The ring at work: over the real clock, the database and a key source, watched until closed. */

/** A revoked key is dropped within this and the time one answer may take (1.5 s); promised are 5 s. */
const WATCH_EVERY_MS = 1_000
const TEND_EVERY_MS = 1_000
const RECHECK_EVERY_MS = 60_000

export type Keys = Ring & AsyncDisposable

export function openKeys({ source, db, log }: { source: KeySource; db: Pick<Db, 'spine'>; log: Log }): Keys {
  const ring = openRing({ source, rows: keyRows(db), clock: realClock, random: randomBytes, log })
  const closing = new AbortController()
  // Apart, so that a slow healing or database does not keep a revocation from being heard.
  const loops = [
    every(WATCH_EVERY_MS, ring.watch, closing.signal, log),
    every(TEND_EVERY_MS, ring.tend, closing.signal, log),
    every(RECHECK_EVERY_MS, ring.recheck, closing.signal, log),
  ]
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

/** What fails is said and tried again: keys nobody could ask about go by themselves (GRACE_MS). */
async function every(ms: number, turn: () => Promise<void>, signal: AbortSignal, log: Log): Promise<void> {
  while (!signal.aborted) {
    await turn().catch((error) => log[isUnavailable(error) ? 'warn' : 'error']({ err: error }, 'the watch over the keys stumbled'))
    await pause(ms, undefined, { signal }).catch(() => {})
  }
}
