import { moveFlights } from '#src/delivery/store.ts'
import type { Content } from '#src/message/content.ts'
import type { Address, Message, Part, Purpose } from '#src/message/message.ts'
import type { Reason } from '#src/message/reasons.ts'
import type { Db } from '#src/platform/db.ts'
import { append } from '#src/platform/events.ts'
import { end } from '../dispatched/store.ts'
import { laneOf, type Queued } from '../outbound.ts'

/** What waits in the database: read back after a restart, for another process, or when its time has come. */

type Row = {
  workspace_id: number
  id: string
  from_uri: Address
  to_uris: Address[]
  purpose: Purpose
  body: Buffer
  in_doubt: 'resend' | 'ask'
  accepted_at: Date
  conversation_id: string | null
  member_id: string | null
  answers_at: Date | null
  due_at: Date
  attempts: number
  segments: number
  expires_at: Date
}

const columns = `m.workspace_id, m.id, m.from_uri, m.to_uris, m.purpose, m.body, m.in_doubt, m.accepted_at, m.conversation_id, m.member_id,
  m.answers_at, f.due_at, f.attempts, f.segments, f.expires_at`

/**
 * Queued messages of a link that are not in memory, in the order of their lives. What cannot be opened stays where it is, and says why.
 */
export async function loadQueued(
  db: Db,
  content: Content,
  linkId: string,
  limit: number,
  known: (id: string) => boolean,
): Promise<{ items: Queued[]; more: boolean }> {
  const waiting = await db.spineRead<{ workspace_id: number; message_id: string }>(
    `select workspace_id, message_id from flight where link_id = $1 and state = 'queued' order by message_id limit $2`,
    [linkId, limit + knownAtMost],
    'queue.waiting',
  )
  const wanted = waiting.filter((it) => !known(it.message_id)).slice(0, limit)
  if (wanted.length === 0) return { items: [], more: false }
  const rows = await db.spineRead<Row>(
    `select ${columns} from unnest($1::int[], $2::uuid[]) as k (workspace_id, id)
     join messages m on m.workspace_id = k.workspace_id and m.id = k.id
     join flight f on f.workspace_id = m.workspace_id and f.message_id = m.id and f.state = 'queued' order by m.id`,
    [wanted.map((it) => it.workspace_id), wanted.map((it) => it.message_id)],
    'queue.load',
  )
  return { items: await opened(db, content, rows), more: wanted.length === limit }
}

/** At most this many of a link's messages are in memory, and skipped. */
const knownAtMost = 25_000

async function opened(db: Db, content: Content, rows: readonly Row[]): Promise<Queued[]> {
  const bodies = await content.open(
    rows.map((it) => ({ workspaceId: it.workspace_id, table: 'messages', row: it.id, column: 'body', sealed: it.body })),
  )
  const items: Queued[] = []
  const sealed: Row[] = []
  for (const [i, row] of rows.entries()) {
    const body = bodies[i]
    if (body instanceof Uint8Array)
      items.push(queued(row, JSON.parse(body.toString()) as Part[])) // `as`: we wrote it
    else sealed.push(row)
  }
  await sayReason(db, sealed, 'key_unavailable')
  return items
}

/** Why something queued does not move: on the flight, where the message's page finds it. */
export async function sayReason(db: Db, rows: readonly { workspace_id: number; id: string }[], reason: Reason): Promise<void> {
  if (rows.length === 0) return
  await db.spineRead(
    `update flight f set reason = $3 from unnest($1::int[], $2::uuid[]) as k (workspace_id, id)
     where f.workspace_id = k.workspace_id and f.message_id = k.id and f.state = 'queued' and f.reason is distinct from $3`,
    [rows.map((it) => it.workspace_id), rows.map((it) => it.id), reason],
  )
}

