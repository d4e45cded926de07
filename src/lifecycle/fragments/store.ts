import type { Content } from '#src/message/content.ts'
import type { Address, Part } from '#src/message/message.ts'
import type { Db } from '#src/platform/db.ts'
import { type Arrival, arrival, type FragmentSet, type Heard, type Piece } from '../inbound.ts'

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
    await db.spine((tx) =>
      // The same segment again in a later session is a redelivery; another one under its number means that the reference is in use anew.
      tx.query(
        `insert into fragments (workspace_id, line_id, from_uri, reference, total, seq, id, piece, print, session, at)
         select distinct on (workspace_id, line_id, from_uri, reference, total, seq) *
         from unnest($1::int[], $2::uuid[], $3::text[], $4::text[], $5::smallint[], $6::smallint[], $7::uuid[], $8::bytea[], $9::bytea[], $10::uuid[], $11::timestamptz[])
           as it (workspace_id, line_id, from_uri, reference, total, seq, id, piece, print, session, at)
         on conflict (workspace_id, line_id, from_uri, reference, total, seq) do update
           set id = excluded.id, piece = excluded.piece, print = excluded.print, session = excluded.session, at = excluded.at, message_id = null
           where fragments.print <> excluded.print or (fragments.message_id is not null and fragments.session = excluded.session)`,
        [
          sealed.map(({ it }) => it.on.workspaceId),
          sealed.map(({ it }) => it.on.lineId),
          sealed.map(({ it }) => it.happening.from),
          sealed.map(({ it }) => it.happening.reference),
          sealed.map(({ it }) => it.happening.total),
          sealed.map(({ it }) => it.happening.seq),
          sealed.map(({ it }) => it.id),
          sealed.map(({ body }) => body),
          sealed.map(({ it }) => it.print),
          sealed.map(({ it }) => it.session),
          sealed.map(({ it }) => it.at),
        ],
        'fragments.add',
      ),
    )
  return bodies.map((it) => (it instanceof Uint8Array ? 'written' : 'again'))
}

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
}

/** Whole sets of one line (or of all, for the sweep), and those that have waited too long, as arrivals. */
export async function wholeSets(
  db: Db,
  content: Content,
  of: { lineId: string | null; now: Date; join(linkId: string, pieces: (Uint8Array | null)[]): Part[]; id(): string },
): Promise<Arrival[]> {
  const rows = await db.spineRead<Row>(
    `select f.*, l.uri as to_uri, l.team_id, l.link_id
     from (select workspace_id, line_id, from_uri, reference, total from fragments
           where message_id is null and ($1::uuid is null or line_id = $1)
           group by 1, 2, 3, 4, 5 having count(*) = total or max(at) < $2 limit ${setsAtOnce}) s
     join fragments f using (workspace_id, line_id, from_uri, reference, total)
     join lines l on l.workspace_id = f.workspace_id and l.id = f.line_id
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
    rows.map((row, i) => ({ row, piece: opened[i]! })),
    ({ row }) => [row.workspace_id, row.line_id, row.from_uri, row.reference, row.total].join(' '),
  )
  return [...sets.values()].flatMap((set) => {
    const { row } = set[0]! // a group has a first
    const print = prints.get(row.workspace_id)
    if (!print || set.some(({ piece }) => !(piece instanceof Uint8Array))) return []
    const pieces: (Uint8Array | null)[] = Array.from({ length: row.total }, () => null)
    for (const { row: it, piece } of set) if (piece instanceof Uint8Array) pieces[it.seq - 1] = piece
    const fragments: FragmentSet = {
      workspaceId: row.workspace_id,
      lineId: row.line_id,
      from: row.from_uri,
      reference: row.reference,
      total: row.total,
      incomplete: set.length < row.total,
    }
    const about = {
      id: of.id(),
      on: { workspaceId: row.workspace_id, lineId: row.line_id, teamId: row.team_id },
      linkId: row.link_id,
      session: set.at(-1)!.row.session,
      at: of.now,
    }
    const parts = of.join(row.link_id, pieces)
    const at = set.reduce((last, { row: it }) => (it.at > last ? it.at : last), row.at)
    // `as`: addresses are stored as they were heard
    const happening = { kind: 'received' as const, id: null, from: row.from_uri as Address, to: row.to_uri as Address, parts, at }
    return [arrival(about, happening, print, fragments)]
  })
}

/** What was put together long enough ago: no segment of it will be delivered again. */
export const forgetFragments = (db: Db, now: Date): Promise<object[]> =>
  db.spineRead('delete from fragments where message_id is not null and at < $1', [new Date(now.getTime() - incompleteAfterMs)])
