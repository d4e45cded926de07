import { addCarrierIds, addDoubts, type Change, endFlights, type Key, markSending, moveFlights, takeEarly } from '#src/delivery/store.ts'
import { referenceOf } from '#src/message/draft.ts'
import type { Receipt } from '#src/message/happening.ts'
import type { Reason } from '#src/message/reasons.ts'
import type { State } from '#src/message/state.ts'
import type { Db, Tx } from '#src/platform/db.ts'
import { append, type NewEvent } from '#src/platform/events.ts'
import type { Conclusion, Queued, Stopped } from '../outbound.ts'

/** What is written down while a message is under way: before the wire, after the answer, at the end. */

export const mark = (db: Db, items: readonly Queued[], lease: { name: string; epoch: number }): Promise<Set<string>> =>
  db.spine((tx) => markSending(tx, items.map(keyOf), lease))

export const keyOf = ({ message }: Pick<Queued, 'message'>): Key => ({ workspaceId: message.workspaceId, id: message.id })

/** The end of a life: the one update a message gets. Answers whose end it was; who ended before stays as it was. */
export type Ending = Key & {
  state: State
  reason: Reason | null
  deliveredSegments: number
  at: Date
  conversationId?: string | null
  data?: object | null
}

export async function end(tx: Tx, endings: readonly Ending[]): Promise<NewEvent[]> {
  if (endings.length === 0) return []
  const ended = await endFlights(tx, endings)
  const mine = endings.filter((it) => ended.has(it.id))
  if (mine.length === 0) return []
  const rows = await tx.query<{ id: string; conversation_id: string | null }>(
    `update messages m set state = e.state, reason = e.reason, delivered_segments = e.delivered, ended_at = e.at
     from unnest($1::int[], $2::uuid[], $3::text[], $4::text[], $5::smallint[], $6::timestamptz[]) as e (workspace_id, id, state, reason, delivered, at)
     where m.workspace_id = e.workspace_id and m.id = e.id returning m.id, m.conversation_id`,
    [
      mine.map((it) => it.workspaceId),
      mine.map((it) => it.id),
      mine.map((it) => it.state),
      mine.map((it) => it.reason),
      mine.map((it) => it.deliveredSegments),
      mine.map((it) => it.at),
    ],
    'messages.end',
  )
  const conversations = new Map(rows.map((it) => [it.id, it.conversation_id]))
  return mine.map((it) => ({
    workspaceId: it.workspaceId,
    at: it.at,
    kind: it.state === 'sent' ? 'message.not_reported' : `message.${it.state}`,
    messageId: it.id,
    conversationId: conversations.get(it.id) ?? null,
    data: { ...(it.reason && { why: it.reason }), ...it.data },
  }))
}

const event = (item: Queued, at: Date, kind: string, data: object): NewEvent => ({
  workspaceId: item.message.workspaceId,
  at,
  kind,
  messageId: item.message.id,
  conversationId: item.message.conversationId ?? null,
  data,
})

/** Stopped at the wire: held again, sent to review, failed or out of time, with what each policy said now. */
export async function recordStopped(db: Db, stopped: readonly Stopped[], at: Date): Promise<void> {
  await db.spine(async (tx) => {
    const waits = stopped.filter(({ state }) => state.kind === 'held' || state.kind === 'review')
    const ends = stopped.filter(({ state }) => state.kind === 'failed' || state.kind === 'expired')
    await moveFlights(
      tx,
      waits.map(
        ({ item, state }): Change => ({
          ...keyOf(item),
          from: ['queued'],
          to: state.kind,
          reason: state.why,
          dueAt: state.kind === 'held' ? state.until : null,
        }),
      ),
    )
    const ended = await end(
      tx,
      ends.map(({ item, state, by }) => ({
        ...keyOf(item),
        state: state.kind as State,
        reason: state.why,
        deliveredSegments: 0,
        at,
        data: { by },
      })),
    )
    const held = waits.map(({ item, state, by }) =>
      event(item, at, `message.${state.kind}`, { why: state.why, ...(state.kind === 'held' && { until: state.until.toISOString() }), by }),
    )
    await append(tx, [...held, ...ended])
  })
}

export type Concluded = { item: Queued; conclusion: Conclusion; linkId: string; newLinkId?: string }

/**
 * What the answers of a link mean, in one transaction. Answers receipts that had come before their answer: they are settled next.
 * `early`: whether any such receipt waits for this link, so that the hot path need not look.
 */
