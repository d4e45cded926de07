import { isUnavailable } from './db-errors.ts'

/**
 * Group commit: what arrives during a flush is the next batch, so there is no timer and no wait when it is quiet. A caller's items stay
 * together, in order. If a batch fails, it is halved until only the callers whose items fail are left to hear of it.
 */
export type Group<T, R> = {
  (items: T | readonly T[]): Promise<R[]>
  /** Resolves when nothing waits and nothing is being flushed: for an orderly stop. */
  idle(): Promise<void>
  /** Items that wait, without those being flushed. */
  waiting(): number
}

export type GroupLimits = {
  /** Items of one flush; a single caller's longer list is a batch of its own. */
  maxBatch: number
  /** Beyond this many waiting items callers are refused with GroupFull. */
  maxWaiting: number
}

/** More waits than may: the caller should slow down and come again. */
export class GroupFull extends Error {
  override name = 'GroupFull'
}

type Caller<T, R> = { items: readonly T[]; resolve(results: R[]): void; reject(error: unknown): void }

/** `flush` answers one result per item, in order, and does all or nothing: a part of a failed batch is flushed again. */
export function grouped<T extends object, R>(flush: (batch: T[]) => Promise<R[]>, { maxBatch, maxWaiting }: GroupLimits): Group<T, R> {
  let queue: Caller<T, R>[] = []
  let waiting = 0
  let running = false
  const onIdle: (() => void)[] = []

  const add = (given: T | readonly T[]): Promise<R[]> => {
    const items: readonly T[] = Array.isArray(given) ? [...given] : [given as T]
    if (items.length === 0) return Promise.resolve([])
    if (waiting + items.length > maxWaiting) return Promise.reject(new GroupFull(`${waiting} wait already, and ${maxWaiting} may`))
    return new Promise((resolve, reject) => {
      queue.push({ items, resolve, reject })
      waiting += items.length
      if (running) return
      running = true
      // Whoever asks within the same turn joins the first batch.
      queueMicrotask(run)
    })
  }

  const run = async (): Promise<void> => {
    while (queue.length > 0) {
      const callers = queue.slice(0, fitting(queue, maxBatch))
      queue = queue.slice(callers.length)
      waiting -= callers.reduce((sum, it) => sum + it.items.length, 0)
      await settle(callers, flush)
    }
    running = false
    for (const resolve of onIdle.splice(0)) resolve()
  }

  return Object.assign(add, {
    waiting: () => waiting,
    idle: () => (running ? new Promise<void>((resolve) => onIdle.push(resolve)) : Promise.resolve()),
  })
}

/** How many callers, from the first, fit into a batch: at least one. */
function fitting<T, R>(queue: Caller<T, R>[], maxBatch: number): number {
  let items = 0
  const end = queue.findIndex((it) => {
    items += it.items.length
    return items > maxBatch
  })
  return end === -1 ? queue.length : Math.max(1, end)
}

/** Never throws: each caller hears what became of theirs. */
async function settle<T, R>(callers: Caller<T, R>[], flush: (batch: T[]) => Promise<R[]>): Promise<void> {
  const failure = await attempt(callers, flush)
  if (failure === null) return
  if (callers.length === 1 || isUnavailable(failure.error)) {
    for (const caller of callers) caller.reject(failure.error)
    return
  }
  const middle = callers.length >> 1
  await settle(callers.slice(0, middle), flush)
  await settle(callers.slice(middle), flush)
}

async function attempt<T, R>(callers: Caller<T, R>[], flush: (batch: T[]) => Promise<R[]>): Promise<{ error: unknown } | null> {
  const batch = callers.flatMap((it) => it.items)
  let results: R[]
  try {
    results = await flush(batch)
  } catch (error) {
    return { error }
  }
  // A bug, and not one to try again: the flush has happened.
  const bug = results.length === batch.length ? null : new Error(`flush answered ${results.length} results for ${batch.length} items`)
  let from = 0
  for (const caller of callers) {
    const to = from + caller.items.length
    if (bug) caller.reject(bug)
    else caller.resolve(results.slice(from, to))
    from = to
  }
  return null
}
