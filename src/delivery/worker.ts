import type { Channel, Connection, Link, Tell } from '#src/channels/channel.ts'
import { overHttp } from '#src/channels/over-http.ts'
import type { Leases } from '#src/platform/leases.ts'
import type { Log } from '#src/platform/log.ts'
import { type Carriage, makeCarriage, type Spine } from './carriage.ts'
import type { Item } from './memory.ts'
import { inWords, withoutRetry } from './try-out/in-words.ts'

export type LinkToOpen = { id: string; name: string; channel: Channel<unknown>; link: Omit<Link<unknown>, 'trouble' | 'changed' | 'roomy'> }

export type OpenLink<T extends Item> = AsyncDisposable & {
  readonly id: string
  readonly name: string
  up(): boolean
  /** In words for people: what it means, and what the other side said. */
  why(): string | null
  /** What was just written down, so that nothing need be read again. */
  offer(items: readonly T[]): void
  /** Looks for what waits in the database. */
  reload(): void
  readonly figures: { waiting(): number; underWay(): number; room(): number }
}

/** How often the database is looked at for what other processes left: held messages, other links' failures. */
const lookEveryMs = 5_000
/** While something waits in memory, or in the link, so often it is asked whether its words may still be there. */
const lookAroundMs = 1_000
/** How long after a failed step the link is tried again. */
const restMs = 1_000
const pauseStepMs = 100
/** Calls to one HTTP channel under way at once. */
const callsAtOnce = 20

/** Keeps one link open for as long as we hold its lease, and carries to it what is due, in order within each lane. */
export function openLink<T extends Item>(
  it: LinkToOpen,
  { spine, leases, log, tell, changed }: { spine: Spine<T>; leases: Leases; log: Log; tell: Tell; changed(): void },
): OpenLink<T> {
  const leaseName = `link:${it.id}`
  const log1 = log.child({ link: it.name })
  /** Outcomes still on their way to the database when their lease had ended. */
  const trailing = new Set<Promise<void>>()
  let carriage: Carriage<T> | null = null
  /** Which of the connections we had is the one that counts. */
  let opened: object | null = null
  let up = false
  let why: string | null = 'starting'
  let stopped = false
  let woken = false
  let wake: () => void = () => {}

  const poke = (): void => {
    woken = true
    wake()
  }
  /** Only the loop rests; there is one waker. */
  const rest = async (ms: number): Promise<void> => {
    if (woken || stopped) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
  /** After a failure no poke brings the next one about at once; only stopping does. */
  const pause = async (ms: number): Promise<void> => {
    for (let waited = 0; !stopped && waited < ms; waited += pauseStepMs) await new Promise((resolve) => setTimeout(resolve, pauseStepMs))
  }

  const open = (): Connection => {
    const mine = {}
    opened = mine
    const link: Link<unknown> = {
      ...it.link,
      trouble: (cause) => log1.warn({ err: cause }, 'trouble on a link'),
      changed: (isUp, because) => opened === mine && tellChange(isUp, because ?? null),
      roomy: poke,
    }
    if ('connect' in it.channel) return it.channel.connect(link, tell)
    tellChange(true, null)
    return overHttp(it.channel, link, callsAtOnce)
  }

  const tellChange = (isUp: boolean, because: string | null): void => {
    if (isUp !== up || withoutRetry(because ?? '') !== withoutRetry(why ?? ''))
      log1.info({ up: isUp, why: because }, isUp ? 'link is up' : 'link is down')
    up = isUp
    why = because
    changed()
    poke()
  }

  /** Ours from here on: what the one before us had under way is in doubt, and the rest waits in the database. */
  const begin = async (): Promise<Carriage<T> | null> => {
    const lease = await leases.take(leaseName)
    if (!lease) {
      why = 'another process holds it'
      return null
    }
    await spine.recover(it.id, lease)
    return makeCarriage<T>({
      ...{ linkId: it.id, lease, spine, connection: open(), pause, poke },
      now: () => Date.now(),
      failed: (cause, what) => log1.error({ err: cause }, what),
      givingUp: () => stopped,
    })
  }

  const letGo = async (): Promise<void> => {
    const ended = carriage
    carriage = null
    opened = null
    up = false
    changed()
    if (!ended) return
    await ended.close()
    const last = ended.settled().finally(() => trailing.delete(last))
    trailing.add(last)
  }

  const run = async (): Promise<void> => {
    let looked = performance.now()
    while (!stopped) {
      woken = false
      try {
        if (carriage && !carriage.lease.isHeld()) {
          log1.warn('the lease of the link is lost')
          await letGo()
        }
        carriage ??= await begin()
        if (!carriage) {
          await rest(restMs)
          continue
        }
        if (performance.now() - looked > lookEveryMs) {
          looked = performance.now()
          carriage.fallBehind()
        }
        if ((await carriage.step()) === 0) await rest(waitFor(carriage))
      } catch (cause) {
        log1.error({ err: cause }, 'a step of a link failed; trying again')
        await pause(restMs)
      }
    }
  }

  const waitFor = ({ nextDue, figures }: Carriage<T>): number => {
    const due = nextDue()
    const longest = figures.waiting() > 0 || figures.underWay() > 0 ? lookAroundMs : lookEveryMs
    return Math.max(1, Math.min(longest, due === null ? longest : due - Date.now()))
  }
  const running = run()

  return {
    id: it.id,
    name: it.name,
    up: () => up,
    why: () => (up || why === null ? null : inWords(why)),
    offer(items) {
      carriage?.offer(items)
      poke()
    },
    reload() {
      carriage?.fallBehind()
      poke()
    },
    figures: {
      waiting: () => carriage?.figures.waiting() ?? 0,
      underWay: () => carriage?.figures.underWay() ?? 0,
      room: () => carriage?.figures.room() ?? 0,
    },
    async [Symbol.asyncDispose]() {
      stopped = true
      poke()
      await running
      await letGo()
      await Promise.all(trailing)
      // Whoever comes next finds in doubt what could not be written down; without this we ourselves would come back under the same lease.
      await leases.release(leaseName).catch((cause) => log1.warn({ err: cause }, 'a lease ends by itself in some seconds'))
    },
  }
}
