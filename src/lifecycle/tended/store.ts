import { tally } from '#src/delivery/correlation/store.ts'
import { moveFlights } from '#src/delivery/store.ts'
import type { Reason } from '#src/message/reasons.ts'
import type { State } from '#src/message/state.ts'
import type { Db, Tx } from '#src/platform/db.ts'
import { append } from '#src/platform/events.ts'
import { worthUntil } from '../dispatched/store.ts'
import { type Ending, end } from '../ending/store.ts'
import type { Queued } from '../outbound.ts'
import { endOverdueSegments } from '../settle.ts'

/** What time alone does: the held are released, the overdue end. */

export type Released = {
  item: Queued
  state: { kind: 'queued' } | { kind: 'held'; until: Date; why: Reason } | { kind: 'review'; why: Reason } | { kind: 'failed'; why: Reason }
  by: object
}

/** Held → judged → free to go, held again, or stopped. */
export async function release(db: Db, verdicts: readonly Released[], at: Date): Promise<void> {
  const key = ({ message }: Queued) => ({ workspaceId: message.workspaceId, id: message.id })
  await db.spine(async (tx) => {
    const moved = await moveFlights(
      tx,
      verdicts.flatMap(({ item, state }) =>
        state.kind === 'failed'
          ? []
          : [
              {
                ...key(item),
                from: ['held'] as const,
                to: state.kind,
                reason: state.kind === 'queued' ? null : state.why,
                dueAt: state.kind === 'held' ? state.until : at,
                ...(state.kind === 'held' && { expiresAt: worthUntil(item, state.until) }),
              },
            ],
      ),
    )
    const ended = await end(
      tx,
      verdicts.flatMap(({ item, state, by }): Ending[] =>
        state.kind === 'failed'
          ? [{ ...key(item), from: ['held'], state: 'failed', reason: state.why, deliveredSegments: 0, at, data: { by } }]
          : [],
      ),
    )
    const events = verdicts
      .filter(({ item }) => moved.has(item.message.id))
      .map(({ item, state, by }) => ({
        workspaceId: item.message.workspaceId,
        at,
        kind: `message.${state.kind}`,
        messageId: item.message.id,
        conversationId: item.message.conversationId ?? null,
        data: {
          ...(state.kind !== 'queued' && { why: state.why }),
          ...(state.kind === 'held' && { until: state.until.toISOString() }),
          by,
        },
      }))
    append(tx, [...events, ...ended])
  })
}

type Overdue = { workspace_id: number; message_id: string; state: State; segments: number }

/** What nobody ever reported on stays `sent`, and says so; what waited beyond its time expires; what is in doubt for too long rests. */
export async function endOverdue(
  db: Db,
  now: Date,
  margin: { receiptSeconds: number; doubtSeconds: number },
  limit: number,
): Promise<number> {
  return db.spine(async (tx) => {
    const rows = await tx.query<Overdue>(
      `select workspace_id, message_id, state, segments from flight
       where (state = 'sent' and expires_at < $1::timestamptz - $2 * interval '1 s')
          or (state in ('queued', 'review') and expires_at < $1)
          or (state = 'held' and expires_at < $1 and due_at < $1)
          or (state = 'in_doubt' and expires_at < $1::timestamptz - $3 * interval '1 s')
       order by message_id limit $4 for update skip locked`,
      [now, margin.receiptSeconds, margin.doubtSeconds, limit],
      'queue.overdue',
    )
    append(tx, await end(tx, await endings(tx, rows, now)))
    return rows.length
  })
}

async function endings(tx: Tx, rows: readonly Overdue[], at: Date): Promise<Ending[]> {
  const sent = rows.filter(({ state, segments }) => state === 'sent' && segments > 1)
  const tallies = await tally(
    tx,
    sent.map((it) => ({ workspaceId: it.workspace_id, id: it.message_id })),
  )
  return rows.map((it): Ending => {
    const of = { workspaceId: it.workspace_id, id: it.message_id, from: [it.state], at }
    if (it.state === 'sent') return { ...of, ...endOverdueSegments(tallies.get(it.message_id)) }
    return { ...of, state: 'expired', reason: it.state === 'in_doubt' ? 'lost_answer' : 'out_of_time', deliveredSegments: 0 }
  })
}
