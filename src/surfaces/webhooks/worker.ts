import type { Content } from '#src/message/content.ts'
import { type Bell, repeat } from '#src/platform/bell.ts'
import type { Db, Tx } from '#src/platform/db.ts'
import { append, type Event, heads, laneOf, readWorkspace } from '#src/platform/events.ts'
import type { Lease, Leases } from '#src/platform/leases.ts'
import type { Log } from '#src/platform/log.ts'
import { after } from './back-off.ts'
import { bodyOf, fitting, mostEvents, type Told, told } from './body.ts'
import type { Post, Posted } from './client.ts'
import { wants } from './kinds.ts'
import { type Secret, signature, signatureHeader } from './signing.ts'
import {
  abandonPending,
  begin,
  clearOld,
  type Delivery,
  deliveryById,
  type Hook,
  hookById,
  keptDays,
  moveOn,
  noteTry,
  openHooks,
  pendingOf,
  saveHook,
} from './store.ts'
import { between, readAtOnce, withMessages } from './telling/store.ts'

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

export type Webhooks = AsyncDisposable & {
  /** Somebody changed a webhook. */
  changed(): void
  /** Tells what a delivery told once more, now. */
  replay(hook: Hook, delivery: Delivery): Promise<Delivery>
  /** Tells an event that never happened. */
  test(hook: Hook): Promise<Delivery>
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
/** A place that moved only over what is not wanted is noted this often: each note is a write. */
const noteEveryMs = 5_000
/** While the workspace's key is away, nothing can be signed. */
const keyWaitMs = 60_000
const clearEveryMs = 10 * 60_000

type Next = 'more' | 'rest'

export function openWebhooks(it: WebhookParts): Webhooks {
  const { db, content, log } = it
  const stop = new AbortController()
  const underWay = new Map<string, { workspaceId: number; done: Promise<void> }>()
  /** How far the log was looked through beyond the place that is noted. */
  const looked = new Map<string, { from: number; to: number; since: number }>()
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
      const ids = new Set(hooks.map(({ id }) => id))
      for (const id of looked.keys()) if (!ids.has(id)) looked.delete(id)
    }
    const ends = hooks.length > 0 ? await heads(db.spineRead) : new Map<number, number>()
    behind = 0
    for (const hook of hooks) {
      const end = ends.get(laneOf(hook.workspaceId)) ?? 0
      const waiting = end - placeOf(hook)
      if (hook.state === 'active') behind = Math.max(behind, waiting)
      if (waiting > 0 && hook.nextTryAt <= it.now() && hasRoom(hook)) start(hook)
    }
    if (performance.now() - cleared > clearEveryMs) {
      cleared = performance.now()
      await clearOld(db, new Date(it.now().getTime() - keptDays * 86_400_000))
    }
  }

  const placeOf = ({ id, seq }: Hook): number => {
    const seen = looked.get(id)
    return seen?.from === seq ? seen.to : seq
  }

  const hasRoom = ({ id, workspaceId }: Hook): boolean => {
    if (underWay.has(id) || underWay.size >= mostAtOnce) return false
    return [...underWay.values()].filter((one) => one.workspaceId === workspaceId).length < mostOfWorkspace
  }

  const start = ({ id, workspaceId }: Hook): void => {
    const done = run(workspaceId, id)
      .catch((cause) => log.warn({ err: cause, webhook: id }, 'a webhook stumbled; trying again'))
      .finally(() => {
        underWay.delete(id)
        changed()
      })
    underWay.set(id, { workspaceId, done })
  }

  const run = async (workspaceId: number, id: string): Promise<void> => {
    while (!stop.signal.aborted && lease?.isHeld() && (await step(workspaceId, id)) === 'more');
  }

  const step = async (workspaceId: number, id: string): Promise<Next> => {
    const next = await db.web(workspaceId, (tx) => prepare(tx, workspaceId, id))
    if (typeof next === 'string') return next
    const { hook, delivery, events } = next
    const posted = await call(hook, delivery, events)
    if (stop.signal.aborted) return 'rest' // nobody knows whether it arrived: it is told again, under the same id
    if (posted === null) return keyAway(hook)
    return settle(hook, delivery, posted)
  }

  /** What is to be told next, written down before it is. */
  const prepare = async (tx: Tx, workspaceId: number, id: string): Promise<Next | { hook: Hook; delivery: Begun; events: Told[] }> => {
    const hook = await hookById(tx, workspaceId, id)
    if (!hook || hook.state === 'paused' || hook.nextTryAt > it.now()) return 'rest'
    const pending = await pendingOf(tx, workspaceId, id)
    if (pending) {
      const events = await between(tx, content, hook, pending)
      if (events.length > 0) return { hook, delivery: pending, events }
      // what it told is gone from the log
      await abandonPending(tx, workspaceId, id)
      await moveOn(tx, hook, pending.lastSeq)
      return 'more'
    }
    const read = await readWorkspace(tx, workspaceId, { after: placeOf(hook), limit: readAtOnce })
    const wanted = read.filter(({ kind }) => wants(hook.kinds, kind)).slice(0, mostEvents)
    if (wanted.length === 0) return passOver(tx, hook, read)
    const events = fitting(await withMessages(tx, content, workspaceId, wanted))
    const delivery: Begun = {
      ...{ id: it.id(), webhookId: id, kind: 'events', events: events.length, madeAt: it.now(), replayOf: null },
      ...{ firstSeq: events[0]!.seq, lastSeq: events.at(-1)!.seq }, // at least one fits
    }
    await begin(tx, workspaceId, delivery)
    return { hook, delivery, events }
  }

  const passOver = async (tx: Tx, hook: Hook, read: readonly Event[]): Promise<Next> => {
    const last = read.at(-1)
    if (!last) return 'rest'
    const seen = looked.get(hook.id)
    const since = seen?.from === hook.seq ? seen.since : performance.now()
    if (performance.now() - since > noteEveryMs) await moveOn(tx, hook, last.seq)
    else looked.set(hook.id, { from: hook.seq, to: last.seq, since })
    return read.length === readAtOnce ? 'more' : 'rest'
  }

  /** Null: it cannot be signed, because the workspace's key is away. */
  const call = async ({ workspaceId, id, url, secrets }: Hook, delivery: Begun, events: readonly Told[]): Promise<Posted | null> => {
    const [opened] = await content.open([{ workspaceId, table: 'webhooks', row: id, column: 'secrets', sealed: secrets }])
    if (!(opened instanceof Uint8Array)) return null
    const body = bodyOf(delivery.id, id, events)
    const headers = {
      [signatureHeader]: signature(body, JSON.parse(opened.toString()) as Secret[], it.now()), // `as`: we wrote it
      'tandem-delivery': delivery.id,
    }
    return it.post(url, body, headers, stop.signal)
  }

  const tryOf = async (workspaceId: number, id: string, { status, said, ms }: Posted) => {
    const [sealed] =
      said === '' ? [null] : await content.seal([{ workspaceId, table: 'webhook_deliveries', row: id, column: 'said', plain: said }])
    return { at: it.now(), ms, status, said: sealed instanceof Uint8Array ? sealed : null }
  }

  const settle = async ({ workspaceId, id }: Hook, delivery: Begun, posted: Posted): Promise<Next> => {
    const tried = await tryOf(workspaceId, delivery.id, posted)
    return db.web(workspaceId, async (tx) => {
      const hook = await hookById(tx, workspaceId, id, { lock: true })
      if (!hook) return 'rest'
      const { failingSince } = hook
      const now = it.now()
      const then = after(posted, { attempts: hook.attempts + 1, failingSince, now, random: it.random() })
      const ours = await noteTry(tx, workspaceId, delivery.id, then.kind === 'delivered' ? 'delivered' : 'pending', tried)
      if (!ours) return 'more'
      const isPaused = hook.state === 'paused' // by somebody, while it was being told
      if (then.kind === 'delivered') {
        const well = { failingSince: null, attempts: 0, nextTryAt: now, seq: delivery.lastSeq }
        await saveHook(tx, { ...hook, ...well, ...(!isPaused && { state: 'active', why: null }) })
        return isPaused ? 'rest' : 'more'
      }
      const ill = { attempts: hook.attempts + 1, failingSince: failingSince ?? now, nextTryAt: then.kind === 'again' ? then.at : now }
      const state = then.kind === 'paused' ? 'paused' : 'failing'
      await saveHook(tx, { ...hook, ...ill, ...(!isPaused && { state, why: then.why }) })
      if (then.kind === 'paused' && !isPaused) {
        log.warn({ webhook: id, why: then.why }, 'a webhook was paused')
        append(tx, [{ workspaceId, at: now, kind: 'webhook.paused', data: { webhook: id, name: hook.name, why: then.why, by: 'Tandem' } }])
      }
      return 'rest'
    })
  }

  const keyAway = ({ workspaceId, id }: Hook): Promise<Next> =>
    db.web(workspaceId, async (tx): Promise<Next> => {
      const hook = await hookById(tx, workspaceId, id, { lock: true })
      const why = 'The workspace’s key cannot be had, so nothing can be signed. It goes on when the key is back.'
      if (hook && hook.state !== 'paused') await saveHook(tx, { ...hook, why, nextTryAt: new Date(it.now().getTime() + keyWaitMs) })
      return 'rest'
    })

  /** Once, and at once: whoever pressed the button hears what came of it. */
  const tellNow = async (hook: Hook, delivery: Begun, eventsOf: (tx: Tx) => Promise<Told[]>): Promise<Delivery> => {
    const { workspaceId } = hook
    const events = await db.web(workspaceId, async (tx) => {
      const all = await eventsOf(tx)
      await begin(tx, workspaceId, { ...delivery, events: all.length })
      return all
    })
    const posted = (await call(hook, delivery, events)) ?? { status: null, said: 'the workspace’s key cannot be had', ms: 0, askedMs: 0 }
    const good = posted.status !== null && posted.status >= 200 && posted.status < 300
    const tried = await tryOf(workspaceId, delivery.id, posted)
    const noted = await db.web(workspaceId, async (tx) => {
      await noteTry(tx, workspaceId, delivery.id, good ? 'delivered' : 'failed', tried)
      return deliveryById(tx, workspaceId, hook.id, delivery.id)
    })
    if (!noted) throw new Error(`webhook ${hook.id} was removed while it was called`)
    return noted
  }

  const looking = repeat(look, it.everyMs ?? lookEveryMs, (cause) =>
    log.warn({ err: cause }, 'webhooks could not be looked at; trying again'),
  )
  const rung = it.bell.answer(async () => looking.wake(), { everyMs: lookEveryMs, failed: () => {} }) // waking cannot fail
  const changed = (): void => {
    known = Number.NEGATIVE_INFINITY
    looking.wake()
  }

  return {
    changed,
    behind: () => behind,
    replay: (hook, of) =>
      of.kind === 'test'
        ? tellNow(hook, testOf(hook, it), async () => testEvents(hook, it.now()))
        : tellNow(hook, { ...of, id: it.id(), kind: 'replay', madeAt: it.now(), replayOf: of.replayOf ?? of.id }, async (tx) =>
            fitting(await between(tx, content, hook, of)),
          ),
    test: (hook) => tellNow(hook, testOf(hook, it), async () => testEvents(hook, it.now())),
    async [Symbol.asyncDispose]() {
      stop.abort()
      await rung[Symbol.asyncDispose]()
      await looking.stop()
      await Promise.all([...underWay.values()].map(({ done }) => done))
      if (lease) await it.leases.release('webhooks')
    },
  }
}

type Begun = Pick<Delivery, 'id' | 'webhookId' | 'kind' | 'firstSeq' | 'lastSeq' | 'events' | 'madeAt' | 'replayOf'>

const testOf = ({ id, seq }: Hook, it: { id(): string; now(): Date }): Begun => ({
  ...{ id: it.id(), webhookId: id, kind: 'test', firstSeq: seq, lastSeq: seq, events: 1, madeAt: it.now(), replayOf: null },
})

const testEvents = ({ id, name, seq }: Hook, at: Date): Told[] =>
  told([{ seq, at, kind: 'webhook.test', messageId: null, conversationId: null, data: { webhook: id, name } }], new Map())
