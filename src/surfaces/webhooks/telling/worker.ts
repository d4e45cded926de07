import type { Db, Tx } from '#src/platform/db.ts'
import { append, type Event, readWorkspace } from '#src/platform/events.ts'
import type { Log } from '#src/platform/log.ts'
import { after } from '../back-off.ts'
import { fitting, mostEvents, summed, type Told } from '../body.ts'
import { type Begun, type CallParts, call, tryOf } from '../call.ts'
import type { Posted } from '../client.ts'
import { wants } from '../kinds.ts'
import type { Places } from '../places.ts'
import { abandonPending, begin, type Hook, hookById, moveOn, noteTry, pendingOf, saveHook } from '../store.ts'
import { between, readAtOnce, withMessages } from './store.ts'

/** Tells one webhook what waits for it, a call at a time: written down first, then told, then its place moves. */

export type TellingParts = CallParts & {
  db: Db
  log: Log
  places: Places
  id(): string
  /** From 0 to 1. */
  random(): number
}

/** While the workspace's key is away, nothing can be signed. */
const keyWaitMs = 60_000

type Next = 'more' | 'rest'

/** Tells the webhook until nothing waits, a call fails, or it may not go on. */
export function teller(it: TellingParts): (workspaceId: number, id: string, mayGoOn: () => boolean) => Promise<void> {
  const { db, content, log, places } = it

  const tellOn = async (workspaceId: number, id: string, mayGoOn: () => boolean): Promise<void> => {
    while (mayGoOn() && (await step(workspaceId, id)) === 'more');
  }

  const step = async (workspaceId: number, id: string): Promise<Next> => {
    const next = await db.web(workspaceId, (tx) => prepare(tx, workspaceId, id))
    if (typeof next === 'string') return next
    const { hook, delivery, events } = next
    const posted = await call(it, hook, delivery, events)
    if (it.stop.aborted) return 'rest' // nobody knows whether it arrived: it is told again, under the same id
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
    const read = await readWorkspace(tx, workspaceId, { after: places.of(hook), limit: readAtOnce })
    const wanted = read.filter(({ kind }) => wants(hook.kinds, kind)).slice(0, mostEvents)
    if (wanted.length === 0) return passOver(tx, hook, read)
    const events = fitting(await withMessages(tx, content, workspaceId, wanted))
    const delivery: Begun = {
      ...{ id: it.id(), webhookId: id, kind: 'events', ...summed(events), madeAt: it.now(), replayOf: null },
      ...{ firstSeq: events[0]!.seq, lastSeq: events.at(-1)!.seq }, // at least one fits
    }
    await begin(tx, workspaceId, delivery)
    return { hook, delivery, events }
  }

  const passOver = async (tx: Tx, hook: Hook, read: readonly Event[]): Promise<Next> => {
    const last = read.at(-1)
    if (!last) return 'rest'
    if (places.passed(hook, last.seq, performance.now())) await moveOn(tx, hook, last.seq)
    return read.length === readAtOnce ? 'more' : 'rest'
  }

  const settle = async ({ workspaceId, id }: Hook, delivery: Begun, posted: Posted): Promise<Next> => {
    const tried = await tryOf(it, workspaceId, delivery.id, posted)
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

  return tellOn
}
