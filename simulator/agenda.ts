/** What the world will do, and when: one timer for all of it, so that ten thousand receipts under way cost ten thousand entries and no timers. */

export type WorldClock = {
  now(): number
  /** Calls `act` once, `ms` from now. The answer calls it off. */
  wake(ms: number, act: () => void): () => void
}

/** Keeps the process alive only as long as something else does. */
export const realClock: WorldClock = {
  now: Date.now,
  wake: (ms, act) => {
    const timer = setTimeout(act, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
}

/** A world in a hurry: so many times as fast as ours. */
export function hastyClock(times: number): WorldClock {
  const start = Date.now()
  return { now: () => start + (Date.now() - start) * times, wake: (ms, act) => realClock.wake(ms / times, act) }
}

/** A clock that moves only when told to. */
export function handClock(start: number): WorldClock & { forward(ms: number): void } {
  let now = start
  let due: { at: number; act: () => void } | null = null // the agenda asks for one waking at a time
  const wake: WorldClock['wake'] = (ms, act) => {
    const mine = { at: now + ms, act }
    due = mine
    return () => {
      if (due === mine) due = null
    }
  }
  const forward = (ms: number): void => {
    const end = now + ms
    while (due && due.at <= end) {
      const { at, act } = due
      due = null
      now = Math.max(now, at)
      act()
    }
    now = end
  }
  return { now: () => now, wake, forward }
}

type Entry = { at: number; order: number; act: () => void }

/** Entries a world may hold. Beyond it `in` throws: a scenario without end is a bug. */
const MAX_ENTRIES = 2_000_000
/** What falls due within this is done in one go. */
const TICK_MS = 5

export class Agenda {
  readonly #clock: WorldClock
  readonly #heap: Entry[] = []
  #order = 0
  #wakeAt = Number.POSITIVE_INFINITY
  #callOff = (): void => {}

  constructor(clock: WorldClock) {
    this.#clock = clock
  }

  now(): number {
    return this.#clock.now()
  }

  /** Same moment: in the order asked. */
  in(ms: number, act: () => void): void {
    if (this.#heap.length >= MAX_ENTRIES) throw new RangeError(`more than ${MAX_ENTRIES} things to do`)
    this.#push({ at: this.now() + Math.max(0, ms), order: this.#order++, act })
    this.#sleep()
  }

  [Symbol.dispose](): void {
    this.#callOff()
    this.#heap.length = 0
  }

  #sleep(): void {
    const first = this.#heap[0]
    if (!first || first.at >= this.#wakeAt) return
    this.#callOff()
    this.#wakeAt = first.at
    const ms = Math.max(first.at - this.now(), 0)
    this.#callOff = this.#clock.wake(ms === 0 ? 0 : Math.max(ms, TICK_MS), () => this.#run())
  }

  #run(): void {
    this.#wakeAt = Number.POSITIVE_INFINITY
    const now = this.now()
    for (let first = this.#heap[0]; first && first.at <= now; first = this.#heap[0]) {
      this.#pop()
      first.act()
    }
    this.#sleep()
  }

  #push(entry: Entry): void {
    const heap = this.#heap
    let at = heap.push(entry) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!sooner(entry, heap[parent]!)) break // a parent exists above 0
      heap[at] = heap[parent]!
      at = parent
    }
    heap[at] = entry
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (!last || heap.length === 0) return
    let at = 0
    for (;;) {
      let child = at * 2 + 1
      if (child >= heap.length) break
      if (child + 1 < heap.length && sooner(heap[child + 1]!, heap[child]!)) child++ // both within the heap
      if (!sooner(heap[child]!, last)) break
      heap[at] = heap[child]!
      at = child
    }
    heap[at] = last
  }
}

const sooner = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)
