import pg from 'pg'

/** What the doctor asks the database. As its owner, before anything is known to be in order. */

export type Looks = {
  version: string
  /** How far its clock is ahead of ours, give or take half of what asking took. */
  skewMs: number
  unsureMs: number
  /** Names of the migrations that were done; null where there are none yet. */
  done: string[] | null
  workspaceIds: number[]
}

const connectMs = 10_000

export async function look(url: string): Promise<Looks> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectMs })
  client.on('error', () => {}) // the question under way hears of it
  await client.connect()
  try {
    const before = Date.now()
    const { rows } = await client.query<{ version: string; now: string }>(
      `select current_setting('server_version') as version, (extract(epoch from clock_timestamp()) * 1000)::bigint as now`,
    )
    const after = Date.now()
    const [{ version, now } = { version: '?', now: String(after) }] = rows
    const done = await names(client)
    return {
      version,
      skewMs: Math.round(Number(now) - (before + after) / 2),
      unsureMs: Math.ceil((after - before) / 2),
      done,
      workspaceIds: done ? await ids(client) : [],
    }
  } finally {
    await client.end()
  }
}

async function names(client: pg.Client): Promise<string[] | null> {
  const { rows: there } = await client.query<{ there: boolean }>(`select to_regclass('migrations') is not null as there`)
  if (!there[0]?.there) return null
  return (await client.query<{ name: string }>('select name from migrations order by name')).rows.map(({ name }) => name)
}

/** Those with something sealed: of the others no key is needed yet. The owner of a database of yours reads past row-level security only as this role. */
async function ids(client: pg.Client): Promise<number[]> {
  await client.query('set role tandem_spine')
  const { rows } = await client.query<{ id: number }>('select workspace_id as id from data_keys where day = 0 order by 1 limit 10000')
  return rows.map(({ id }) => id)
}
