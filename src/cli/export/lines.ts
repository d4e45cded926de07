import { inEvent, openWords } from '#src/lifecycle/carriers-words.ts'
import type { Content, Unreadable } from '#src/message/content.ts'
import type { Tx } from '#src/platform/db.ts'
import type { Workspace } from '#src/workspaces/store.ts'
import { type Column, eventsOf, type Kept, messagesOf, rowsOf, tables } from './store.ts'

/** Everything of a workspace, as lines of JSON: docs/guides/backup.md describes them. */

export type Line = { kind: string } & Record<string, unknown>

/** Raised when a reader of version 1 would misread what follows. */
const version = 1

export async function* exported(tx: Tx, content: Content, { id, name, timeZone, demo }: Workspace, at: Date): AsyncGenerator<Line[]> {
  yield [{ kind: 'tandem-export', version, at, workspace: { id, name, timeZone, demo } }]
  for (const it of tables) for await (const rows of rowsOf(tx, id, it)) yield await opened(content, id, it, rows)
  for await (const rows of messagesOf(tx, id)) yield await messages(content, id, rows)
  for await (const rows of eventsOf(tx, id)) yield await events(content, id, rows)
}

type Row = Record<string, unknown>

/** Names of contacts are sealed; of links only what is not secret is told. */
async function opened(content: Content, workspaceId: number, { kind, sealed }: Kept, rows: readonly Row[]): Promise<Line[]> {
  if (!sealed) return rows.map((row) => ({ kind, ...row }))
  return openedColumn(content, workspaceId, sealed, rows, (row, plain) => ({
    kind,
    ...row,
    [sealed.as]: plain === null ? null : String(plain),
  }))
}

const messages = (content: Content, workspaceId: number, rows: readonly Row[]): Promise<Line[]> =>
  openedColumn(content, workspaceId, { table: 'messages', column: 'body', as: 'parts' }, rows, ({ body: _, ...row }, plain) => ({
    kind: 'message',
    ...row,
    parts: plain === null ? null : JSON.parse(plain.toString()),
  }))

async function events(
  content: Content,
  workspaceId: number,
  rows: readonly (Row & { message: string | null; sealed: Buffer | null })[],
): Promise<Line[]> {
  const said = await openWords(
    content,
    rows.map(({ message, sealed }) => ({ at: inEvent({ workspaceId, messageId: message ?? '' }), sealed: message ? sealed : null })),
  )
  return rows.map(({ sealed, ...row }, i) => ({
    kind: 'event',
    ...row,
    ...(said[i] && { carrierSaid: said[i] }),
    ...(sealed && !said[i] && { sealed: 'unavailable' }),
  }))
}

/** What cannot be opened is null, and `sealed` says why. */
async function openedColumn(
  content: Content,
  workspaceId: number,
  { table, column }: Column,
  rows: readonly Row[],
  line: (row: Row, plain: Buffer | null) => Line,
): Promise<Line[]> {
  const has = rows.flatMap((row, i) => (row[column] instanceof Uint8Array ? [{ i, row: String(row['id']), sealed: row[column] }] : []))
  const answers = await content.open(has.map(({ row, sealed }) => ({ workspaceId, table, row, column, sealed })))
  const found = new Map<number, Buffer | Unreadable>(has.map(({ i }, n) => [i, answers[n]!])) // one each
  return rows.map((row, i) => {
    const plain = found.get(i)
    if (plain === undefined || plain instanceof Uint8Array) return line(row, plain ?? null)
    return { ...line(row, null), sealed: plain.kind }
  })
}
