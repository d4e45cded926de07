import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { codeOf } from '#src/platform/cannot-start.ts'
import type { Config } from '../../config.ts'
import { NotPossible } from '../not-possible.ts'
import { type Progress, sized } from '../progress.ts'
import { type Snapshot, type Table, withSnapshot } from './dump/store.ts'
import { readKeyFiles, syncFolder } from './key-files.ts'
import { formatVersion, type Manifest, manifestName } from './manifest.ts'
import { writeSealed } from './sealed-file.ts'

/** A folder that has its name only once all of it is there and on the disk: whatever ends in `.unfinished` is none. */

type Backup = { url: string; key: Config['key']; to: string; recipient: string; now: Date; progress: Progress }

export async function writeBackup(it: Backup): Promise<Manifest> {
  const to = resolve(it.to)
  if (existsSync(to)) throw new NotPossible(`${to} is there already: every backup gets a folder of its own.`)
  const draft = `${to}.unfinished`
  try {
    rmSync(draft, { recursive: true, force: true })
    mkdirSync(draft, { recursive: true, mode: 0o700 })
    const manifest = await withSnapshot(it.url, (snapshot) => fill(draft, snapshot, it))
    writeFileSync(join(draft, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true })
    syncFolder(draft)
    renameSync(draft, to)
    syncFolder(dirname(to))
    return manifest
  } catch (cause) {
    rmSync(draft, { recursive: true, force: true })
    const code = codeOf(cause) ?? ''
    throw /^E[A-Z]+$/.test(code) ? new NotPossible(`${to} cannot be written (${code}).`, { cause }) : cause
  }
}

async function fill(draft: string, snapshot: Snapshot, it: Backup): Promise<Manifest> {
  const { schema } = snapshot
  if (!schema) throw new NotPossible('There is nothing to back up: the database is empty.')
  const tables: Manifest['tables'] = []
  for (const [n, table] of snapshot.tables.entries()) {
    tables.push(await writeTable(draft, snapshot, table, it, `${n + 1} of ${snapshot.tables.length}`))
  }
  return {
    ...{
      kind: 'tandem-backup',
      version: formatVersion,
      at: it.now.toISOString(),
      tandem: ownVersion(),
      postgres: snapshot.postgres,
      schema,
    },
    ...{ recipient: it.recipient, tables, months: snapshot.months },
    // After the tables: a key is made before the first row it seals, so none is missing.
    keys: await writeKeys(draft, it),
  }
}

async function writeTable(
  draft: string,
  snapshot: Snapshot,
  { name, columns }: Table,
  it: Backup,
  which: string,
): Promise<Manifest['tables'][number]> {
  const file = `${name}.jsonl.gz.age`
  let [rows, plain] = [0, 0]
  async function* text() {
    for await (const lines of snapshot.rows({ name, columns })) {
      const some = lines.map((line) => `${line}\n`).join('')
      rows += lines.length
      plain += some.length
      it.progress.tell(`Table ${which}, ${name}: ${rows} rows, ${sized(plain)} …`)
      yield some
    }
  }
  const sealed = await writeSealed(join(draft, file), text(), it.recipient)
  return { name, columns, rows, file, ...sealed }
}

async function writeKeys(draft: string, { key, recipient }: Backup): Promise<Manifest['keys']> {
  if (key.kind === 'remote') return { kind: 'server', host: new URL(key.url).host }
  const files = readKeyFiles(key.folder)
  const file = 'keys.json.gz.age'
  async function* text() {
    yield JSON.stringify({ files })
  }
  return { kind: 'files', count: Object.keys(files).length, file, ...(await writeSealed(join(draft, file), text(), recipient)) }
}

const ownVersion = (): string =>
  (JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', '..', 'package.json'), 'utf8')) as { version: string }).version // `as`: our own