export async function recordConcluded(
  db: Db,
  concluded: readonly Concluded[],
  at: Date,
  early: boolean,
): Promise<{ linkId: string; receipts: Receipt[] }[]> {
  return db.spine(async (tx) => {
    const events: NewEvent[] = []
    const sent = concluded.flatMap(({ conclusion, ...it }) => (conclusion.kind === 'sent' ? [{ ...it, ...conclusion }] : []))
    await moveFlights(
      tx,
      sent.map(({ item }): Change => ({ ...keyOf(item), from: ['sending', 'in_doubt', 'queued'], to: 'sent', reason: null, sentAt: at })),
    )
    await addCarrierIds(
      tx,
      sent.flatMap(({ item, linkId, keys }) =>
        keys.flatMap((of, i) => of.map((carrierId) => ({ ...keyOf(item), linkId, carrierId, segment: i + 1 }))),
      ),
    )
    for (const { item, linkId, ids } of sent) events.push(event(item, at, 'message.sent', { link: linkId, ids, attempt: item.attempts }))

    const again = concluded.flatMap(({ conclusion, ...it }) => (conclusion.kind === 'again' ? [{ ...it, ...conclusion }] : []))
    await moveFlights(
      tx,
      again.map(
        ({ item, dueAt, why, newLinkId }): Change => ({
          ...keyOf(item),
          from: ['sending'],
          to: 'queued',
          reason: why,
          dueAt,
          linkId: newLinkId ?? null,
        }),
      ),
    )
    for (const { item, dueAt, why, detail, doubtful, linkId } of again) {
      if (doubtful) events.push(event(item, at, 'message.in_doubt', { why, link: linkId, choice: 'resend' }))
      events.push(event(item, at, 'message.delayed', { why, until: dueAt.toISOString(), detail, link: linkId, attempt: item.attempts }))
    }

    const lost = concluded.filter(({ conclusion }) => conclusion.kind === 'in_doubt')
    await moveFlights(
      tx,
      lost.map(({ item }): Change => ({ ...keyOf(item), from: ['sending'], to: 'in_doubt', reason: 'lost_answer' })),
    )
    for (const { item, linkId } of lost)
      events.push(event(item, at, 'message.in_doubt', { why: 'lost_answer', link: linkId, choice: 'ask' }))
    await addDoubts(
      tx,
      [...lost, ...again.filter(({ doubtful }) => doubtful)].map(({ item, linkId }) => ({
        ...keyOf(item),
        linkId,
        reference: referenceOf(item.message.id),
        to: item.message.to[0]!, // a message has a recipient
      })),
    )

    const failed = concluded.flatMap(({ conclusion, ...it }) => (conclusion.kind === 'failed' ? [{ ...it, ...conclusion }] : []))
    events.push(
      ...(await end(
        tx,
        failed.map(({ item, why, detail, takenSegments, linkId }) => ({
          ...keyOf(item),
          state: 'failed',
          reason: why,
          deliveredSegments: 0,
          at,
          data: { detail, link: linkId, attempt: item.attempts, ...(takenSegments.length > 0 && { taken: takenSegments }) },
        })),
      )),
    )

    const receipts = []
    if (early)
      for (const [linkId, of] of Map.groupBy(sent, ({ linkId }) => linkId)) {
        const found = await takeEarly(
          tx,
          linkId,
          of.flatMap(({ keys }) => keys.flat()),
        )
        if (found.length > 0) receipts.push({ linkId, receipts: found })
      }
    await append(tx, events)
    return receipts
  })
}

/** What another process, or this one before it was killed, had handed over under an older lease: nobody knows whether it went. */
export async function recover(db: Db, linkId: string, lease: { epoch: number }, at: Date): Promise<number> {
  return db.spine(async (tx) => {
    const rows = await tx.query<{
      workspace_id: number
      message_id: string
      in_doubt: string
      conversation_id: string | null
      uri: string
      reference: number
    }>(
      `select f.workspace_id, f.message_id, m.in_doubt, m.conversation_id, m.to_uris[1] as uri, f.reference from flight f
       join messages m on m.workspace_id = f.workspace_id and m.id = f.message_id
       where f.link_id = $1 and f.state = 'sending' and f.epoch < $2 order by f.workspace_id, f.message_id for update of f`,
      [linkId, lease.epoch],
    )
    const key = (it: (typeof rows)[number]): Key => ({ workspaceId: it.workspace_id, id: it.message_id })
    const resend = rows.filter((it) => it.in_doubt === 'resend')
    const ask = rows.filter((it) => it.in_doubt !== 'resend')
    await moveFlights(
      tx,
      resend.map((it): Change => ({ ...key(it), from: ['sending'], to: 'queued', reason: 'lost_answer', dueAt: at })),
    )
    await moveFlights(
      tx,
      ask.map((it): Change => ({ ...key(it), from: ['sending'], to: 'in_doubt', reason: 'lost_answer' })),
    )
    await addDoubts(
      tx,
      rows.map((it) => ({ ...key(it), linkId, reference: it.reference, to: it.uri })),
    )
    await append(
      tx,
      rows.map((it) => ({
        workspaceId: it.workspace_id,
        at,
        kind: 'message.in_doubt',
        messageId: it.message_id,
        conversationId: it.conversation_id,
        data: { why: 'lost_answer', link: linkId, choice: it.in_doubt },
      })),
    )
    return rows.length
  })
}
