import { makeLanes, type Waiting } from './lanes.ts'

/**
 * What one link has in memory of what waits for it, and whether the database has more. While it may have more, nothing that is offered is
 * taken in ahead of it: it is read from there, in the order of its life. That is how order survives a restart, an overflow, a key that
 * comes back, and what other processes write.
 */
export type Item = Waiting & { message: { id: string; workspaceId: number } }

/** What was read: `more` says that there is more, `sealed` whose words could not be read and so stay where they are. */
export type Loaded<T> = { items: readonly T[]; more: boolean; sealed: readonly number[] }

export function makeMemory<T extends Item>({ limit, lowWater }: { limit: number; lowWater: number }) {
  const lanes = makeLanes<T>(limit, ({ message }) => message.id)
  /** Everything waiting or under way, by message. */
  const known = new Map<string, T>()
  /** The database may hold what memory does not. */
  let behind = true
  let reading = false
  /** What is offered while the database is read may be younger than what is being read: it is added after. */
  let meanwhile: T[] = []
  /** Something offered was not taken in, so the database must be read again. */
  let missed = false
  let sealed: ReadonlySet<number> = new Set()

  const add = (item: T): boolean => {
    if (known.has(item.message.id)) return true
    if (!lanes.offer(item)) return false
    known.set(item.message.id, item)
    return true
  }

  const forget = (item: T): void => {
    known.delete(item.message.id)
    lanes.free(item.lane)
  }

  return {
    /** What was just written down. */
    offer(items: readonly T[]): void {
      for (const item of items) {
        if (sealed.has(item.message.workspaceId)) continue
        if (reading && meanwhile.length < limit) meanwhile.push(item)
        else if (reading) missed = true
        else if (!behind && !add(item)) behind = true
      }
    },
    /** The database has something that was not offered here. */
    fallBehind(): void {
      behind = true
      missed = true
    },
    wantsRead: () => behind && lanes.size() < lowWater,
    beginRead(): void {
      reading = true
      missed = false
      meanwhile = []
    },
    endRead(loaded: Loaded<T> | null): void {
      reading = false
      const between = meanwhile
      meanwhile = []
      if (!loaded) return
      sealed = new Set(loaded.sealed)
      let whole = !loaded.more
      for (const item of loaded.items) whole = add(item) && whole
      if (whole) for (const item of between) if (!sealed.has(item.message.workspaceId)) whole = add(item) && whole
      behind = !whole || missed
    },
    take: (count: number, now: number): T[] => lanes.take(count, now),
    /** Nothing came of it: it goes first in its lane. */
    putBack(items: readonly T[]): void {
      for (const item of items) lanes.free(item.lane, item)
    },
    /** It is settled, or waits again, due later. */
    settle(item: T, again?: T): void {
      if (again) known.set(item.message.id, again)
      else known.delete(item.message.id)
      lanes.free(item.lane, again)
    },
    forget,
    /** The words of these workspaces may be in memory no longer. They wait in the database until the key is back. */
    letGo(readable: (workspaceId: number) => boolean): number {
      const away = new Set([...known.values()].map(({ message }) => message.workspaceId).filter((id) => !readable(id)))
      if (away.size === 0) return 0
      sealed = new Set([...sealed, ...away])
      const dropped = lanes.drop(({ message }) => away.has(message.workspaceId))
      for (const { message } of dropped) known.delete(message.id)
      return dropped.length
    },
    known: { has: (id: string) => known.has(id), size: () => known.size },
    /** Left out of what is offered, because it waits for a key. */
    sealed: (): number[] => [...sealed],
    size: () => lanes.size(),
    busy: () => lanes.busy(),
    nextDue: lanes.nextDue,
  }
}
export type Memory<T extends Item> = ReturnType<typeof makeMemory<T>>
