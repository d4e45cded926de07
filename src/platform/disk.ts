import { statfs } from 'node:fs/promises'
import type { Log } from './log.ts'

/** What is left where there is least of it, and what should be. */
export type DiskLow = { free: number; floor: number }

export type DiskWatch = Disposable & {
  /** null while there is room. */
  low(): DiskLow | null
  /** What was seen last; null while it cannot be read. */
  seen(): DiskLow | null
  onChange(listener: (low: DiskLow | null) => void): void
  /** Looks again now. */
  look(): Promise<void>
}

export type DiskWatchOptions = {
  paths: string[]
  floorBytes: number
  log: Log
  everyMs?: number
  freeOf?: (path: string) => Promise<number>
}

/** At 50,000 messages a minute of 2 kB, 100 MB a minute: well within any sensible floor. */
const EVERY_MS = 5_000
/** Before saying that there is room again, so that it does not flicker. */
const MARGIN = 1.1

/** Watches the free space below the data: better to refuse new messages than to lose a database in the middle of a write. */
export async function diskWatch({ paths, floorBytes, log, everyMs = EVERY_MS, freeOf = freeBytes }: DiskWatchOptions): Promise<DiskWatch> {
  const listeners: ((low: DiskLow | null) => void)[] = []
  let low: DiskLow | null = null
  let seen: DiskLow | null = null

  const look = async (): Promise<void> => {
    const free = await leastFree(paths, freeOf)
    seen = free === null ? null : { free, floor: floorBytes }
    if (free === null) return log.warn({ paths }, 'the free disk space cannot be read')
    const wasLow = low !== null
    const isLow = free < (wasLow ? floorBytes * MARGIN : floorBytes)
    low = isLow ? { free, floor: floorBytes } : null
    if (isLow === wasLow) return
    if (isLow) log.error(low, 'the disk is nearly full')
    else log.info({ free }, 'the disk has room again')
    for (const listener of listeners) listener(low)
  }

  await look()
  const timer = setInterval(() => void look(), everyMs).unref()
  return {
    low: () => low,
    seen: () => seen,
    onChange: (listener) => void listeners.push(listener),
    look,
    [Symbol.dispose]: () => clearInterval(timer),
  }
}

/** null if none can be read. */
async function leastFree(paths: string[], freeOf: (path: string) => Promise<number>): Promise<number | null> {
  const all = await Promise.allSettled(paths.map(freeOf))
  const known = all.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : []))
  return known.length > 0 ? Math.min(...known) : null
}

async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path)
  return bavail * bsize
}
