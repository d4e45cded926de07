import type { Tell, Told } from '#src/channels/channel.ts'
import type { Spine } from '#src/delivery/carriage.ts'
import { overtaken } from '#src/delivery/early/store.ts'
import { validitySeconds } from '#src/delivery/retry.ts'
import { inEarly, openWords } from '#src/lifecycle/carriers-words.ts'
import { conclude } from '#src/lifecycle/conclude.ts'
import { type Concluded, mark, recordConcluded, recordStopped } from '#src/lifecycle/dispatched/store.ts'
import { recordPieces, wholeSets } from '#src/lifecycle/fragments/store.ts'
import { recordArrivals } from '#src/lifecycle/heard/store.ts'
import { type Arrival, type Heard, hear, type Piece } from '#src/lifecycle/inbound.ts'
import { type Accepted, accept, dispatch, foresee, laneOf, type Queued, type Recorded } from '#src/lifecycle/outbound.ts'
import { loadQueued } from '#src/lifecycle/queue/store.ts'
import { settle } from '#src/lifecycle/receipts/store.ts'
import { recover } from '#src/lifecycle/recovered/store.ts'
import type { Reported } from '#src/lifecycle/settle.ts'
import { recordAccepted } from '#src/lifecycle/store.ts'
import { earlyMinutes } from '#src/lifecycle/sweep/store.ts'
import type { Draft } from '#src/message/draft.ts'
import type { Happening, Receipt } from '#src/message/happening.ts'
import { repeat } from '#src/platform/bell.ts'
import { isConflict } from '#src/platform/db-errors.ts'
import { type Group, grouped } from '#src/platform/groups.ts'
import { timed } from '#src/platform/metrics.ts'
import { approving } from './approving.ts'
import type { SpineParts } from './spine-parts.ts'

/** The spine with its groups: what arrives together is written down together. */

/** One transaction's worth, and how much may wait for one before callers are told to come again. */
const limits = { maxBatch: 500, maxWaiting: 20_000 }
/** Deadlocks and serialisation failures are tried again this often before the batch is halved. */
const conflictTries = 3
/** How often receipts that crossed their answer in the database are looked for. */
const overtakenEveryMs = 2_000
const overtakenAtOnce = 1_000
/** A receipt waits no longer than this for the answers before it to be written down; then it is kept, and found again. */
const answerWaitMs = 1_000

