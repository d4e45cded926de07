import { endFlights } from '#src/delivery/store.ts'
import type { MessageRow } from '#src/message/bubble.ts'
import type { State } from '#src/message/state.ts'
import type { Db, Tx } from '#src/platform/db.ts'
import { append } from '#src/platform/events.ts'

/** Everything that is known about one message: the answer to "why was this not sent?" */

export type Working = {
  verdicts: Record<string, StoredVerdict> | null
  line: { id: string; number: string; linkName: string; carrierName: string; channel: string } | null
  events: { seq: number; at: Date; kind: string; data: Record<string, unknown> | null }[]
  segments: { segment: number; carrier_id: string; state: string; at: Date; detail: string | null }[]
}
export type StoredVerdict = { kind: 'allow' | 'hold' | 'review' | 'block' | 'not_asked'; why?: string; until?: string }

export async function workingOf(tx: Tx, workspaceId: number, id: string): Promise<Working | null> {
  const [message] = await tx.query<{ verdicts: Working['verdicts']; line_id: string | null }>(
    'select verdicts, line_id from messages where workspace_id = $1 and id = $2',
    [workspaceId, id],
  )
  if (!message) return null
  const [line] = await tx.query<NonNullable<Working['line']>>(
    `select l.id, l.uri as number, k.name as "linkName", coalesce(c.name, k.name) as "carrierName", k.channel from lines l
     join links k on k.workspace_id = l.link_workspace_id and k.id = l.link_id
     left join carriers c on c.workspace_id = k.workspace_id and c.id = k.carrier_id
     where l.workspace_id = $1 and l.id = $2`,
    [workspaceId, message.line_id],
  )
  const events = await tx.query<Working['events'][number]>(
    'select seq, at, kind, data from events where workspace_id = $1 and message_id = $2 order by seq limit 500',
    [workspaceId, id],
  )
  const segments = await tx.query<Working['segments'][number]>(
    'select segment, min(carrier_id) as carrier_id, max(state) as state, max(at) as at, max(detail) as detail from carrier_ids where workspace_id = $1 and message_id = $2 group by segment order by segment',
    [workspaceId, id],
  )
  return { verdicts: message.verdicts, line: line ?? null, events, segments }
}

/** Ends what has not left: held, queued, waiting for review, or in doubt and left alone. Answers whether it was still there to end. */
export async function putAway(
  db: Db,
  it: {
    workspaceId: number
    row: Pick<MessageRow, 'id' | 'conversation_id' | 'state'>
    to: Extract<State, 'canceled' | 'expired'>
    kind: string
    by: string
    at: Date
  },
): Promise<boolean> {
  return db.spine(async (tx) => {
    const [still] = await tx.query('select 1 from flight where workspace_id = $1 and message_id = $2 and state = $3 for update', [
      it.workspaceId,
      it.row.id,
      it.row.state,
    ])
    if (!still) return false
    await endFlights(tx, [{ workspaceId: it.workspaceId, id: it.row.id }])
    const reason = it.to === 'canceled' ? 'canceled' : 'lost_answer'
    await tx.query('update messages set state = $3, reason = $4, ended_at = $5 where workspace_id = $1 and id = $2', [
      it.workspaceId,
      it.row.id,
      it.to,
      reason,
      it.at,
    ])
    await append(tx, [
      {
        workspaceId: it.workspaceId,
        at: it.at,
        kind: it.kind,
        messageId: it.row.id,
        conversationId: it.row.conversation_id,
        data: { why: reason, by: it.by },
      },
    ])
    return true
  })
}

/** A note in the log of a message whose life is over. */
export async function note(
  db: Db,
  it: { workspaceId: number; id: string; conversationId: string | null; kind: string; by: string; at: Date; data?: object },
): Promise<void> {
  await db.spine((tx) =>
    append(tx, [
      {
        workspaceId: it.workspaceId,
        at: it.at,
        kind: it.kind,
        messageId: it.id,
        conversationId: it.conversationId,
        data: { by: it.by, ...it.data },
      },
    ]),
  )
}
