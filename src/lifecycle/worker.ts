import { receiptMarginSeconds } from '#src/delivery/retry.ts'
import type { Content } from '#src/message/content.ts'
import { firstState } from '#src/message/state.ts'
import { repeat } from '#src/platform/bell.ts'
import type { Db } from '#src/platform/db.ts'
import type { Log } from '#src/platform/log.ts'
import { type Asking, judge } from '#src/policies/judge.ts'
import { dueHeld, endOverdue, release } from './queue/store.ts'
import { sweep } from './sweep/store.ts'

/** What time alone does to messages: the held are released, the overdue end, what has served its time is forgotten. */

const heldEveryMs = 1_000
const overdueEveryMs = 5_000
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
    repeat(() => it.assemble(), overdueEveryMs, failed('putting segments together')),
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
  for (;;) {
    const at = now()
    const items = await dueHeld(db, content, at, atOnce)
    if (items.length === 0) return
    const judged = await judge(
      items.map(({ message }) => message),
      { ...asking, now: at },
    )
    await release(
      db,
      judged.map(({ verdict, by }, i) => ({ item: items[i]!, state: firstState(verdict), by })),
      at,
    ) // judge answers one each
    released([...new Set(items.map(({ linkId }) => linkId))])
    changed()
    if (items.length < atOnce) return
  }
}

async function endAll({ db, now, changed }: Tending): Promise<void> {
  for (;;) {
    const ended = await endOverdue(db, now(), { receiptSeconds: receiptMarginSeconds, doubtSeconds }, atOnce)
    if (ended > 0) changed()
    if (ended < atOnce) return
  }
}
