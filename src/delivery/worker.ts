import type { Channel, Connection, Link, Tell } from '#src/channels/channel.ts'
import { overHttp } from '#src/channels/over-http.ts'
import type { Outcome } from '#src/message/outcome.ts'
import type { Lease, Leases } from '#src/platform/leases.ts'
import type { Log } from '#src/platform/log.ts'
import { makeLanes, type Waiting } from './lanes.ts'

/** What is due waits here in memory, for one link. */
export type Item = Waiting & { message: { id: string; workspaceId: number } }

export type LinkToOpen = { id: string; name: string; channel: Channel<unknown>; link: Omit<Link<unknown>, 'trouble' | 'changed' | 'roomy'> }

/** What the spine does for a link; app.ts hands it over. */
export type Spine<T extends Item> = {
  /** Judged again, marked as leaving; answers what may be handed to the link. */
  dispatch(items: T[], lease: Lease): Promise<T[]>
  /** Written down; answers what goes back to the queue, due when. */
  conclude(linkId: string, settled: { item: T; outcome: Outcome }[]): Promise<{ id: string; again: T }[]>
  /** What waits in the database for this link and is not in memory, oldest first. */
  load(linkId: string, limit: number, known: (id: string) => boolean): Promise<{ items: T[]; more: boolean }>
  /** Whatever a process that is gone had under way on this link. */
  recover(linkId: string, lease: Lease): Promise<void>
}

export type OpenLink<T extends Item> = AsyncDisposable & {
  readonly id: string
  readonly name: string
  up(): boolean
  why(): string | null
  /** What was just written down, so that nothing need be read again. */
  offer(items: readonly T[]): void
  /** Looks for what waits in the database. */
  reload(): void
  readonly figures: { waiting(): number; underWay(): number; room(): number }
}

/** Beyond this many in memory the rest stays in the database until there is room. */
const inMemory = 20_000
/** Read again from the database when fewer than this wait. */
const lowWater = 2_000
const loadAtOnce = 2_000
/** How many are judged and marked in one transaction. */
const batchLimit = 500
/** How often the database is looked at for what other processes left: held messages, other links' failures. */
const lookEveryMs = 5_000
/** How long after a failed step the link is tried again. */
const restMs = 1_000

