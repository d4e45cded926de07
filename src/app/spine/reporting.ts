import { overtaken } from '#src/delivery/early/store.ts'
import { inEarly, openWords } from '#src/lifecycle/carriers-words.ts'
import { settle } from '#src/lifecycle/receipts/store.ts'
import type { Reported } from '#src/lifecycle/settle.ts'
import { earlyMinutes } from '#src/lifecycle/sweep/store.ts'
import type { Receipt } from '#src/message/happening.ts'
import { repeat } from '#src/platform/bell.ts'
import type { Group } from '#src/platform/groups.ts'
import { receipts as counted } from '#src/platform/metrics.ts'
import type { SpineParts } from '../spine-parts.ts'
import type { Grouping } from './grouping.ts'

/** How often receipts that crossed their answer in the database are looked for. */
const overtakenEveryMs = 2_000
const overtakenAtOnce = 1_000
/** A receipt waits no longer than this for the answers before it to be written down; then it is kept, and found again. */
const answerWaitMs = 1_000

/** Receipts, settled link by link. `answersWritten`: what the answers before them wait for. */
export function makeReporting(it: SpineParts, group: Grouping, answersWritten: () => Promise<unknown>) {
  const { db, content, ids, now } = it
  /** A receipt without a message came since we last looked for such: the next answer may be the one it waits for. */
  let early = false
  const receiptGroups = new Map<string, Group<Reported, null>>()
  const settling = (linkId: string, reported: readonly Reported[]): Promise<null[]> => {
    let of = receiptGroups.get(linkId)
    if (!of) {
      of = group('settle', async (batch: Reported[]) => {
        const settled = await settle(db, content, linkId, batch, { id: ids, now })
        if (settled.early > 0) early = true
        return batch.map(() => null)
      })
      receiptGroups.set(linkId, of)
    }
    return of(reported)
  }

  /**
   * Many carriers send the receipt right behind the answer, in one packet. Written down after it, it finds its message; before it, it would
   * have to be kept and found again.
   */
  const behindAnswers = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve)) // what came in the same read has been handed on by then
    await Promise.race([answersWritten(), new Promise((resolve) => setTimeout(resolve, answerWaitMs).unref())])
  }

  const report = async (linkId: string, receipts: readonly Receipt[]): Promise<void> => {
    if (receipts.length === 0) return
    await behindAnswers()
    await settling(
      linkId,
      receipts.map((receipt) => ({ receipt })),
    )
    for (const [state, of] of Map.groupBy(receipts, (receipt) => receipt.state)) counted.inc({ state }, of.length)
  }

  /** The answer and the receipt of one message may be written down side by side, each blind to the other: this finds them. */
  const crossing = repeat(
    async () => {
      early = false
      const found = await overtaken(db, new Date(now().getTime() - earlyMinutes * 60_000), overtakenAtOnce)
      const words = await openWords(
        content,
        found.map(({ workspaceId, id, detail }) => ({ at: inEarly(workspaceId, id), sealed: detail })),
      )
      const reported = found.map(({ linkId, id, receipt }, i) => ({
        linkId,
        it: { early: id, receipt: { ...receipt, ...(words[i] && { detail: words[i] }) } },
      }))
      for (const [linkId, of] of Map.groupBy(reported, (one) => one.linkId))
        await settling(
          linkId,
          of.map((one) => one.it),
        )
    },
    overtakenEveryMs,
    (cause) => it.log.warn({ err: cause }, 'a receipt that came early could not be written down; it is tried again'),
  )

  return {
    report,
    /** Answers were written down. */
    answered(): void {
      if (early) crossing.wake()
    },
    async idle(): Promise<void> {
      await Promise.all([...receiptGroups.values()].map((of) => of.idle()))
    },
    stop: crossing.stop,
  }
}