export function makeSpine(it: SpineParts) {
  const { db, content, asking, ids, now } = it
  /** A receipt without a message came since we last looked for such: the next answer may be the one it waits for. */
  let early = false
  const group = <T extends object, R>(stage: string, flush: (batch: T[]) => Promise<R[]>): Group<T, R> =>
    grouped<T, R>(async (batch) => {
      const results = await timed(stage, batch.length, () => untilSettled(() => flush(batch)))
      it.changed()
      return results
    }, limits)

  const arriving = group<Arrival, Heard>('hear', (batch) => recordArrivals(db, content, ids, batch))
  const pieces = group<Piece, Heard>('fragments', (batch) => recordPieces(db, content, batch))
  const concluding = group<Concluded, boolean>('conclude', async (batch) => {
    const were = await recordConcluded(db, content, batch, now())
    if (early) crossing.wake()
    return were
  })
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
  const failed = (what: string) => (cause: unknown) => it.log.warn({ err: cause }, `${what} could not be written down; it is tried again`)

  const route = (draft: Pick<Draft, 'workspaceId' | 'from' | 'to'>) => it.ways().route(draft)

  /** Judged and written down with whatever else is asked at the same time: one query a policy, one transaction. */
  const accepting = group<Draft, { accepted: Accepted; recorded: Recorded }>('accept', (batch) =>
    accept(batch, {
      ...asking,
      now,
      id: ids,
      route,
      record: (accepted) => recordAccepted(db, content, accepted).catch((cause) => lostSight(accepted, cause)),
      handOn,
    }),
  )
  /** What would become of each, were it accepted now. Nothing is written down. */
  const preview = (drafts: readonly Draft[]) => foresee(drafts, { ...asking, now, id: ids, route })

  /** Accepts, and answers what became of each. */
  const send = (drafts: readonly Draft[]) => accepting(drafts)

  /** It is written down: whatever goes wrong here must not have it written down again. */
  const handOn = (accepted: readonly Accepted[]): void => {
    for (const [linkId, of] of Map.groupBy(accepted, (one) => one.route?.linkId ?? ''))
      try {
        it.ways()
          .link(linkId)
          ?.offer(of.map(queuedFrom) as never[]) // `as`: the links of this process carry Queued
      } catch (cause) {
        it.log.error({ err: cause, linkId }, 'what was accepted is read from the database instead')
      }
  }

  /** The answer to a commit may be lost and the message written all the same: then only the database knows of it. */
  const lostSight = (accepted: readonly Accepted[], cause: unknown): never => {
    for (const linkId of new Set(accepted.flatMap(({ route: way }) => way?.linkId ?? []))) it.ways().link(linkId)?.reload()
    throw cause
  }

  /**
   * Many carriers send the receipt right behind the answer, in one packet. Written down after it, it finds its message; before it, it would
   * have to be kept and found again.
   */
  let answersWritten: Promise<unknown> = Promise.resolve()
  const behindAnswers = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve)) // what came in the same read has been handed on by then
    await Promise.race([answersWritten, new Promise((resolve) => setTimeout(resolve, answerWaitMs).unref())])
  }

  const carrying: Spine<Queued> = {
    readable: it.readable,
    dispatch: (items, linkId, lease) =>
      timed('dispatch', items.length, () =>
        dispatch(
          items.filter(({ message }) => it.readable(message.workspaceId)),
          { ...asking, now, mark: (going) => mark(db, going, linkId, lease), stop: (stopped) => recordStopped(db, stopped, now()) },
        ),
      ),
    async conclude(linkId, settled, { epoch }) {
      const concluded = settled.map(({ item, outcome }): Concluded => {
        const tried = { ...item, attempts: item.attempts + 1 }
        const isElsewhere = outcome.kind === 'refused' && outcome.retry === 'elsewhere'
        const other = isElsewhere ? it.ways().route(item.message, [...item.tried, linkId]) : null
        return {
          item: tried,
          linkId,
          epoch,
          conclusion: conclude(tried, outcome, now(), other !== null),
          ...(other && { newLinkId: other.linkId }),
        }
      })
      const writing = concluding(concluded)
      answersWritten = writing.catch(() => undefined) // who asked hears of it; the receipts only wait
      const were = await writing
      for (const { newLinkId } of concluded) if (newLinkId) it.ways().link(newLinkId)?.reload()
      return concluded.flatMap(({ item, conclusion, newLinkId }, i) =>
        were[i] && conclusion.kind === 'again' && !newLinkId
          ? [{ id: item.message.id, again: { ...item, dueAt: conclusion.dueAt.getTime() } }]
          : [],
      )
    },
    load: (linkId, limit, known, sealed) =>
      // whose key is back is asked for again
      loadQueued(
        db,
        content,
        linkId,
        limit,
        known,
        sealed.filter((id) => !it.readable(id)),
      ),
    async recover(linkId, lease) {
      const count = await recover(db, linkId, lease, now())
      if (count > 0) it.log.warn({ linkId, messages: count }, 'messages were on their way when their process ended: they are in doubt')
      it.changed()
    },
  }

  const assemble = async (lineId: string | null): Promise<void> => {
    const sets = await wholeSets(db, content, { lineId, now: now(), join: (linkId, of) => it.ways().join(linkId, of), id: ids })
    if (sets.length > 0) await arriving(sets)
  }

  const again =
    (what: string) =>
    (cause: unknown): Told => {
      failed(what)(cause)
      return 'again'
    }

  const hearing = {
    failed: failed('what was heard'),
    now,
    id: ids,
    lineOf: (linkId: string, to: string) => it.ways().lineOf(linkId, to),
    prints: (workspaceIds: number[]) => content.prints(workspaceIds),
    recordArrivals: (arrivals: Arrival[]) => arriving(arrivals),
    async recordPieces(given: Piece[]) {
      const heard = await pieces(given)
      for (const lineId of new Set(given.map(({ on }) => on.lineId))) assemble(lineId).catch(failed('a message of several segments'))
      return heard
    },
  }

  const report = async (linkId: string, receipts: readonly Receipt[]): Promise<void> => {
    if (receipts.length === 0) return
    await behindAnswers()
    await settling(
      linkId,
      receipts.map((receipt) => ({ receipt })),
    )
  }

  const tell =
    (linkId: string): Tell =>
    async (happenings, session) => {
      const receipts = happenings.filter((one) => one.kind === 'receipt')
      const said = happenings.filter((one) => one.kind !== 'receipt')
      const [heard, told] = await Promise.all([
        it.full() ? said.map((): Told => 'again') : hear(linkId, session, said, hearing),
        report(linkId, receipts).then((): Told => 'written', again('receipts')),
      ])
      const lineMayBeNew = heard.includes('nobody') && it.ways().stale()
      if (lineMayBeNew) it.ways().refresh().catch(failed('a line that may be new'))
      let next = 0
      return happenings.map((one: Happening): Told => {
        const answer = one.kind === 'receipt' ? told : heard[next++]! // one each
        return answer === 'nobody' && lineMayBeNew ? 'again' : answer
      })
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
    failed('a receipt that came early'),
  )

  return {
    send,
    preview,
    approve: approving(it),
    carrying,
    tell,
    assemble: () => assemble(null),
    async [Symbol.asyncDispose]() {
      await crossing.stop()
      await Promise.all([
        accepting.idle(),
        arriving.idle(),
        pieces.idle(),
        concluding.idle(),
        ...[...receiptGroups.values()].map((of) => of.idle()),
      ])
    },
  }
}
export type OpenSpine = ReturnType<typeof makeSpine>

/** What was just written down goes on in memory. */
function queuedFrom({ message, segments }: Accepted): Queued {
  const expiresAt = new Date(message.acceptedAt.getTime() + validitySeconds[message.purpose] * 1000)
  return { message, segments, attempts: 0, tried: [], expiresAt, dueAt: message.acceptedAt.getTime(), lane: laneOf(message) }
}

async function untilSettled<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++)
    try {
      return await work()
    } catch (cause) {
      if (!isConflict(cause) || tries === conflictTries) throw cause
    }
}
