import type { Tx } from '#src/platform/db.ts'
import { mostPrefixes } from '../prefix-list.ts'
import type { Entry } from './entry.ts'

/** Lists of numbers and beginnings of numbers; `prefix_list_heads` counts them and says when one has changed. */

export const listNames = ['do_not_originate', 'blocked'] as const
export type ListName = (typeof listNames)[number]
export type Head = { list: ListName; entries: number; changedAt: Date | null }
type At = { workspaceId: number; list: ListName }

/** Written at once. */
const batch = 10_000

export async function listHeads(tx: Tx, workspaceId: number): Promise<Head[]> {
  const rows = await tx.query<Head>('select list, entries, changed_at as "changedAt" from prefix_list_heads where workspace_id = $1', [
    workspaceId,
  ])
  return listNames.map((list) => rows.find((it) => it.list === list) ?? { list, entries: 0, changedAt: null })
}

export const listPage = (
  tx: Tx,
  { workspaceId, list }: At,
  page: { after: string; find: string; limit: number },
): Promise<(Entry & { at: Date })[]> =>
  tx.query(
    `select prefix, note, at from prefix_lists
     where workspace_id = $1 and list = $2 and prefix > $3 and starts_with(prefix, $4) order by prefix limit $5`,
    [workspaceId, list, page.after, page.find, page.limit],
  )

/** One writer at a time, so that the count is true. */
async function lockHead(tx: Tx, { workspaceId, list }: At): Promise<number> {
  await tx.query('insert into prefix_list_heads (workspace_id, list) values ($1, $2) on conflict do nothing', [workspaceId, list])
  const [row] = await tx.query<{ entries: number }>(
    'select entries from prefix_list_heads where workspace_id = $1 and list = $2 for update',
    [workspaceId, list],
  )
  return row?.entries ?? 0
}

const moveHead = (tx: Tx, { workspaceId, list }: At, entries: number, at: Date): Promise<object[]> =>
  tx.query('update prefix_list_heads set entries = $3, version = version + 1, changed_at = $4 where workspace_id = $1 and list = $2', [
    workspaceId,
    list,
    entries,
    at,
  ])

/** The list is this and nothing else. */
export async function replaceList(tx: Tx, of: At, entries: ReadonlyMap<string, string | null>, at: Date): Promise<void> {
  await lockHead(tx, of)
  await tx.query('delete from prefix_lists where workspace_id = $1 and list = $2', [of.workspaceId, of.list])
  const all = [...entries]
  for (let from = 0; from < all.length; from += batch) {
    const some = all.slice(from, from + batch)
    await tx.query(
      'insert into prefix_lists (workspace_id, list, prefix, note, at) select $1, $2, *, $5 from unnest($3::text[], $4::text[])',
      [of.workspaceId, of.list, some.map(([prefix]) => prefix), some.map(([, note]) => note), at],
    )
  }
  await moveHead(tx, of, all.length, at)
}

/** What is there already gets the new note. False: the list would be too long. */
export async function addToList(tx: Tx, of: At, entries: readonly Entry[], at: Date): Promise<boolean> {
  const before = await lockHead(tx, of)
  const once = [...new Map(entries.map((it) => [it.prefix, it.note]))]
  const rows = await tx.query<{ added: boolean }>(
    `insert into prefix_lists (workspace_id, list, prefix, note, at) select $1, $2, *, $5 from unnest($3::text[], $4::text[])
     on conflict (workspace_id, list, prefix) do update set note = excluded.note returning xmax = 0 as added`,
    [of.workspaceId, of.list, once.map(([prefix]) => prefix), once.map(([, note]) => note), at],
  )
  const after = before + rows.filter(({ added }) => added).length
  if (after > mostPrefixes) return false
  await moveHead(tx, of, after, at)
  return true
}

export async function removeFromList(tx: Tx, of: At, prefix: string, at: Date): Promise<boolean> {
  const before = await lockHead(tx, of)
  const rows = await tx.query('delete from prefix_lists where workspace_id = $1 and list = $2 and prefix = $3 returning prefix', [
    of.workspaceId,
    of.list,
    prefix,
  ])
  if (rows.length === 0) return false
  await moveHead(tx, of, before - 1, at)
  return true
}
