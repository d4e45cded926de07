import type { Tell, Told } from '#src/channels/channel.ts'
import { validitySeconds } from '#src/delivery/retry.ts'
import type { Spine } from '#src/delivery/worker.ts'
import { mark, recordConcluded, recordStopped, recover } from '#src/lifecycle/dispatched/store.ts'
import { recordPieces, wholeSets } from '#src/lifecycle/fragments/store.ts'
import { recordArrivals } from '#src/lifecycle/heard/store.ts'
import { type Arrival, type Heard, hear, type Piece } from '#src/lifecycle/inbound.ts'
import { type Accepted, accept, conclude, dispatch, laneOf, type Queued, type Recorded } from '#src/lifecycle/outbound.ts'
import { loadQueued, sayReason } from '#src/lifecycle/queue/store.ts'
import { settle } from '#src/lifecycle/receipts/store.ts'
import { recordAccepted } from '#src/lifecycle/store.ts'
import { forgetEarly, linksWithEarly, overtaken } from '#src/lifecycle/sweep/store.ts'
import type { Content } from '#src/message/content.ts'
import type { Draft } from '#src/message/draft.ts'
import type { Happening, Receipt } from '#src/message/happening.ts'
import { repeat } from '#src/platform/bell.ts'
import type { Db } from '#src/platform/db.ts'
import { isConflict } from '#src/platform/db-errors.ts'
import { type Group, grouped } from '#src/platform/groups.ts'
import type { Ids } from '#src/platform/ids.ts'
import type { Log } from '#src/platform/log.ts'
import type { Asking } from '#src/policies/judge.ts'
import type { Ways } from './ways.ts'

/** The spine with its groups: what arrives together is written down together. */

/** One transaction's worth, and how much may wait for one before callers are told to come again. */
const limits = { maxBatch: 500, maxWaiting: 20_000 }
/** Deadlocks and serialisation failures are tried again this often before the batch is halved. */
const conflictTries = 3
/** How often receipts that crossed their answer in the database are looked for. */
const overtakenEveryMs = 2_000

export type SpineParts = {
  db: Db
  content: Content
  asking: Omit<Asking, 'now'>
  ids: Ids
  now(): Date
  log: Log
  ways(): Ways
  /** Whether the workspace's words may be used now. */
  readable(workspaceId: number): boolean
  /** True: nothing new is written down until there is room on the disk. */
  full(): boolean
  changed(): void
}

