import type { Content } from '#src/message/content.ts'
import { type Bell, repeat } from '#src/platform/bell.ts'
import type { Db } from '#src/platform/db.ts'
import { heads, laneOf } from '#src/platform/events.ts'
import type { Lease, Leases } from '#src/platform/leases.ts'
import type { Log } from '#src/platform/log.ts'
import { type ByHand, tellByHand } from './by-hand/worker.ts'
import type { Post } from './client.ts'
import { makePlaces } from './places.ts'
import { clearOld, type Hook, keptDays, openHooks } from './store.ts'
import { teller } from './telling/worker.ts'

/**
 * Tells webhooks what happens: each from its own place in the log, one call at a time, so that order holds; each on its own, so that a
 * slow one delays nobody. What is told is written down first: after a crash the same is told again, under the same id.
 */

export type WebhookParts = {
  db: Db
  bell: Bell
  leases: Leases
  log: Log
  content: Content
  post: Post
  now(): Date
  id(): string
  /** From 0 to 1. */
  random(): number
  everyMs?: number
}

export type Webhooks = AsyncDisposable &
  ByHand & {
    /** Somebody changed a webhook. */
    changed(): void
    /** How far the furthest of those that work is behind. */
    behind(): number
  }

/** Calls under way at once, in all and of one workspace; further ones wait for one of them to end. */
const mostAtOnce = 500
const mostOfWorkspace = 20
/** For what other processes wrote, and for those whose time to try again has come. */
const lookEveryMs = 1_000
/** Which webhooks there are is asked this often. */
const knownForMs = 1_000
const clearEveryMs = 10 * 60_000

export function openWebhooks(it: WebhookParts): Webhooks {
  const { db, log } = it
  const stop = new AbortController()
  const underWay = new Map<string, { workspaceId: number; done: Promise<void> }>()
  const places = makePlaces()
  const tellOn = teller({ ...it, places, stop: stop.signal })
  let lease: Lease | null = null
  let hooks: Hook[] = []
  let known = Number.NEGATIVE_INFINITY
  let cleared = performance.now()
  let behind = 0

  const look = async (): Promise<void> => {
    if (!lease?.isHeld()) lease = await it.leases.take('webhooks')
    if (!lease) return
    if (performance.now() - known > knownForMs) {
      known = performance.now()
      hooks = await openHooks(db)
      places.keep(new Set(hooks.map(({ id }) => id)))
    }
    const ends = hooks.length > 0 ? await heads(db.spineRead) : new Map<number, number>()
    behind = 0
    for (const hook of hooks) {
      const end = ends.get(laneOf(hook.workspaceId)) ?? 0
      const waiting = end - places.of(hook)
      if (hook.state === 'active') behind = Math.max(behind, waiting)
      if (waiting > 0 && hook.nextTryAt <= it.now() && hasRoom(hook)) start(hook)
    }
    if (performance.now() - cleared > clearEveryMs) {
      cleared = performance.now()
      await clearOld(db, new Date(it.now().getTime() - keptDays * 86_400_000))
    }
  }

  const hasRoom = ({ id, workspaceId }: Hook): boolean => {
    if (underWay.has(id) || underWay.size >= mostAtOnce) return false
    return [...underWay.values()].filter((one) => one.workspaceId === workspaceId).length < mostOfWorkspace
  }

  const start = ({ id, workspaceId }: Hook): void => {
    const done = tellOn(workspaceId, id, mayGoOn)
      .catch((cause) => log.warn({ err: cause, webhook: id }, 'a webhook stumbled; trying again'))
      .finally(() => {
        underWay.delete(id)
        changed()
      })
    underWay.set(id, { workspaceId, done })
  }

  const mayGoOn = (): boolean => !stop.signal.aborted && lease?.isHeld() === true

  const looking = repeat(look, it.everyMs ?? lookEveryMs, (cause) =>
    log.warn({ err: cause }, 'webhooks could not be looked at; trying again'),
  )
  const rung = it.bell.answer(async () => looking.wake(), { everyMs: lookEveryMs, failed: () => {} }) // waking cannot fail
  const changed = (): void => {
    known = Number.NEGATIVE_INFINITY
    looking.wake()
  }

  return {
    ...tellByHand({ ...it, stop: stop.signal }),
    changed,
    behind: () => behind,
    async [Symbol.asyncDispose]() {
      stop.abort()
      await rung[Symbol.asyncDispose]()
      await looking.stop()
      await Promise.all([...underWay.values()].map(({ done }) => done))
      if (lease) await it.leases.release('webhooks')
    },
  }
}
