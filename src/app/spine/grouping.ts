import { isConflict } from '#src/platform/db-errors.ts'
import { type Group, grouped } from '#src/platform/groups.ts'
import { timed } from '#src/platform/metrics.ts'

/** Group commits of a stage: what arrives together is written down together, timed, and told to who waits for it. */
export type Grouping = <T extends object, R>(stage: string, flush: (batch: T[]) => Promise<R[]>) => Group<T, R>

/** One transaction's worth, and how much may wait for one before callers are told to come again. */
export const limits = { maxBatch: 500, maxWaiting: 20_000 }
/** Deadlocks and serialisation failures are tried again this often before the batch is halved. */
const conflictTries = 3

/** `changed` is called after each commit. */
export const grouping =
  (changed: () => void): Grouping =>
  (stage, flush) =>
    grouped(async (batch) => {
      const results = await timed(stage, batch.length, () => untilSettled(() => flush(batch)))
      changed()
      return results
    }, limits)

async function untilSettled<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++)
    try {
      return await work()
    } catch (cause) {
      if (!isConflict(cause) || tries === conflictTries) throw cause
    }
}
