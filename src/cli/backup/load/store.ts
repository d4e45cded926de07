import pg from 'pg'
import { NotPossible } from '../../not-possible.ts'
import { ask, type Table, tablesOf } from '../dump/store.ts'
import type { Manifest } from '../manifest.ts'

/** Rows back into an empty database, all or none. */

/** Rows of one statement at most, and their letters: a message may be long. */
const batchRows = 1_000
const batchLetters = 4_000_000

export type Queued = 'ask' | 'send'

export async function isFresh(url: string): Promise<boolean> {
  return withClient(url, async (client) => {
    const [there] = await ask<{ there: boolean }>(client, `select to_regclass('workspaces') is not null as there`)
    if (!there?.there) return true
    const [some] = await inAll(client, () => ask<{ some: boolean }>(client, 'select exists (select 1 from workspaces) as some'))
    return some?.some === false
  })
}

/** Whether a server has it open: restoring under its feet would be seen half. */
export const isInUse = (url: string): Promise<boolean> =>
  withClient(url, async (client) => {
    const [some] = await ask<{ some: boolean }>(
      client,
      `select exists (select 1 from pg_stat_activity where datname = current_database() and application_name in ('tandem_web', 'tandem_spine')) as some`,
    )
    return some?.some === true
  })

export async function load(
  url: string,
  manifest: Manifest,
  queued: Queued,
  rows: (table: Manifest['tables'][number]) => AsyncIterable<string[]>,
): Promise<void> {
  await withClient(url, async (client) => {
    await client.query('begin')
    const tables = await inOrder(client)
    const [me] = await ask<{ is_super: boolean }>(client, 'select rolsuper as is_super from pg_roles where rolname = current_user')
    const guarded = me?.is_super ? [] : await guardedOf(client)
    // Row-level security keeps the owner out too, unless it is told not to: until the end of this transaction.
    for (const name of guarded) await client.query(`alter table ${pg.escapeIdentifier(name)} no force row level security`)
    for (const { name } of tables.toReversed()) await client.query(`delete from ${pg.escapeIdentifier(name)}`)
    for (const month of manifest.months)
      await client.query('select make_message_partition($1::date)', [`${month.slice(0, 4)}-${month.slice(4)}-01`])
    for (const table of tables) {
      const kept = manifest.tables.find(({ name }) => name === table.name)
      if (kept) await fill(client, table, kept, rows(kept))
    }
    await moveSequences(client)
    await unsettle(client, queued)
    for (const name of guarded) await client.query(`alter table ${pg.escapeIdentifier(name)} force row level security`)
    await client.query('commit')
  })
}

async function fill(client: pg.Client, table: Table, kept: Table, batches: AsyncIterable<string[]>): Promise<void> {
  const gone = kept.columns.filter((it) => !table.columns.includes(it))
  if (gone.length > 0)
    throw new NotPossible(`The table ${table.name} has no ${gone.join(', ')} here: the database is not of the backup's shape.`)
  const name = pg.escapeIdentifier(table.name)
  const columns = kept.columns.map((it) => pg.escapeIdentifier(it)).join(', ')
  const insert = `insert into ${name} (${columns}) overriding system value select ${columns} from json_populate_recordset(null::${name}, $1::json)`
  let [lines, letters]: [string[], number] = [[], 0]
  const write = async () => {
    if (lines.length > 0) await client.query(insert, [`[${lines.join(',')}]`])
    ;[lines, letters] = [[], 0]
  }
  for await (const some of batches)
    for (const line of some) {
      lines.push(line)
      letters += line.length
      if (lines.length >= batchRows || letters >= batchLetters) await write()
    }
  await write()
}

/** Tables that others refer to come first. */
async function inOrder(client: pg.Client): Promise<Table[]> {
  const refers = await ask<{ from: string; to: string }>(
    client,
    `select f.relname as "from", t.relname as "to" from pg_constraint c join pg_class f on f.oid = c.conrelid join pg_class t on t.oid = c.confrelid
     where c.contype = 'f' and c.conrelid <> c.confrelid and not f.relispartition and not t.relispartition`,
  )
  const waiting = new Map((await tablesOf(client)).map((it) => [it.name, it]))
  const ordered: Table[] = []
  while (waiting.size > 0) {
    const free = [...waiting.values()].filter(({ name }) => !refers.some(({ from, to }) => from === name && waiting.has(to)))
    if (free.length === 0) throw new Error(`tables that refer to each other: ${[...waiting.keys()]}`)
    for (const it of free) waiting.delete(it.name)
    ordered.push(...free)
  }
  return ordered
}

const guardedOf = async (client: pg.Client): Promise<string[]> =>
  (
    await ask<{ name: string }>(
      client,
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relforcerowsecurity and not relispartition order by 1`,
    )
  ).map(({ name }) => name)

/** So that the next workspace gets a number nobody has. */
async function moveSequences(client: pg.Client): Promise<void> {
  const all = await ask<{ table: string; column: string; sequence: string }>(
    client,
    `select c.relname as table, a.attname as column, pg_get_serial_sequence(quote_ident(c.relname), a.attname) as sequence
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and pg_get_serial_sequence(quote_ident(c.relname), a.attname) is not null`,
  )
  for (const { table, column, sequence } of all)
    await client.query(
      `select setval($1, greatest((select max(${pg.escapeIdentifier(column)}) from ${pg.escapeIdentifier(table)}), 1)) where exists (select 1 from ${pg.escapeIdentifier(table)})`,
      [sequence],
    )
}

/**
 * What waited at the moment of the backup may have been sent since by the server that is gone: as with an answer that was lost, nobody
 * knows. So it comes back as `sending` under no lease, and whoever opens the link puts it in doubt: promise 2 of ARCHITECTURE.md.
 */
async function unsettle(client: pg.Client, queued: Queued): Promise<void> {
  await client.query('update flight set epoch = 0 where epoch <> 0')
  if (queued === 'ask') await client.query(`update flight set state = 'sending' where state in ('queued', 'held')`)
}

/** As whoever sees every row. */
async function inAll<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('set role tandem_spine')
  try {
    return await work()
  } finally {
    await client.query('reset role')
  }
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'tandem_restore', keepAlive: true })
  client.on('error', () => {}) // the statement under way hears of it
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
