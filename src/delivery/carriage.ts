import type { Connection } from '#src/channels/channel.ts'
import type { Outcome } from '#src/message/outcome.ts'
import type { Lease } from '#src/platform/leases.ts'
import { type Item, type Loaded, makeMemory } from './memory.ts'

/** One link for as long as one lease on it lasts: what is due is judged, marked, handed over, and its outcome written down. */

/** What the spine does for a link; app.ts hands it over. */
export type Spine<T extends Item> = {
  /** Judged again, marked as leaving; answers what may be handed to the link. */
  dispatch(items: T[], linkId: string, lease: Lease): Promise<T[]>
  /** Written down; answers what goes back to the queue, due when. */
  conclude(linkId: string, settled: { item: T; outcome: Outcome }[], lease: Lease): Promise<{ id: string; again: T }[]>
  /** What waits in the database for this link and is not in memory, oldest first. `sealed`: whose key was away the last time. */
  load(linkId: string, limit: number, known: Known, sealed: number[]): Promise<Loaded<T>>
  /** Whatever a process that is gone had under way on this link. */
  recover(linkId: string, lease: Lease): Promise<void>
  /** Whether the workspace's words may be used now. */
  readable(workspaceId: number): boolean
}
export type Known = { has(id: string): boolean; size(): number }

/** Beyond this many in memory the rest stays in the database until there is room. */
const inMemory = 20_000
/** Read again from the database when fewer than this wait. */
const lowWater = 2_000
const loadAtOnce = 2_000
/** How many are judged and marked in one transaction. */
const batchLimit = 500
/** How often it is asked whether the words in memory may still be there. */
const lookAroundMs = 1_000
/** How long after a failed writing of outcomes it is tried again. */
const restMs = 1_000

export type CarriageParts<T extends Item> = {
  linkId: string
  lease: Lease
  spine: Spine<T>
  connection: Connection
  now(): number
  pause(ms: number): Promise<void>
  failed(cause: unknown, what: string): void
  /** There is something to do. */
  poke(): void
  /** The process ends: what cannot be written down now is found in doubt by the next. */
  givingUp(): boolean
}

export function makeCarriage<T extends Item>({ linkId, lease, spine, connection, ...it }: CarriageParts<T>) {
  const memory = makeMemory<T>({ limit: inMemory, lowWater })
  /** Handed over, and no outcome yet: each is settled once, whatever the link says twice. */
  const handed = new Map<string, T>()
  const concluding = new Set<Promise<void>>()
  let lookedAround = it.now()

  const load = async (): Promise<void> => {
    memory.beginRead()
    let loaded: Loaded<T> | null = null
    try {
      loaded = await spine.load(linkId, loadAtOnce, memory.known, memory.sealed())
    } finally {
      memory.endRead(loaded)
    }
  }

  const settle = (outcomes: readonly { id: string; outcome: Outcome }[]): void => {
    const settled = outcomes.flatMap(({ id, outcome }) => {
      const item = handed.get(id)
      handed.delete(id)
      return item ? [{ item, outcome }] : []
    })
    if (settled.length === 0) return
    const work = concludeSurely(settled).finally(() => concluding.delete(work))
    concluding.add(work)
  }

  /** An outcome must be written down: until the database takes it, its lane stays busy and we try again. */
  const concludeSurely = async (settled: { item: T; outcome: Outcome }[]): Promise<void> => {
    for (;;)
      try {
        const again = new Map((await spine.conclude(linkId, settled, lease)).map(({ id, again: item }) => [id, item]))
        for (const { item } of settled) memory.settle(item, again.get(item.message.id))
        return it.poke()
      } catch (cause) {
        it.failed(cause, 'outcomes could not be written down; trying again')
        if (it.givingUp()) return
        await it.pause(restMs)
      }
  }

  const carry = async (): Promise<number> => {
    const items = memory.take(Math.min(connection.room(), batchLimit), it.now())
    if (items.length === 0) return 0
    let going: T[]
    try {
      going = await spine.dispatch(items, linkId, lease)
    } catch (cause) {
      // Perhaps marked and perhaps not, and none handed over: marking again under the same lease finds both.
      memory.putBack(items)
      throw cause
    }
    const goes = new Set(going.map(({ message }) => message.id))
    for (const item of items) if (!goes.has(item.message.id)) memory.forget(item)
    handOver(going)
    return items.length
  }

  /** The link, or our hold on it, may have gone while they were being marked: then they go back unharmed. */
  const handOver = (going: readonly T[]): void => {
    for (const item of going) handed.set(item.message.id, item)
    const fits = lease.isHeld() ? going.slice(0, connection.room()) : []
    if (fits.length > 0)
      try {
        // `as`: an item holds the whole message; only channels need to know
        connection.send(fits.map(({ message }) => message) as Parameters<Connection['send']>[0], settle)
      } catch (cause) {
        // A bug in the channel: nobody knows how far it came.
        it.failed(cause, 'a link failed while taking messages')
        settle(fits.map(({ message }) => ({ id: message.id, outcome: { kind: 'unknown' } })))
      }
    const left = going.slice(fits.length)
    settle(left.map(({ message }) => ({ id: message.id, outcome: { kind: 'refused', why: 'link_down', retry: 'later' } })))
  }

  /** What waits in the link for its turn, while its workspace's key has gone: it waits in the database instead, until the key is back. */
  const takeBack = (): void => {
    const unreadable = [...handed.values()].filter(({ message }) => !spine.readable(message.workspaceId))
    if (unreadable.length > 0) connection.takeBack?.(unreadable.map(({ message }) => message.id))
  }

  return {
    lease,
    offer: memory.offer,
    fallBehind: memory.fallBehind,
    /** Answers how many left, or may leave at once after more was read. */
    async step(): Promise<number> {
      if (it.now() - lookedAround >= lookAroundMs) {
        lookedAround = it.now()
        memory.letGo(spine.readable)
        takeBack()
      }
      if (memory.wantsRead()) await load()
      return lease.isHeld() ? carry() : 0
    },
    nextDue: () => memory.nextDue(it.now()),
    figures: { waiting: () => memory.size(), underWay: () => memory.busy(), room: () => connection.room() },
    /** Closes the link. Its last outcomes may still be on their way to the database: `settled` waits for them. */
    close: async (): Promise<void> => connection[Symbol.asyncDispose](),
    settled: async (): Promise<void> => void (await Promise.all(concluding)),
  }
}
export type Carriage<T extends Item> = ReturnType<typeof makeCarriage<T>>
