import pg from 'pg'

/** The database as it is at one moment, read by whoever owns it, while the server goes on. */

export type Table = { name: string; columns: string[] }
export type Snapshot = {
  postgres: string
  /** The newest migration; null where there is none. */
  schema: string | null
  tables: Table[]
  months: string[]
  /** Every row as one line of JSON, in batches. */
  rows(table: Table): AsyncGenerator<string[]>
}

/** Leases are the server's of this moment; where migrations stand is in the manifest. */
const notKept = ['leases', 'migrations', 'migrations_lock']
const pageRows = 1_000

export async function withSnapshot<T>(url: string, work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'tandem_backup', keepAlive: true })
  client.on('error', () => {}) // the statement under way hears of it
  await client.connect()
  try {
    await client.query('begin transaction isolation level repeatable read read only')
    await client.query('set local timezone = UTC')
    const [server] = await ask<{ postgres: string; is_super: boolean }>(
      client,
      `select current_setting('server_version') as postgres, (select rolsuper from pg_roles where rolname = current_user) as is_super`,
    )
    const tables = await tablesOf(client)
    // Row-level security keeps the owner out too; this role sees every row, which its policies promise.
    if (!server?.is_super) await client.query('set local role tandem_spine')
    return await work({
      postgres: server?.postgres ?? '?',
      schema: await schemaOf(client, server?.is_super === true),
      tables,
      months: await monthsOf(client),
      rows: (table) => rowsOf(client, table),
    })
  } finally {
    await client.end()
  }
}

export async function ask<R extends object>(client: pg.Client, text: string, values: unknown[] = []): Promise<R[]> {
  return (await client.query<R>(text, values)).rows
}

/** Every table there is, whoever added it. Partitions are read through their parent. */
export const tablesOf = (client: pg.Client): Promise<Table[]> =>
  ask<Table>(
    client,
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> all($1)
     group by c.relname order by c.relname`,
    [notKept],
  )

async function schemaOf(client: pg.Client, isSuper: boolean): Promise<string | null> {
  if (!isSuper) await client.query('reset role')
  const [there] = await ask<{ there: boolean }>(client, `select to_regclass('migrations') is not null as there`)
  const [newest] = there?.there ? await ask<{ name: string | null }>(client, 'select max(name) as name from migrations') : []
  if (!isSuper) await client.query('set local role tandem_spine')
  return newest?.name ?? null
}

const monthsOf = async (client: pg.Client): Promise<string[]> =>
  (
    await ask<{ month: string }>(
      client,
      `select substr(c.relname, 10) as month from pg_class c join pg_inherits i on i.inhrelid = c.oid
       where i.inhparent = 'messages'::regclass and c.relname ~ '^messages_\\d{6}$' order by 1`,
    )
  ).map(({ month }) => month)

async function* rowsOf(client: pg.Client, { name, columns }: Table): AsyncGenerator<string[]> {
  const listed = columns.map((it) => pg.escapeIdentifier(it)).join(', ')
  await client.query(
    `declare rows no scroll cursor for select row_to_json(it)::text as line from (select ${listed} from ${pg.escapeIdentifier(name)}) it`,
  )
  for (;;) {
    const rows = await ask<{ line: string }>(client, `fetch ${pageRows} from rows`)
    // A newline in JSON can only stand between its parts: within text it is written \n.
    if (rows.length > 0) yield rows.map(({ line }) => line.replaceAll('\n', ' '))
    if (rows.length < pageRows) break
  }
  await client.query('close rows')
}
