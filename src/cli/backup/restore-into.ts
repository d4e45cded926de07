import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLog } from '#src/platform/log.ts'
import { migrate, readSteps } from '#src/platform/migrate.ts'
import { startPostgres } from '#src/platform/postgres.ts'
import type { Config } from '../../config.ts'
import { NotPossible } from '../not-possible.ts'
import { sized } from '../progress.ts'
import { mustFit, writeKeyFiles } from './key-files.ts'
import { isFresh, isInUse, load, type Queued } from './load/store.ts'
import type { Manifest } from './manifest.ts'
import { keysIn, type Reading, rowsOf } from './read.ts'

/** A backup into a database and a folder of keys that hold nothing yet. Broken off, it has changed nothing that counts: begin again. */

const migrations = join(import.meta.dirname, '..', '..', '..', 'migrations')

export function mustKnow({ schema }: Manifest): void {
  const newest = readSteps(migrations).at(-1)?.name ?? ''
  if (schema.slice(0, 4) > newest.slice(0, 4))
    throw new NotPossible(
      `The backup was made by a newer Tandem (its schema is ${schema}, this one knows ${newest}): restore it with that one.`,
    )
}

export async function restoreInto(config: Config, reading: Reading, queued: Queued): Promise<void> {
  const { manifest } = reading
  const files = await keysIn(reading)
  if (config.key.kind === 'file') mustFit(config.key.folder, files)
  const log = openLog('silent')
  await using server = config.databaseUrl ? yours(config.databaseUrl) : await startPostgres({ dataDir: config.dataDir, log })
  const { url } = server
  if (await isInUse(url)) throw new NotPossible('A server is using this database: stop it first.')
  if (!(await isFresh(url)))
    throw new NotPossible(
      `${config.databaseUrl ? 'The database of DATABASE_URL' : config.dataDir} has workspaces in it already: restore into a fresh one.`,
    )
  await migrateTo(url, manifest.schema)
  // Before the rows: once these are there they must be readable.
  if (config.key.kind === 'file') writeKeyFiles(config.key.folder, files)
  await load(url, manifest, queued, (table) => told(reading, table))
  await migrate({ url, log })
}

const yours = (url: string) => ({ url, [Symbol.asyncDispose]: async () => {} })

/** The shape the backup was made of, so that what has changed since is done to its rows as well. */
async function migrateTo(url: string, schema: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-restore-'))
  try {
    for (const file of readdirSync(migrations)) {
      if (/^\d{4}-/.test(file) && file.slice(0, 4) <= schema.slice(0, 4)) copyFileSync(join(migrations, file), join(folder, file))
    }
    await migrate({ url, folder, log: openLog('silent') })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function* told(reading: Reading, table: Manifest['tables'][number]): AsyncGenerator<string[]> {
  const { tables } = reading.manifest
  const which = `${tables.indexOf(table) + 1} of ${tables.length}`
  let rows = 0
  for await (const lines of rowsOf(reading, table)) {
    rows += lines.length
    reading.progress.tell(`Table ${which}, ${table.name}: ${rows} of ${table.rows} rows (${sized(table.bytes)}) …`)
    yield lines
  }
}
