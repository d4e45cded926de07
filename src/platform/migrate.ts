import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import pg from 'pg'
import { CannotStart } from './cannot-start.ts'
import { wordsOf } from './db-errors.ts'
import type { Log } from './log.ts'

export type MigrateOptions = { url: string; log: Log; folder?: string }

type Step = { name: string; number: string; safeFrom: string; text: string }

const OLDEST_POSTGRES = 17
const ownFolder = join(import.meta.dirname, '..', '..', 'migrations')
const table = 'migrations'
/** Two programs starting at once: the second waits this long for the first one's roles. */
const LOCK_TRIES = 10

/**
 * Brings the database to this code's shape. Kysely's Migrator holds a lock meanwhile, so several may start at once; all pending steps are
 * one transaction. Run as the owner of the database, before anything else.
 */
export async function migrate({ url, log, folder = ownFolder }: MigrateOptions): Promise<void> {
  const steps = readSteps(folder)
  const pool = new pg.Pool({ connectionString: url, max: 2, connectionTimeoutMillis: 10_000 })
  pool.on('error', (error) => log.warn({ why: wordsOf(error) }, 'the migrating connection broke off'))
  pool.on('connect', (client) => client.on('error', (error) => log.debug({ why: wordsOf(error) }, 'the migrating connection broke off')))
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    await checkVersion(pool)
    if (await isAhead(pool, steps)) return
    await ensureRoles(pool)
    await run(db, steps, log)
  } finally {
    await db.destroy()
  }
}

/** `0042-name.sql`, whose first line is `-- 0042 (safe with code from 0040 on): what and why`. */
export function readSteps(folder: string): Step[] {
  const files = readdirSync(folder).filter((it) => /^\d{4}-.*\.sql$/.test(it))
  const steps = files.sort().map((file) => {
    const text = readFileSync(join(folder, file), 'utf8')
    const [, number, safeFrom] = /^-- (\d{4}) \(safe with code from (\d{4}) on\): \S/.exec(text) ?? []
    if (number !== file.slice(0, 4) || safeFrom === undefined) {
      throw new Error(`${file} must begin with "-- ${file.slice(0, 4)} (safe with code from NNNN on): what and why"`)
    }
    return { name: file.slice(0, -'.sql'.length), number, safeFrom, text }
  })
  const twice = steps.find((it, at) => steps[at + 1]?.number === it.number)
  if (twice) throw new Error(`There are two migrations ${twice.number}`)
  return steps
}

async function checkVersion(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ server_version: string }>('show server_version').catch((cause) => {
    throw new CannotStart(`The database does not answer (${wordsOf(cause)}): check DATABASE_URL, and that Postgres runs there.`, { cause })
  })
  const version = rows[0]?.server_version ?? '?'
  if (Number.parseInt(version, 10) >= OLDEST_POSTGRES) return
  throw new CannotStart(
    `The database is Postgres ${version}, and Tandem needs ${OLDEST_POSTGRES} or newer: upgrade it, or set DATABASE_URL to another.`,
  )
}

/** A newer Tandem was here. We may still run if its steps say so: then there is nothing for us to migrate. */
async function isAhead(pool: pg.Pool, steps: Step[]): Promise<boolean> {
  const { rows: known } = await pool.query<{ there: boolean }>(`select to_regclass('${table}') is not null as there`)
  if (!known[0]?.there) return false
  const ours = steps.at(-1)?.number ?? '0000'
  const { rows } = await pool.query<{ newest: string; safe_from: string }>(
    `select coalesce(max(name), '0000') as newest, coalesce(obj_description('${table}'::regclass), '0000') as safe_from from ${table}`,
  )
  const { newest = '0000', safe_from = '0000' } = rows[0] ?? {}
  if (newest.slice(0, 4) <= ours) return false
  if (ours >= safe_from) return true
  throw new CannotStart(
    `The database was upgraded by a newer Tandem (it is at ${newest.slice(0, 4)}, this one knows ${ours}): start that version, or restore an older backup.`,
  )
}

/** Roles belong to the whole server, so another database of it may be making them at this moment. */
async function ensureRoles(pool: pg.Pool): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await pool.query(rolesSql)
      return
    } catch (error) {
      const { code } = error as { code?: string }
      if (code === '42501') throw new CannotStart(noRight, { cause: error })
      // 42710, 23505: somebody was quicker. XX000: "tuple concurrently updated".
      if (tries >= LOCK_TRIES || !['42710', '23505', 'XX000'].includes(code ?? '')) throw error
    }
  }
}

const noRight =
  'The user of DATABASE_URL may not create the roles tandem_web and tandem_spine: give it CREATEROLE, or create them and grant them to it.'

const rolesSql = `do $$
declare wanted text;
begin
  foreach wanted in array array['tandem_web', 'tandem_spine'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      execute format('create role %I nologin nosuperuser nobypassrls nocreatedb nocreaterole noinherit', wanted);
    end if;
    if not pg_has_role(current_user, wanted, 'set') then
      execute format('grant %I to current_user with set true, inherit false', wanted);
    end if;
    execute format('grant usage on schema public to %I', wanted);
  end loop;
end $$`

async function run(db: Kysely<unknown>, steps: Step[], log: Log): Promise<void> {
  const all = Object.fromEntries(steps.map((step) => [step.name, migrationOf(step, steps)]))
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => all },
    migrationTableName: table,
    migrationLockTableName: `${table}_lock`,
  })
  const { error, results = [] } = await migrator.migrateToLatest()
  const done = results.filter((it) => it.status === 'Success').map((it) => it.migrationName)
  if (done.length > 0 && !error) log.info({ migrations: done }, 'database upgraded')
  const failed = results.find((it) => it.status === 'Error')?.migrationName
  if (error) throw new Error(`Migration ${failed ?? ''} failed, and nothing was changed: ${wordsOf(error)}`, { cause: error })
}

/** Leaves on the table since when code can live with it: what an older Tandem reads in isAhead. */
function migrationOf(step: Step, steps: Step[]): Migration {
  const upToHere = steps.filter((it) => it.number <= step.number)
  const safeFrom = upToHere
    .map((it) => it.safeFrom)
    .sort()
    .at(-1)
  return {
    up: async (db) => {
      await sql.raw(step.text).execute(db)
      await sql.raw(`comment on table ${table} is '${safeFrom}'`).execute(db)
    },
  }
}