/** Keeps one link open for as long as we hold its lease, and carries to it what is due, in order within each lane. */
export function openLink<T extends Item>(
  it: LinkToOpen,
  { spine, leases, log, tell, changed }: { spine: Spine<T>; leases: Leases; log: Log; tell: Tell; changed(): void },
): OpenLink<T> {
  const lanes = makeLanes<T>(inMemory)
  const known = new Map<string, T>()
  let connection: Connection | null = null
  let lease: Lease | null = null
  let up = false
  let why: string | null = 'starting'
  let stopped = false
  let loading = true
  let wake: () => void = () => {}
  let woken = false
  const log1 = log.child({ link: it.name })

  const poke = (): void => {
    woken = true
    wake()
  }
  const rest = (ms: number): Promise<void> => {
    if (woken || stopped) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  const link: Link<unknown> = {
    ...it.link,
    trouble: (cause) => log1.warn({ err: cause }, 'trouble on a link'),
    changed: (isUp, because) => {
      if (isUp !== up || because !== why) log1.info({ up: isUp, why: because }, isUp ? 'link is up' : 'link is down')
      up = isUp
      why = because ?? null
      changed()
      poke()
    },
    roomy: poke,
  }

  /** Ours from here on: what the one before us had under way is in doubt, and the rest waits in the database. */
  const begin = async (): Promise<boolean> => {
    lease = await leases.take(`link:${it.id}`)
    if (!lease) {
      why = 'another process holds it'
      return false
    }
    await spine.recover(it.id, lease)
    loading = true
    connection = 'connect' in it.channel ? it.channel.connect(link, tell) : overHttp(it.channel, link, callsAtOnce)
    if (!('connect' in it.channel)) link.changed?.(true)
    return true
  }

  const letGo = async (): Promise<void> => {
    const open = connection
    connection = null
    lease = null
    up = false
    changed()
    await open?.[Symbol.asyncDispose]()
    lanes.clear()
    known.clear()
  }

  const add = (items: readonly T[]): void => {
    for (const item of items) {
      if (known.has(item.message.id) || lanes.overflowed()) continue
      lanes.offer([item])
      if (!lanes.overflowed()) known.set(item.message.id, item)
    }
  }

  const load = async (): Promise<void> => {
    loading = false
    lanes.accepting()
    const { items, more } = await spine.load(it.id, loadAtOnce, (id) => known.has(id))
    add(items)
    if (more && items.length > 0) loading = true
  }

  const settle = (outcomes: { id: string; outcome: Outcome }[]): void => {
    const settled = outcomes.flatMap(({ id, outcome }) => {
      const item = known.get(id)
      return item ? [{ item, outcome }] : []
    })
    void concludeSurely(settled)
  }

  /** An outcome must be written down: until the database takes it, its lane stays busy and we try again. */
  const concludeSurely = async (settled: { item: T; outcome: Outcome }[]): Promise<void> => {
    for (;;)
      try {
        const again = new Map((await spine.conclude(it.id, settled)).map(({ id, again: item }) => [id, item]))
        for (const { item } of settled) {
          const back = again.get(item.message.id)
          if (back) known.set(item.message.id, back)
          else known.delete(item.message.id)
          lanes.free(item.lane, back)
        }
        return poke()
      } catch (cause) {
        log1.error({ err: cause, messages: settled.length }, 'outcomes could not be written down; trying again')
        if (stopped) return // what was marked as leaving is in doubt, and the next process finds it so
        await new Promise((resolve) => setTimeout(resolve, restMs))
      }
  }

  const carry = async (held: Lease, open: Connection): Promise<number> => {
    const now = Date.now()
    const items = lanes.take(Math.min(open.room(), batchLimit), now)
    if (items.length === 0) return 0
    try {
      const going = await spine.dispatch(items, held)
      const goes = new Set(going.map(({ message }) => message.id))
      for (const item of items) if (!goes.has(item.message.id)) forget(item)
      handOver(open, going)
    } catch (cause) {
      for (const item of items) lanes.free(item.lane, item)
      throw cause
    }
    return items.length
  }

  const forget = (item: T): void => {
    known.delete(item.message.id)
    lanes.free(item.lane)
  }

  /** The link may have gone while they were being marked: they come back unharmed. */
  const handOver = (open: Connection, going: T[]): void => {
    const fits = going.slice(0, open.room())
    const rest = going.slice(fits.length)
    // `as`: an item holds the whole message; only channels need to know
    if (fits.length > 0) open.send(fits.map(({ message }) => message) as Parameters<Connection['send']>[0], settle)
    if (rest.length > 0) settle(rest.map(({ message }) => ({ id: message.id, outcome: { kind: 'refused', why: 'link_down', retry: 'later' } })))
  }

  const run = async (): Promise<void> => {
    let looked = performance.now()
    while (!stopped) {
      woken = false
      try {
        if (lease && !lease.isHeld()) {
          log1.warn('the lease of the link is lost')
          await letGo()
        }
        if (!lease && !(await begin())) {
          await rest(restMs)
          continue
        }
        if (performance.now() - looked > lookEveryMs) {
          looked = performance.now()
          loading = true
        }
        if (loading && lanes.size() < lowWater) await load()
        const carried = lease && connection && lease.isHeld() ? await carry(lease, connection) : 0
        if (carried === 0) await rest(waitFor(lanes.nextDue(Date.now())))
      } catch (cause) {
        log1.error({ err: cause }, 'a step of a link failed; trying again')
        await rest(restMs)
      }
    }
  }
  const running = run()

  return {
    id: it.id,
    name: it.name,
    up: () => up,
    why: () => (up ? null : why),
    offer(items) {
      if (!lease) return
      add(items)
      poke()
    },
    reload() {
      loading = true
      poke()
    },
    figures: { waiting: () => lanes.size(), underWay: () => lanes.busy(), room: () => connection?.room() ?? 0 },
    async [Symbol.asyncDispose]() {
      stopped = true
      poke()
      await running
      await letGo()
    },
  }
}

/** Calls to one HTTP channel under way at once. */
const callsAtOnce = 20

const waitFor = (nextDue: number | null): number => Math.max(1, Math.min(lookEveryMs, nextDue === null ? lookEveryMs : nextDue - Date.now()))