export function makeSpine(it: SpineParts) {
  const { db, content, asking, ids, now } = it
  const early = new Map<string, boolean>()
  const group = <T extends object, R>(flush: (batch: T[]) => Promise<R[]>): Group<T, R> =>
    grouped<T, R>(async (batch) => {
      const results = await untilSettled(() => flush(batch))
      it.changed()
      return results
    }, limits)

  const recording = group<Accepted, Recorded>((batch) => recordAccepted(db, content, batch))
  const arriving = group<Arrival, Heard>((batch) => recordArrivals(db, content, ids, batch))
  const pieces = group<Piece, Heard>((batch) => recordPieces(db, content, batch))
  const concluding = group<{ item: Queued; linkId: string; conclusion: ReturnType<typeof conclude>; newLinkId?: string }, null>(
    async (batch) => {
      const links = [...new Set(batch.map(({ linkId }) => linkId))]
      const early_ = links.some((id) => early.get(id) !== false)
      for (const { linkId, receipts } of await recordConcluded(db, batch, now(), early_))
        void settling(linkId, receipts).catch(failed('a receipt that came early'))
      return batch.map(() => null)
    },
  )
  const receiptGroups = new Map<string, Group<{ receipt: Receipt }, null>>()
  const settling = (linkId: string, receipts: Receipt[]): Promise<null[]> => {
    let of = receiptGroups.get(linkId)
    if (!of) {
      of = group(async (batch: { receipt: Receipt }[]) => {
        const settled = await settle(
          db,
          linkId,
          batch.map(({ receipt }) => receipt),
          { id: ids, now },
        )
        if (settled.early > 0) early.set(linkId, true)
        return batch.map(() => null)
      })
      receiptGroups.set(linkId, of)
    }
    return of(receipts.map((receipt) => ({ receipt })))
  }
  const failed = (what: string) => (cause: unknown) => it.log.warn({ err: cause }, `${what} could not be written down; it is tried again`)

  const route = (draft: Pick<Draft, 'workspaceId' | 'from' | 'to'>) => it.ways().route(draft)

  /** Accepts, and answers what became of each. */
  const send = async (drafts: readonly Draft[]) => {
    const answers = await accept(drafts, {
      ...asking,
      now,
      id: ids,
      route,
      record: (accepted) => recording(accepted),
      handOn(accepted) {
        for (const [linkId, of] of Map.groupBy(accepted, ({ route }) => route?.linkId ?? ''))
          it.ways()
            .link(linkId)
            ?.offer(of.map(queuedFrom) as never[]) // `as`: the links of this process carry Queued
      },
    })
    it.changed()
    return answers
  }

  const carrying: Spine<Queued> = {
    async dispatch(items, lease) {
      const sealed = items.filter(({ message }) => !it.readable(message.workspaceId))
      await sayReason(
        db,
        sealed.map(({ message }) => ({ workspace_id: message.workspaceId, id: message.id })),
        'key_unavailable',
      )
      const open = items.filter(({ message }) => it.readable(message.workspaceId))
      return dispatch(open, {
        ...asking,
        now,
        mark: (going) => mark(db, going, lease),
        stop: (stopped) => recordStopped(db, stopped, now()),
      })
    },
    async conclude(linkId, settled) {
      const concluded = settled.map(({ item, outcome }) => {
        const tried = { ...item, attempts: item.attempts + 1 }
        const conclusion = conclude(tried, outcome, now())
        const other = conclusion.kind === 'again' && conclusion.elsewhere ? it.ways().route(item.message, linkId) : null
        return { item: tried, linkId, conclusion, ...(other && { newLinkId: other.linkId }) }
      })
      await concluding(concluded)
      for (const { newLinkId } of concluded) if (newLinkId) it.ways().link(newLinkId)?.reload()
      return concluded.flatMap(({ item, conclusion, newLinkId }) =>
        conclusion.kind === 'again' && !newLinkId ? [{ id: item.message.id, again: { ...item, dueAt: conclusion.dueAt.getTime() } }] : [],
      )
    },
    load: (linkId, limit, known) => loadQueued(db, content, linkId, limit, known),
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

  const hearing = {
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

  const tell =
    (linkId: string): Tell =>
    async (happenings, session) => {
      const receipts = happenings.filter((one) => one.kind === 'receipt')
      const said = happenings.filter((one) => one.kind !== 'receipt')
      const [heard] = await Promise.all([
        it.full() ? said.map((): Told => 'again') : hear(linkId, session, said, hearing),
        receipts.length > 0 ? settling(linkId, receipts) : [],
      ])
      let next = 0
      return happenings.map((one: Happening): Told => (one.kind === 'receipt' ? 'written' : heard[next++]!)) // one each
    }

  /** The answer and the receipt of one message may be written down side by side, each blind to the other: this finds them. */
  const crossing = repeat(
    async () => {
      for (const { linkId, ids: found, receipts } of await overtaken(db)) {
        await settling(linkId, receipts)
        await forgetEarly(db, linkId, found)
      }
      const some = await linksWithEarly(db)
      for (const linkId of receiptGroups.keys()) early.set(linkId, some.has(linkId))
    },
    overtakenEveryMs,
    failed('a receipt that came early'),
  )

  return {
    send,
    carrying,
    tell,
    assemble: () => assemble(null),
    async [Symbol.asyncDispose]() {
      await crossing.stop()
      await Promise.all([
        recording.idle(),
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
  return { message, segments, attempts: 0, expiresAt, dueAt: message.acceptedAt.getTime(), lane: laneOf(message) }
}

async function untilSettled<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++)
    try {
      return await work()
    } catch (cause) {
      if (!isConflict(cause) || tries === conflictTries) throw cause
    }
}
