/**
 * What waits for one link, in memory: first come first served, but never two of one lane at a time, so that order holds within a
 * conversation. A lane is busy from `take` to `free`. Beyond `limit` nothing is added and `overflowed` says so: the rest lies in the
 * database and is read again when there is room.
 */
export type Waiting = { lane: string; dueAt: number }

export function makeLanes<T extends Waiting>(limit: number) {
  const lanes = new Map<string, T[]>()
  const busy = new Set<string>()
  /** Lanes that may have something ready, in the order they came. */
  let ready: string[] = []
  let size = 0
  let overflowed = false

  const offer = (items: readonly T[]): void => {
    for (const item of items) {
      if (overflowed || size >= limit) {
        overflowed = true
        continue
      }
      size += 1
      const waiting = lanes.get(item.lane)
      if (waiting) waiting.push(item)
      else {
        lanes.set(item.lane, [item])
        if (!busy.has(item.lane)) ready.push(item.lane)
      }
    }
  }

  /** At most `count`, one a lane, of those that are due; each lane is busy until it is freed. */
  const take = (count: number, now: number): T[] => {
    const taken: T[] = []
    const later: string[] = []
    let looked = 0
    for (; looked < ready.length && taken.length < count; looked++) {
      const lane = ready[looked]!
      const first = lanes.get(lane)?.[0]
      if (!first || busy.has(lane)) continue
      if (first.dueAt > now) {
        later.push(lane)
        continue
      }
      taken.push(first)
      remove(lane)
      busy.add(lane)
    }
    ready = looked === ready.length ? later : [...later, ...ready.slice(looked)]
    return taken
  }

  const remove = (lane: string): void => {
    const waiting = lanes.get(lane)!
    waiting.shift()
    size -= 1
    if (waiting.length === 0) lanes.delete(lane)
  }

  return {
    offer,
    take,
    /** What was taken is settled; `again` puts it back at the front of its lane. */
    free(lane: string, again?: T): void {
      busy.delete(lane)
      if (again) {
        const waiting = lanes.get(lane)
        if (waiting) waiting.unshift(again)
        else lanes.set(lane, [again])
        size += 1
      }
      if (lanes.has(lane)) ready.push(lane)
    },
    size: () => size,
    busy: () => busy.size,
    overflowed: () => overflowed,
    /** The database is about to be read again. */
    accepting(): void {
      overflowed = false
    },
    /** When the first thing that waits is due; null when nothing waits on time alone. */
    nextDue(now: number): number | null {
      let next: number | null = null
      for (const lane of ready) {
        const first = lanes.get(lane)?.[0]
        if (first && !busy.has(lane) && first.dueAt > now && (next === null || first.dueAt < next)) next = first.dueAt
      }
      return next
    },
    clear(): void {
      lanes.clear()
      ready = []
      size = 0
      overflowed = false
    },
  }
}
export type Lanes<T extends Waiting> = ReturnType<typeof makeLanes<T>>
