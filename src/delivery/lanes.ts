/**
 * What waits for one link, in memory: first come first served among lanes, but never two of one lane at a time, so that order holds within
 * a conversation. Within a lane the order is that of `orderOf`, however late something is added. A lane is busy from `take` to `free`.
 */
export type Waiting = { lane: string; dueAt: number }

export function makeLanes<T extends Waiting>(limit: number, orderOf: (item: T) => string) {
  const lanes = new Map<string, T[]>()
  const busy = new Set<string>()
  /** Lanes that may have something ready, in the order they came. */
  let ready: string[] = []
  let size = 0

  /** False, and nothing is added, beyond `limit`. */
  const offer = (item: T): boolean => {
    if (size >= limit) return false
    size += 1
    const waiting = lanes.get(item.lane)
    if (waiting) waiting.splice(placeOf(waiting, item), 0, item)
    else {
      lanes.set(item.lane, [item])
      if (!busy.has(item.lane)) ready.push(item.lane)
    }
    return true
  }

  /** From the end, where the youngest belong. */
  const placeOf = (waiting: readonly T[], item: T): number => {
    let place = waiting.length
    while (place > 0 && orderOf(waiting[place - 1]!) > orderOf(item)) place -= 1
    return place
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
    /** Takes out what waits and is not wanted here any more; what is under way stays. */
    drop(unwanted: (item: T) => boolean): T[] {
      const dropped: T[] = []
      for (const [lane, waiting] of lanes) {
        const kept = waiting.filter((item) => !unwanted(item))
        if (kept.length === waiting.length) continue
        dropped.push(...waiting.filter(unwanted))
        if (kept.length === 0) lanes.delete(lane)
        else lanes.set(lane, kept)
      }
      size -= dropped.length
      return dropped
    },
    size: () => size,
    busy: () => busy.size,
    /** When the first thing that waits is due; null when nothing waits on time alone. */
    nextDue(now: number): number | null {
      let next: number | null = null
      for (const lane of ready) {
        const first = lanes.get(lane)?.[0]
        if (first && !busy.has(lane) && first.dueAt > now && (next === null || first.dueAt < next)) next = first.dueAt
      }
      return next
    },
  }
}
export type Lanes<T extends Waiting> = ReturnType<typeof makeLanes<T>>
