import type { Content } from '#src/message/content.ts'
import type { Address, Part } from '#src/message/message.ts'
import type { Db, Tx } from '#src/platform/db.ts'
import { type Arrival, arrival, type Heard, type Piece, type Print } from '../inbound.ts'

/** Segments of longer messages, written down one by one, because each is acknowledged by itself; whole sets become arrivals. */

/** A set that is still short of a segment after this long is shown as it is, marked incomplete: our choice. */
export const incompleteAfterMs = 15 * 60_000
/** Sets put together in one go; the rest follows in the next. */
const setsAtOnce = 100

export async function recordPieces(db: Db, content: Content, pieces: readonly Piece[]): Promise<Heard[]> {
  const bodies = await content.seal(
    pieces.map((it) => ({ workspaceId: it.on.workspaceId, table: 'fragments', row: it.id, column: 'piece', plain: it.happening.piece })),
  )
  const sealed = pieces.flatMap((it, i) => {
    const body = bodies[i]
    return body instanceof Uint8Array ? [{ it, body }] : []
  })
  if (sealed.length > 0)
    await db.spine(async (tx) => {
      for (const turn of turnsOf(sealed)) {
        await setAside(tx, turn)
        await add(tx, turn)
      }
    })
  return bodies.map((it) => (it instanceof Uint8Array ? 'written' : 'again'))
}

type Sealed = { it: Piece; body: Buffer }

/** Two pieces of one number in one list are one after the other, and what follows the second belongs to it. */
function turnsOf(sealed: readonly Sealed[]): Sealed[][] {
  const turns: Sealed[][] = []
  let seen = new Set<string>()
  for (const one of sealed) {
    const { on, happening } = one.it
    const key = [on.workspaceId, on.lineId, happening.from, happening.reference, happening.total, happening.seq].join(' ')
    if (turns.length === 0 || seen.has(key)) {
      turns.push([])
      seen = new Set()
    }
    seen.add(key)
    turns.at(-1)!.push(one) // there is one by now
  }
  return turns
}

const columns = (sealed: readonly Sealed[]) => [
  sealed.map(({ it }) => it.on.workspaceId),
  sealed.map(({ it }) => it.on.lineId),
  sealed.map(({ it }) => it.happening.from),
  sealed.map(({ it }) => it.happening.reference),
  sealed.map(({ it }) => it.happening.total),
  sealed.map(({ it }) => it.happening.seq),
  sealed.map(({ it }) => it.print),
]
const names = 'workspace_id, line_id, from_uri, reference, total, seq'

/** Another piece under the number of one that still waits: the reference is in use anew. What came of the old message is shown by itself, as incomplete. */
const setAside = (tx: Tx, sealed: readonly Sealed[]): Promise<object[]> =>
  tx.query(
    `with reused as (
       select distinct f.workspace_id, f.line_id, f.from_uri, f.reference, f.total
       from unnest($1::int[], $2::uuid[], $3::text[], $4::text[], $5::smallint[], $6::smallint[], $7::bytea[]) as it (${names}, print)
       join fragments f using (${names}) where f.message_id is null and f.print <> it.print
     ), theirs as (
       select f.workspace_id, f.id from fragments f join reused using (workspace_id, line_id, from_uri, reference, total)
       where f.message_id is null order by f.id for update of f
     )
     update fragments f set reference = f.reference || '/' || (select min(t.id::text) from theirs t), at = 'epoch'
     from theirs t where f.workspace_id = t.workspace_id and f.id = t.id`,
    columns(sealed),
    'fragments.set-aside',
  )

/** The same segment again in a later session is a redelivery; in the same one, after the message was made, it is the same words said again. */
const add = (tx: Tx, sealed: readonly Sealed[]): Promise<object[]> =>
  tx.query(
    `insert into fragments (${names}, print, id, piece, session, at)
     select * from unnest($1::int[], $2::uuid[], $3::text[], $4::text[], $5::smallint[], $6::smallint[], $7::bytea[], $8::uuid[], $9::bytea[],
       $10::uuid[], $11::timestamptz[]) as it (${names}, print, id, piece, session, at)
     order by ${names}
     on conflict (${names}) do update
       set id = excluded.id, piece = excluded.piece, print = excluded.print, session = excluded.session, at = excluded.at, message_id = null
       where fragments.print <> excluded.print or (fragments.message_id is not null and fragments.session = excluded.session)`,
    [
      ...columns(sealed),
      sealed.map(({ it }) => it.id),
      sealed.map(({ body }) => body),
      sealed.map(({ it }) => it.session),
      sealed.map(({ it }) => it.at),
    ],
    'fragments.add',
  )

