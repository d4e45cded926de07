import { receiptMarginSeconds } from '#src/delivery/retry.ts'
import type { Content } from '#src/message/content.ts'
import { firstState } from '#src/message/state.ts'
import { repeat } from '#src/platform/bell.ts'
import type { Db } from '#src/platform/db.ts'
import type { Log } from '#src/platform/log.ts'
import { type Asking, judge } from '#src/policies/judge.ts'
import { dueHeld } from './queue/store.ts'
import { sweep } from './sweep/store.ts'
import { endOverdue, release } from './tended/store.ts'

/** What time alone does to messages: the held are released, the overdue end, what has served its time is forgotten. */

const heldEveryMs = 1_000
const assembleEveryMs = 5_000
/** Reads all that is under way: minutes late is early enough. */
const overdueEveryMs = 20_000
const sweepEveryMs = 60_000
const atOnce = 500
/** How long a person has to decide about a message in doubt, after its time has passed. */
const doubtSeconds = 7 * 24 * 3600

export type Tending = {
  db: Db
  content: Content
  asking: Omit<Asking, 'now'>
  now(): Date
  log: Log
  /** Something in the queue of these links can go now. */
  released(linkIds: string[]): void
  /** Sets of segments that are whole, or have waited long enough. */
  assemble(): Promise<void>
  changed(): void
}

export function tend(it: Tending): AsyncDisposable {
  const failed = (what: string) => (cause: unknown) => it.log.warn({ err: cause }, `${what} failed; trying again`)
  const loops = [
    repeat(() => releaseHeld(it), heldEveryMs, failed('releasing what was held')),
    repeat(() => endAll(it), overdueEveryMs, failed('ending what is overdue')),
    repeat(() => it.assemble(), assembleEveryMs, failed('putting segments together')),
    repeat(() => sweep(it.db, it.now()), sweepEveryMs, failed('sweeping')),
  ]
  return {
    async [Symbol.asyncDispose]() {
      await Promise.all(loops.map((loop) => loop.stop()))
    },
  }
}

/** What was held is judged in full: more may have changed than the hour. */
async function releaseHeld({ db, content, asking, now, released, changed }: Tending): Promise<void> {
  const away = new Set<number>()
  for (;;) {
    const at = now()
    const { items, newly, more } = await dueHeld(db, content, at, atOnce, [...away])
    // A workspace without its key must not stand before the others: it is asked about again the next time round.
    for (const id of newly) away.add(id)
    if (items.length === 0 && newly.length === 0) return
    const judged = await judge(
      items.map(({ message }) => message),
      { ...asking, now: at },
    )
    await release(
      db,
      judged.map(({ verdict, by }, i) => ({ item: items[i]!, state: firstState(verdict), by })), // judge answers one each
      at,
    )
    released([...new Set(items.map(({ linkId }) => linkId))])
    changed()
    if (!more) return
  }
}

async function endAll({ db, now, changed }: Tending): Promise<void> {
  for (;;) {
    const ended = await endOverdue(db, now(), { receiptSeconds: receiptMarginSeconds, doubtSeconds }, atOnce)
    if (ended > 0) changed()
    if (ended < atOnce) return
  }
}
