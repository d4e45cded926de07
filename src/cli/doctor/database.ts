import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { SEARCH_DAY } from '#src/keys/key-rows.ts'
import { CannotStart } from '#src/platform/cannot-start.ts'
import { openDb } from '#src/platform/db.ts'
import { wordsOf } from '#src/platform/db-errors.ts'
import type { Log } from '#src/platform/log.ts'
import { readSteps } from '#src/platform/migrate.ts'
import type { Config } from '../../config.ts'
import { withServer } from '../database.ts'
import { openContent } from '../operator.ts'
import { type Finding, right, unknown, wrong } from './finding.ts'
import { type Looks, look } from './store.ts'

/** The database, what is in it, and the keys to that. */

const oldestPostgres = 17
/** Leases last 10 s and receipts are matched by the second: beyond this, times in the log stop making sense. */
const mostSkewMs = 2_000

export async function database(config: Config): Promise<Finding[]> {
  const what = 'Database'
  if (!config.databaseUrl && !existsSync(join(config.dataDir, 'postgres')))
    return [unknown(what, 'not made yet: the first start makes it', 'npm run serve, or set DATABASE_URL to a Postgres of your own')]
  try {
    return await withServer(config, async (url, log) => {
      const looks = await look(url)
      return [version(looks), clock(looks), migrations(looks), ...(await keys(config, url, looks, log))]
    })
  } catch (error) {
    const said = error instanceof CannotStart ? error.message : `it does not answer (${wordsOf(error)})`
    const remedy = config.databaseUrl
      ? 'Check DATABASE_URL, and that Postgres runs there and lets this machine in.'
      : `Look into ${join(config.dataDir, 'postgres.log')}.`
    return [wrong(what, said, remedy)]
  }
}

const version = ({ version: it }: Looks): Finding =>
  Number.parseInt(it, 10) >= oldestPostgres
    ? right('Database', `Postgres ${it}`)
    : wrong('Database', `Postgres ${it}`, `Tandem needs ${oldestPostgres} or newer: upgrade it, or set DATABASE_URL to another.`)

function clock({ skewMs, unsureMs }: Looks): Finding {
  const said = `the database's is ${Math.abs(skewMs)} ms ${skewMs < 0 ? 'behind' : 'ahead of'} this machine's`
  return Math.abs(skewMs) - unsureMs <= mostSkewMs
    ? right('Clock', said)
    : wrong('Clock', said, 'Let both machines ask a time server (NTP).')
}

function migrations({ done }: Looks): Finding {
  const what = 'Schema'
  const steps = readSteps(join(import.meta.dirname, '..', '..', '..', 'migrations')).map(({ name }) => name)
  const newest = done?.at(-1) ?? 'nothing'
  const missing = steps.filter((it) => !done?.includes(it))
  const strange = (done ?? []).filter((it) => !steps.includes(it))
  if (strange.length > 0)
    return wrong(what, `the database is at ${newest}, which this Tandem does not know`, 'Start the newer Tandem that upgraded it.')
  if (missing.length > 0) return wrong(what, `at ${newest}; ${missing.join(', ')} to come`, 'Start the server: it upgrades the database.')
  return right(what, `at ${newest}`)
}

async function keys(config: Config, url: string, { workspaceIds }: Looks, log: Log): Promise<Finding[]> {
  if (workspaceIds.length === 0) return [unknown('Keys', 'nothing is sealed yet, so none is needed')]
  const db = openDb({ url, max: 1, log })
  try {
    await using opened = await openContent(config, db)
    const found = await opened.keys.opening(workspaceIds.map((workspaceId) => ({ workspaceId, day: SEARCH_DAY })))
    return workspaceIds.map((id, i) => keyFound(config, id, found[i]?.kind ?? 'unavailable'))
  } finally {
    await db.close()
  }
}

function keyFound({ key }: Config, id: number, kind: string): Finding {
  const what = `Key of workspace ${id}`
  const where = key.kind === 'file' ? `key files in ${key.folder}` : `the key server at ${new URL(key.url).host}`
  if (kind === 'key') return right(what, `${where} open what is sealed`)
  const remedy =
    key.kind === 'file'
      ? `Put the right workspace-${id}.key back, readable by this user.`
      : 'See that the key server runs, lets this machine in, and has the key.'
  return wrong(
    what,
    `${where}: ${kind === 'revoked' ? 'it is not there' : 'what they give does not open what is sealed, or they do not answer'}`,
    remedy,
  )
}
