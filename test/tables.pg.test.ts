import assert from 'node:assert/strict'
import { afterAll, beforeAll, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from './support/postgres.ts'

/** Workspaces are kept apart by the database itself, even where a query forgets: invariant 13. */

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh[Symbol.asyncDispose]())

/** What has no workspace first, or no row-level security, and why. Nothing here may be granted to `tandem_web`, but where it says so. */
const exceptions: Record<string, string> = {
  persons: 'a person may be a member of several workspaces',
  passkeys: 'a person’s, found before the workspace is known',
  challenges: 'a ceremony under way, before anybody is known',
  sessions: 'found by the hash of a cookie',
  joins: 'found by the hash of a link',
  api_keys: 'found by the hash of a key; row-level security all the same, and web sees its own',
  carrier_ids: 'correlation: found by what a carrier calls it; row-level security all the same, and web reads its own',
  doubts: 'correlation: found by our reference',
  early_receipts: 'correlation: nobody knows yet whose they are',
  readers: 'places in the log, by lane',
  log_lanes: 'numbers only; web moves them on when it writes an event',
  leases: 'who holds what',
  migrations: 'which steps were taken',
  migrations_lock: 'one migrates at a time',
}
const grantedAllTheSame = ['api_keys', 'carrier_ids', 'log_lanes']

type Table = { name: string; first: string | null; secured: boolean; forced: boolean; web: string[] }
const tables = (): Promise<Table[]> =>
  fresh.owner<Table>(`
    select c.relname as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
      (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
       where i.indrelid = c.oid and i.indisprimary) as first,
      array(select p from unnest(array['select', 'insert', 'update', 'delete', 'truncate']) p where has_table_privilege('tandem_web', c.oid, p)) as web
    from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    where c.relkind in ('r', 'p') and not c.relispartition order by 1`)

const unguarded = (all: Table[]) =>
  all
    .filter(({ name, first, secured, forced }) => !(name in exceptions) && !(first === 'workspace_id' && secured && forced))
    .map(({ name }) => name)

test('every table has its workspace first in its primary key and row-level security that binds its owner too; the exceptions are named', async () => {
  assert.deepEqual(unguarded(await tables()), [])
})

const planted = [
  ['create table planted (id int primary key, workspace_id int)', 'the workspace is not first'],
  ['create table planted (workspace_id int primary key)', 'nothing keeps workspaces apart'],
  ['create table planted (workspace_id int primary key); alter table planted enable row level security', 'its owner would see all'],
] as const
for (const [statement, because] of planted)
  test(`found: ${because}`, async () => {
    await fresh.owner(statement)
    const found = unguarded(await tables())
    await fresh.owner('drop table planted')
    assert.deepEqual(found, ['planted'])
  })

test('every exception is a table, and web reaches none but those that say so', async () => {
  const all = await tables()
  const names = new Set(all.map(({ name }) => name))
  assert.deepEqual(
    Object.keys(exceptions).filter((name) => !names.has(name)),
    [],
  )
  const reached = all.filter(
    ({ name, web, secured }) =>
      name in exceptions && web.length > 0 && !(grantedAllTheSame.includes(name) && (secured || name === 'log_lanes')),
  )
  assert.deepEqual(reached, [])
  assert.deepEqual(
    all.filter(({ web }) => web.includes('truncate')),
    [],
  )
})

test('partitions are reached through their table alone', async () => {
  const rows = await fresh.owner(`select relname from pg_class where relispartition and relkind = 'r'
    and (has_table_privilege('tandem_web', oid, 'select') or has_table_privilege('tandem_spine', oid, 'select'))`)
  assert.deepEqual(rows, [])
})

const us = 1
const others = 2