type Row = {
  workspace_id: number
  line_id: string
  from_uri: string
  reference: string
  total: number
  seq: number
  id: string
  piece: Buffer
  session: string
  at: Date
  to_uri: string
  team_id: string | null
  link_id: string
  channel: string
}

export type Joining = {
  lineId: string | null
  now: Date
  join(channel: string, pieces: (Uint8Array | null)[]): Part[]
  id(): string
}

/** Whole sets of one line (or of all, for the sweep), and those that have waited too long, as arrivals. */
export async function wholeSets(db: Db, content: Content, of: Joining): Promise<Arrival[]> {
  const rows = await db.spineRead<Row>(
    `select f.*, l.uri as to_uri, l.team_id, l.link_id, k.channel
     from (select workspace_id, line_id, from_uri, reference, total from fragments
           where message_id is null and ($1::uuid is null or line_id = $1)
           group by 1, 2, 3, 4, 5 having count(*) = total or max(at) < $2 order by max(at) limit ${setsAtOnce}) s
     join fragments f using (workspace_id, line_id, from_uri, reference, total)
     join lines l on l.workspace_id = f.workspace_id and l.id = f.line_id
     join links k on k.workspace_id = l.link_workspace_id and k.id = l.link_id
     where f.message_id is null
     order by f.workspace_id, f.line_id, f.from_uri, f.reference, f.total, f.seq`,
    [of.lineId, new Date(of.now.getTime() - incompleteAfterMs)],
    'fragments.whole',
  )
  const opened = await content.open(
    rows.map((it) => ({ workspaceId: it.workspace_id, table: 'fragments', row: it.id, column: 'piece', sealed: it.piece })),
  )
  const prints = await content.prints([...new Set(rows.map((it) => it.workspace_id))])
  const sets = Map.groupBy(
    rows.map((row, i) => ({ row, piece: opened[i]! })), // one each
    ({ row }) => [row.workspace_id, row.line_id, row.from_uri, row.reference, row.total].join(' '),
  )
  return [...sets.values()].flatMap((set) => {
    const print = prints.get(set[0]!.row.workspace_id) // a group has a first
    const pieces = set.flatMap(({ row, piece }) => (piece instanceof Uint8Array ? [{ row, piece }] : []))
    return print && pieces.length === set.length ? [arrivalOf(pieces, print, of)] : []
  })
}

function arrivalOf(set: readonly { row: Row; piece: Uint8Array }[], print: Print, of: Joining): Arrival {
  const { row } = set[0]! // a set has a first
  const pieces: (Uint8Array | null)[] = Array.from({ length: row.total }, () => null)
  for (const { row: it, piece } of set) pieces[it.seq - 1] = piece
  const about = {
    id: of.id(),
    on: { workspaceId: row.workspace_id, lineId: row.line_id, teamId: row.team_id },
    linkId: row.link_id,
    session: set.at(-1)!.row.session, // a set has a last
    at: of.now,
  }
  const at = set.reduce((last, { row: it }) => (it.at > last ? it.at : last), row.at)
  const happening = {
    kind: 'received' as const,
    id: null,
    // `as`: addresses are stored as they were heard
    from: row.from_uri as Address,
    to: row.to_uri as Address,
    parts: of.join(row.channel, pieces),
    at: at.getTime() > 0 ? at : of.now,
  }
  return arrival(about, happening, print, {
    workspaceId: row.workspace_id,
    ids: set.map(({ row: it }) => it.id),
    total: row.total,
    incomplete: set.length < row.total,
  })
}

/** What was put together long enough ago: no segment of it will be delivered again. */
export const forgetFragments = (db: Db, now: Date): Promise<object[]> =>
  db.spineRead('delete from fragments where message_id is not null and at < $1', [new Date(now.getTime() - incompleteAfterMs)])
