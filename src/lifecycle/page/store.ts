import type { MessageRow } from '#src/message/bubble.ts'
import type { Content } from '#src/message/content.ts'
import type { State } from '#src/message/state.ts'
import type { Db, Tx } from '#src/platform/db.ts'
import { append } from '#src/platform/events.ts'
import { inEvent, inSegment, openWords } from '../carriers-words.ts'
import { end } from '../ending/store.ts'

/** Everything that is known about one message: the answer to "why was this not sent?" */

export type Working = {
  verdicts: Record<string, StoredVerdict> | null
  line: { id: string; number: string; linkName: string; carrierName: string; channel: string } | null
  /** `detail`: the carrier's own words, null where there are none or the key is away. */
  events: { seq: number; at: Date; kind: string; data: Record<string, unknown> | null; detail: string | null }[]
  segments: { segment: number; carrier_id: string; state: string; at: Date; detail: string | null }[]
}
export type StoredVerdict = { kind: 'allow' | 'hold' | 'review' | 'block' | 'not_asked'; why?: string; until?: string }

export async function workingOf(tx: Tx, content: Content, workspaceId: number, id: string): Promise<Working | null> {
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
  const events = await tx.query<Omit<Working['events'][number], 'detail'> & { sealed: Buffer | null }>(
    'select seq, at, kind, data, sealed from events where workspace_id = $1 and message_id = $2 order by seq limit 500',
    [workspaceId, id],
  )
  const segments = await tx.query<Omit<Working['segments'][number], 'detail'> & { sealed: Buffer | null }>(
    `select distinct on (segment) segment, carrier_id, state, at, detail as sealed from carrier_ids
     where workspace_id = $1 and message_id = $2 order by segment, (state = 'sent'), carrier_id`,
    [workspaceId, id],
  )
  const of = { workspaceId, messageId: id }
  const said = await openWords(content, [
    ...events.map(({ sealed }) => ({ at: inEvent(of), sealed })),
    ...segments.map(({ sealed }) => ({ at: inSegment(of), sealed })),
  ])
  return {
    verdicts: message.verdicts,
    line: line ?? null,
    events: events.map(({ sealed: _, ...it }, i) => ({ ...it, detail: said[i] ?? null })),
    segments: segments.map(({ sealed: _, ...it }, i) => ({ ...it, detail: said[events.length + i] ?? null })),
  }
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
    const ended = await end(tx, [
      {
        workspaceId: it.workspaceId,
        id: it.row.id,
        from: [it.row.state],
        state: it.to,
        reason: it.to === 'canceled' ? 'canceled' : 'lost_answer',
        deliveredSegments: 0,
        at: it.at,
        kind: it.kind,
        data: { by: it.by },
      },
    ])
    append(tx, ended)
    return ended.length > 0
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
