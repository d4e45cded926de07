import { repeat } from '#src/platform/bell.ts'
import type { Db } from '#src/platform/db.ts'
import { wordsOf } from '#src/platform/db-errors.ts'
import type { Log } from '#src/platform/log.ts'
import { waysStamp } from '#src/routing/links/store.ts'
import type { Ways } from './ways.ts'

/** Lines and links may be changed from outside this process, on the command line for one. It is noticed within this. */
const lookEveryMs = 3_000

export function watchWays({ db, ways, log }: { db: Db; ways: Pick<Ways, 'refresh'>; log: Log }): AsyncDisposable {
  let seen: string | null = null
  const looking = repeat(
    async () => {
      const stamp = await waysStamp(db)
      if (stamp === seen) return
      await ways.refresh()
      seen = stamp
    },
    lookEveryMs,
    (cause) => log.warn({ why: wordsOf(cause) }, 'lines and links could not be looked at: what was changed outside is noticed later'),
  )
  return { [Symbol.asyncDispose]: () => looking.stop() }
}
