import type { Known } from '#src/delivery/carriage.ts'
import type { Loaded } from '#src/delivery/memory.ts'
import { sayWhy } from '#src/delivery/store.ts'
import type { Content } from '#src/message/content.ts'
import type { Address, Message, Part, Purpose } from '#src/message/message.ts'
import type { Db } from '#src/platform/db.ts'
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
  tried: string[]
  segments: number
  expires_at: Date
  approved: string[]
}

const columns = `m.workspace_id, m.id, m.from_uri, m.to_uris, m.purpose, m.body, m.in_doubt, m.accepted_at, m.conversation_id, m.member_id,
  m.answers_at, f.due_at, f.attempts, f.tried, f.segments, f.expires_at, f.approved`

/**
 * Queued messages of a link that are not in memory, in the order of their lives. What cannot be opened stays where it is and says why; it is
 * left out of the question as a whole workspace, so that it does not stand in the way of the others. `sealed`: whose key was away last time.
 */
export async function loadQueued(
  db: Db,
  content: Content,
  linkId: string,
  limit: number,
  known: Known,
  sealed: readonly number[],
): Promise<Loaded<Queued>> {
  const away = new Set(sealed)
  for (;;) {
    const most = limit + known.size()
    const waiting = await db.spineRead<{ workspace_id: number; message_id: string }>(
      `select workspace_id, message_id from flight where link_id = $1 and state = 'queued' and workspace_id <> all($3::int[])
       order by message_id limit $2`,
      [linkId, most, [...away]],
      'queue.waiting',
    )
    const wanted = waiting.filter((it) => !known.has(it.message_id)).slice(0, limit)
    const { items, newly } = await opened(content, await rowsOf(db, wanted))
    for (const id of newly) away.add(id)
    // Of all of them: those that were let go from memory lie here without a word.
    await sayWhy(db, linkId, [...away], 'key_unavailable')
    if (items.length > 0 || newly.length === 0)
      return { items, more: wanted.length === limit || waiting.length === most, sealed: [...away] }
  }
}

async function rowsOf(db: Db, wanted: readonly { workspace_id: number; message_id: string }[]): Promise<Row[]> {
  if (wanted.length === 0) return []
  return db.spineRead<Row>(
    `select ${columns} from unnest($1::int[], $2::uuid[]) as k (workspace_id, id)
     join messages m on m.workspace_id = k.workspace_id and m.id = k.id
     join flight f on f.workspace_id = m.workspace_id and f.message_id = m.id and f.state = 'queued' order by m.id`,
    [wanted.map((it) => it.workspace_id), wanted.map((it) => it.message_id)],
    'queue.load',
  )
}

/** Those that can be read, and the workspaces whose key is away. */
async function opened<R extends Row>(content: Content, rows: readonly R[]): Promise<{ items: (Queued & { row: R })[]; newly: number[] }> {
  const bodies = await content.open(
    rows.map((it) => ({ workspaceId: it.workspace_id, table: 'messages', row: it.id, column: 'body', sealed: it.body })),
  )
  const items = rows.flatMap((row, i) => {
    const body = bodies[i]
    return body instanceof Uint8Array ? [{ ...queued(row, JSON.parse(body.toString()) as Part[]), row }] : [] // `as`: we wrote it
  })
  const read = new Set(items.map(({ row }) => row.workspace_id))
  // One that is broken among others stays behind by itself, until its time is over.
  const away = new Set(rows.map((it) => it.workspace_id).filter((id) => !read.has(id)))
  return { items, newly: [...away] }
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
    ...(row.approved.length > 0 && { approved: row.approved }),
  }
  return {
    message,
    segments: row.segments,
    attempts: row.attempts,
    tried: row.tried,
    expiresAt: row.expires_at,
    dueAt: row.due_at.getTime(),
    lane: laneOf(message),
  }
}

export type Held = Queued & { linkId: string }

/** What is held and whose time has come, with its words, to be judged in full again; and the workspaces that stay held for want of a key. */
export async function dueHeld(
  db: Db,
  content: Content,
  now: Date,
  limit: number,
  away: readonly number[],
): Promise<{ items: Held[]; newly: number[]; more: boolean }> {
  const rows = await db.spineRead<Row & { link_id: string }>(
    `select ${columns}, f.link_id from flight f join messages m on m.workspace_id = f.workspace_id and m.id = f.message_id
     where f.state = 'held' and f.due_at <= $1 and f.workspace_id <> all($3::int[]) order by f.due_at, f.message_id limit $2`,
    [now, limit, away],
    'queue.held',
  )
  const { items, newly } = await opened(content, rows)
  return { items: items.map(heldOf), newly, more: rows.length === limit }
}

/** One that waits for a person to look at it. */
export async function inReview(db: Db, content: Content, workspaceId: number, id: string): Promise<Held | 'sealed' | null> {
  const rows = await db.spineRead<Row & { link_id: string }>(
    `select ${columns}, f.link_id from flight f join messages m on m.workspace_id = f.workspace_id and m.id = f.message_id
     where f.workspace_id = $1 and f.message_id = $2 and f.state = 'review'`,
    [workspaceId, id],
  )
  if (rows.length === 0) return null
  const [item] = (await opened(content, rows)).items
  return item ? heldOf(item) : 'sealed'
}

const heldOf = ({ row, ...it }: Queued & { row: { link_id: string } }): Held => ({ ...it, linkId: row.link_id })