/** A row of each workspace in every table, of whatever its columns can hold; what refers to what does not matter here. */
async function fill(): Promise<string[]> {
  const columns = await fresh.owner<{ table: string; name: string; type: string; checked: string | null }>(`
    select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type,
      (select pg_get_constraintdef(k.oid) from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and a.attnum = any(k.conkey)) as checked
    from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p') and not c.relispartition order by 1, a.attnum`)
  const byTable = Map.groupBy(columns, (it) => it.table)
  const ours = [...byTable].filter(([, of]) => of.some(({ name }) => name === 'workspace_id'))
  for (const [table, of] of ours)
    for (const workspace of [us, others]) {
      const values = of.map((it) => (it.name === 'workspace_id' ? String(workspace) : valueFor(it, workspace)))
      await fresh.owner(
        `set session_replication_role = replica; insert into ${table} (${of.map(({ name }) => name)}) overriding system value values (${values})`,
      )
    }
  return ours.map(([table]) => table)
}

function valueFor({ type, checked }: { type: string; checked: string | null }, n: number): string {
  const word = checked?.match(/'([^']*)'::text/)?.[1]
  if (word) return `'${word}'`
  if (type.endsWith('[]')) return `'{}'`
  if (type === 'uuid') return `'00000000-0000-7000-8000-00000000000${n}'`
  if (type === 'bytea') return `'\\x0${n}'`
  if (type.startsWith('timestamp')) return 'now()'
  if (type === 'boolean') return 'false'
  if (type === 'json' || type === 'jsonb') return `'{}'`
  return type === 'text' ? `'${n}'` : String(n)
}

test('as web of one workspace, no row of the other is seen, changed, removed or written, in any table', async () => {
  const filled = await fill()
  const all = (await tables()).filter(({ name }) => filled.includes(name))
  assert.ok(all.length > 30, `${all.length} tables were filled`)
  const asUs = <R extends object>(statement: string) => fresh.db.web(us, (tx) => tx.query<R>(statement))
  const isDenied = (work: Promise<unknown>) =>
    work.then(
      () => false,
      (error: { code?: string }) => error.code === '42501' || Promise.reject(error),
    )
  for (const { name, web } of all) {
    if (!web.includes('select')) {
      assert.ok(await isDenied(asUs(`select 1 from ${name}`)), `${name} may be read`)
      continue
    }
    const seen = await asUs<{ workspace_id: number }>(`select workspace_id from ${name}`)
    assert.deepEqual(seen, [{ workspace_id: us }], `${name} shows ${JSON.stringify(seen)}`)
    const touched = async (statement: string, privilege: string) =>
      web.includes(privilege) ? (await asUs(statement)).length : (await isDenied(asUs(statement))) ? 0 : 1
    assert.equal(
      await touched(`update ${name} set workspace_id = ${us} where workspace_id = ${others} returning 1`, 'update'),
      0,
      `${name} changes`,
    )
    assert.equal(await touched(`delete from ${name} where workspace_id = ${others} returning 1`, 'delete'), 0, `${name} loses`)
    if (web.includes('update'))
      assert.ok(await isDenied(asUs(`update ${name} set workspace_id = ${others} returning 1`)), `${name} gives away`)
    if (web.includes('insert'))
      assert.ok(
        await isDenied(asUs(`insert into ${name} select (jsonb_populate_record(x, '{"workspace_id": ${others}}')).* from ${name} x`)),
        `${name} takes in`,
      )
  }
})

test('as web of no workspace nothing is seen', async () => {
  const all = (await tables()).filter(({ web, name }) => web.includes('select') && name !== 'log_lanes')
  for (const { name } of all) {
    const rows = await fresh.db.web(us, (tx) =>
      tx.query(`select set_config('app.workspace', '', true)`).then(() => tx.query(`select 1 from ${name}`)),
    )
    assert.deepEqual(rows, [], name)
  }
})

test('the spine writes across workspaces, and only what it needs', async () => {
  const [row] = await fresh.owner<{
    n: number
  }>(`select count(*)::int as n from pg_class where relname in ('workspaces', 'messages', 'events')
    and has_table_privilege('tandem_spine', oid, 'truncate')`)
  assert.equal(row?.n, 0)
  const events =
    await fresh.owner(`select 1 where has_table_privilege('tandem_spine', 'events', 'update') or has_table_privilege('tandem_spine', 'events', 'delete')
    or has_table_privilege('tandem_spine', 'consent_changes', 'update') or has_table_privilege('tandem_web', 'consent_changes', 'update')`)
  assert.deepEqual(events, [], 'the log and the ledger of consents are only added to')
})