function queued(row: Row, parts: Part[]): Queued {
  const message: Message = {
    id: row.id,
    workspaceId: row.workspace_id,
    from: row.from_uri,
    to: row.to_uris,
    purpose: row.purpose,
    parts,
    inDoubt: row.in_doubt,
    acceptedAt: row.accepted_at,
    ...(row.conversation_id && { conversationId: row.conversation_id }),
    ...(row.member_id && { memberId: row.member_id }),
    ...(row.answers_at && { answersAt: row.answers_at }),
  }
  return {
    message,
    segments: row.segments,
    attempts: row.attempts,
    expiresAt: row.expires_at,
    dueAt: row.due_at.getTime(),
    lane: laneOf(message),
  }
}

/** What is held and whose time has come, with its words, to be judged in full again. */
export async function dueHeld(db: Db, content: Content, now: Date, limit: number): Promise<(Queued & { linkId: string })[]> {
  const rows = await db.spineRead<Row & { link_id: string }>(
    `select ${columns}, f.link_id from flight f join messages m on m.workspace_id = f.workspace_id and m.id = f.message_id
     where f.state = 'held' and f.due_at <= $1 order by f.due_at limit $2`,
    [now, limit],
    'queue.held',
  )
  const items = await opened(db, content, rows)
  const links = new Map(rows.map((it) => [it.id, it.link_id]))
  return items.map((it) => ({ ...it, linkId: links.get(it.message.id)! })) // each came from a row
}

/** Held → judged → free to go, held again, or stopped. */
export async function release(
  db: Db,
  verdicts: readonly {
    item: Queued
    state:
      | { kind: 'queued' }
      | { kind: 'held'; until: Date; why: Reason }
      | { kind: 'review'; why: Reason }
      | { kind: 'failed'; why: Reason }
    by: object
  }[],
  at: Date,
): Promise<void> {
  await db.spine(async (tx) => {
    const key = (item: Queued) => ({ workspaceId: item.message.workspaceId, id: item.message.id })
    const stays = verdicts.filter(({ state }) => state.kind !== 'failed')
    const moved = await moveFlights(
      tx,
      stays.map(({ item, state }) => ({
        ...key(item),
        from: ['held'],
        to: state.kind,
        reason: state.kind === 'queued' ? null : state.why,
        dueAt: state.kind === 'held' ? state.until : at,
      })),
    )
    const ends = verdicts.flatMap(({ item, state, by }) =>
      state.kind === 'failed'
        ? [{ ...key(item), state: 'failed' as const, reason: state.why, deliveredSegments: 0, at, data: { by } }]
        : [],
    )
    const ended = await end(tx, ends)
    const events = stays
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
    await append(tx, [...events, ...ended])
  })
}

/** What nobody ever reported on stays `sent`, and says so; what waited beyond its time expires; what is in doubt for too long rests. */
export async function endOverdue(
  db: Db,
  now: Date,
  margin: { receiptSeconds: number; doubtSeconds: number },
  limit: number,
): Promise<number> {
  return db.spine(async (tx) => {
    const rows = await tx.query<{ workspace_id: number; message_id: string; state: string }>(
      `select workspace_id, message_id, state from flight
       where (state = 'sent' and expires_at < $1::timestamptz - $2 * interval '1 s')
          or (state in ('queued', 'review') and expires_at < $1)
          or (state = 'in_doubt' and expires_at < $1::timestamptz - $3 * interval '1 s')
       order by workspace_id, message_id limit $4 for update skip locked`,
      [now, margin.receiptSeconds, margin.doubtSeconds, limit],
      'queue.overdue',
    )
    const events = await end(
      tx,
      rows.map((it) => ({
        workspaceId: it.workspace_id,
        id: it.message_id,
        state: it.state === 'sent' ? 'sent' : 'expired',
        reason: it.state === 'sent' ? 'not_reported' : it.state === 'in_doubt' ? 'lost_answer' : 'out_of_time',
        deliveredSegments: 0,
        at: now,
      })),
    )
    await append(tx, events)
    return rows.length
  })
}
