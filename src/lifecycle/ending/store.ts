import { endFlights, type Key } from '#src/delivery/store.ts'
import type { Reason } from '#src/message/reasons.ts'
import { mustMove, type State } from '#src/message/state.ts'
import type { Tx } from '#src/platform/db.ts'
import { ints, smallints, texts, times, uuids } from '#src/platform/db-arrays.ts'
import type { NewEvent } from '#src/platform/events.ts'

/** The end of a life: the one update a message gets. */
export type Ending = Key & {
  /** It must still be in one of these; who has ended or moved on meanwhile stays as it is. */
  from: readonly State[]
  state: State
  /** Of `sending`, only what was marked under this lease. */
  epoch?: number
  reason: Reason | null
  deliveredSegments: number
  at: Date
  /** The event says so in other words than the state. */
  kind?: string
  data?: object | null
  sealed?: Buffer | null
}

/** Answers the events of those whose end it was. */
export async function end(tx: Tx, endings: readonly Ending[]): Promise<(NewEvent & { messageId: string })[]> {
  if (endings.length === 0) return []
  // What nobody ever reported on rests where it was.
  for (const { from, state } of endings) if (state !== 'sent') mustMove(from, state)
  const ended = await endFlights(tx, endings)
  const mine = endings.filter((it) => ended.has(it.id))
  if (mine.length === 0) return []
  const rows = await tx.query<{ id: string; conversation_id: string | null }>(
    `update messages m set state = e.state, reason = e.reason, delivered_segments = e.delivered, ended_at = e.at
     from unnest($1::int[], $2::uuid[], $3::text[], $4::text[], $5::smallint[], $6::timestamptz[]) as e (workspace_id, id, state, reason, delivered, at)
     where m.workspace_id = e.workspace_id and m.id = e.id returning m.id, m.conversation_id`,
    [
      ints(mine, (it) => it.workspaceId),
      uuids(mine, (it) => it.id),
      texts(mine, (it) => it.state),
      texts(mine, (it) => it.reason),
      smallints(mine, (it) => it.deliveredSegments),
      times(mine, (it) => it.at),
    ],
    'messages.end',
  )
  const conversations = new Map(rows.map((it) => [it.id, it.conversation_id]))
  return mine.map((it) => ({
    workspaceId: it.workspaceId,
    at: it.at,
    kind: it.kind ?? (it.state === 'sent' ? 'message.not_reported' : `message.${it.state}`),
    messageId: it.id,
    conversationId: conversations.get(it.id) ?? null,
    data: { ...(it.reason && { why: it.reason }), ...it.data },
    sealed: it.sealed ?? null,
  }))
}
