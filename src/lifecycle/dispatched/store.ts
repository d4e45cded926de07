import { addCarrierIds, addDoubts } from '#src/delivery/correlation/store.ts'
import { validitySeconds } from '#src/delivery/retry.ts'
import { type Change, type Key, markSending, moveFlights } from '#src/delivery/store.ts'
import type { Content } from '#src/message/content.ts'
import { referenceOf } from '#src/message/draft.ts'
import type { Db } from '#src/platform/db.ts'
import { append, type NewEvent } from '#src/platform/events.ts'
import { inEvent, sealWords } from '../carriers-words.ts'
import type { Conclusion } from '../conclude.ts'
import { type Ending, end } from '../ending/store.ts'
import type { Queued, Stopped } from '../outbound.ts'

/** What is written down while a message is under way: before the wire, and after the answer. */

export const mark = (db: Db, items: readonly Queued[], linkId: string, lease: { name: string; epoch: number }): Promise<Set<string>> =>
  markSending(db.spineRead, items.map(keyOf), linkId, lease)

const keyOf = ({ message }: Pick<Queued, 'message'>): Key => ({ workspaceId: message.workspaceId, id: message.id })

const event = (item: Queued, at: Date, kind: string, data: object, sealed: Buffer | null = null): NewEvent => ({
  workspaceId: item.message.workspaceId,
  at,
  kind,
  messageId: item.message.id,
  conversationId: item.message.conversationId ?? null,
  data,
  sealed,
})

/** Stopped at the wire: held again, sent to review, failed or out of time, with what each policy said now. */
export async function recordStopped(db: Db, stopped: readonly Stopped[], at: Date): Promise<void> {
  await db.spine(async (tx) => {
    const waits = stopped.filter(({ state }) => state.kind === 'held' || state.kind === 'review')
    const moved = await moveFlights(tx, waits.map(waiting))
    const ended = await end(
      tx,
      stopped.flatMap(({ item, state, by }): Ending[] =>
        state.kind === 'failed' || state.kind === 'expired'
          ? [{ ...keyOf(item), from: ['queued'], state: state.kind, reason: state.why, deliveredSegments: 0, at, data: { by } }]
          : [],
      ),
    )
    const held = waits
      .filter(({ item }) => moved.has(item.message.id))
      .map(({ item, state, by }) =>
        event(item, at, `message.${state.kind}`, {
          why: state.why,
          ...(state.kind === 'held' && { until: state.until.toISOString() }),
          by,
        }),
      )
    append(tx, [...held, ...ended])
  })
}

const waiting = ({ item, state }: Stopped): Change => ({
  ...keyOf(item),
  from: ['queued'],
  to: state.kind,
  reason: state.why,
  ...(state.kind === 'held' && { dueAt: state.until, expiresAt: worthUntil(item, state.until) }),
})

/** The time it is worth sending begins anew when it is free to go. */
export const worthUntil = ({ message }: Queued, freeAt: Date): Date => new Date(freeAt.getTime() + validitySeconds[message.purpose] * 1000)

/** `epoch`: of the lease under which it was handed over. */
export type Concluded = { item: Queued; conclusion: Conclusion; linkId: string; epoch: number; newLinkId?: string }

/** What the answers of links mean, in one transaction. Answers, for each, whether it was still as it had been handed over. */
export async function recordConcluded(db: Db, content: Content, concluded: readonly Concluded[], at: Date): Promise<boolean[]> {
  const words = await sealWords(
    content,
    concluded.map(({ item, conclusion }) => ({
      at: inEvent({ workspaceId: item.message.workspaceId, messageId: item.message.id }),
      words: 'detail' in conclusion ? conclusion.detail : null,
    })),
  )
  return db.spine(async (tx) => {
    const moved = await moveFlights(
      tx,
      concluded.flatMap((it) => changeOf(it, at) ?? []),
    )
    const ended = await end(
      tx,
      concluded.flatMap((it, i) => endingOf(it, at, words[i]!) ?? []), // one each
    )
    const done = concluded.flatMap((it, i) => (moved.has(it.item.message.id) ? [{ ...it, words: words[i]! }] : []))
    addCarrierIds(
      tx,
      done.flatMap(({ item, linkId, conclusion }) =>
        ('keys' in conclusion ? conclusion.keys : []).flatMap((of, i) =>
          of.map((carrierId) => ({ ...keyOf(item), linkId, carrierId, segment: i + 1 })),
        ),
      ),
    )
    addDoubts(
      tx,
      done.filter(isDoubtful).map(({ item, linkId }) => ({
        ...keyOf(item),
        linkId,
        reference: referenceOf(item.message.id),
        to: item.message.to[0]!, // a message has a recipient
      })),
    )
    append(tx, [...done.flatMap((it) => eventsOf(it, at)), ...ended])
    const were = new Set([...moved, ...ended.map(({ messageId }) => messageId)])
    return concluded.map(({ item }) => were.has(item.message.id))
  })
}

const isDoubtful = ({ conclusion }: Concluded): boolean =>
  conclusion.kind === 'in_doubt' || (conclusion.kind === 'again' && conclusion.doubtful)

/** An answer that comes late, when another process has found the message in doubt, still tells what is true. */
function changeOf({ item, conclusion, epoch, newLinkId }: Concluded, at: Date): Change | null {
  const of = { ...keyOf(item), epoch }
  switch (conclusion.kind) {
    case 'sent':
      return {
        ...of,
        from: ['sending', 'in_doubt', 'queued', 'held'],
        to: 'sent',
        reason: null,
        sentAt: at,
        segments: conclusion.ids.length || null,
      }
    case 'again':
      return {
        ...of,
        from: conclusion.doubtful ? ['sending'] : ['sending', 'in_doubt'],
        to: 'queued',
        reason: conclusion.why,
        dueAt: conclusion.dueAt,
        linkId: newLinkId ?? null,
      }
    case 'in_doubt':
      return { ...of, from: ['sending'], to: 'in_doubt', reason: 'lost_answer' }
    case 'failed':
      return null
  }
}

function endingOf({ item, conclusion, epoch, linkId }: Concluded, at: Date, sealed: Buffer | null): Ending | null {
  if (conclusion.kind !== 'failed') return null
  const { why, takenSegments } = conclusion
  const data = { link: linkId, attempt: item.attempts, ...(takenSegments.length > 0 && { taken: takenSegments }) }
  return { ...keyOf(item), epoch, from: ['sending', 'in_doubt'], state: 'failed', reason: why, deliveredSegments: 0, at, data, sealed }
}

function eventsOf({ item, conclusion, linkId, words }: Concluded & { words: Buffer | null }, at: Date): NewEvent[] {
  const link = linkId
  const attempt = item.attempts
  switch (conclusion.kind) {
    case 'sent':
      return [event(item, at, 'message.sent', { link, ids: conclusion.ids, attempt })]
    case 'again': {
      const { why, dueAt, doubtful } = conclusion
      const doubt = doubtful ? [event(item, at, 'message.in_doubt', { why, link, choice: 'resend' })] : []
      return [...doubt, event(item, at, 'message.delayed', { why, until: dueAt.toISOString(), link, attempt }, words)]
    }
    case 'in_doubt':
      return [event(item, at, 'message.in_doubt', { why: 'lost_answer', link, choice: 'ask' })]
    case 'failed':
      return []
  }
}
