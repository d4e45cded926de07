import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import pg from 'pg'
import { afterAll, beforeAll, inject, test } from 'vitest'
import { manifestIn } from '../src/cli/backup/manifest.ts'
import { restoreInto } from '../src/cli/backup/restore-into.ts'
import { writeBackup } from '../src/cli/backup/write.ts'
import type { Config } from '../src/config.ts'
import { openDb } from '../src/platform/db.ts'
import { openLog } from '../src/platform/log.ts'
import { migrate } from '../src/platform/migrate.ts'
import { otherDatabase } from '../src/platform/postgres-door.ts'
import { makeKey } from '../src/workspaces/api-keys/store.ts'
import { Tandem } from './whole/support/tandem.ts'

/** A database of an earlier Tandem becomes one of today's, with all that is in it. */

const log = openLog('silent')
const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'tandem-upgrade-'))
const keyFolder = join(folder, 'keys')
const names: string[] = []
const quiet = { tell: () => {}, done: () => {} }

const at = (database: string): string => otherDatabase(inject('templateUrl'), database)
async function query<R extends object>(url: string, text: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<R>(text)).rows
  } finally {
    await client.end()
  }
}

async function emptyDatabase(): Promise<string> {
  const name = `upgrade_${randomUUID().replaceAll('-', '')}`
  await query(at('postgres'), `create database ${name}`)
  names.push(name)
  return at(name)
}

/** As 0.1.0 left it on its first day. */
async function databaseAt0001(): Promise<string> {
  const url = await emptyDatabase()
  await migrate({ url, log, folder: join(folder, 'migrations') })
  await query(url, readFileSync(join(root, 'test/fixtures/at-0001.sql'), 'utf8'))
  return url
}

beforeAll(() => {
  mkdirSync(join(folder, 'migrations'))
  copyFileSync(join(root, 'migrations/0001-first-schema.sql'), join(folder, 'migrations/0001-first-schema.sql'))
  cpSync(join(root, 'test/fixtures/at-0001-keys'), keyFolder, { recursive: true })
})
afterAll(async () => {
  for (const name of names) await query(at('postgres'), `drop database ${name} with (force)`)
  rmSync(folder, { recursive: true, force: true })
})

/** Add a migration when it is released. A database that has it already would never hear of a change to it. */
const released: Record<string, string> = {
  '0001-first-schema.sql': '37416e24e2c2c87a078893b0addb466f515cee3b3da090ecde00d7052e794bfa',
}

test('what was released is not edited: a change is a migration of its own', () => {
  for (const [file, digest] of Object.entries(released)) {
    const now = createHash('sha256')
      .update(readFileSync(join(root, 'migrations', file)))
      .digest('hex')
    assert.equal(now, digest, `${file} was edited: databases that have it already would not change`)
  }
})

/** What the API tells of a database, by a server that runs on it. */
async function told(
  url: string,
  keys: string,
  folderOf: string,
): Promise<{ messages: object; conversations: object; links: string; events: string[] }> {
  const db = openDb({ url, log })
  const { key } = await makeKey(db, {
    workspaceId: 1,
    name: 'tests',
    scopes: ['messages:read', 'events:read', 'conversations:read', 'links:read'],
    madeBy: null,
  })
  await db.close()
  mkdirSync(folderOf)
  await using server = await Tandem.make(folderOf)
  await server.start({ env: { DATABASE_URL: url, KEY_FILE: keys, DEMO: 'false' } })
  const get = async (path: string) => {
    const response = await fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${key}` } })
    assert.equal(response.status, 200, await response.clone().text())
    return response.json()
  }
  type Item = Record<string, unknown>
  const { items } = (await get('/v1/messages')) as { items: Item[] } // `as`: our own API
  const { items: conversations } = (await get('/v1/conversations')) as { items: { contact: { name: string } }[] } // `as`: our own API
  const { items: events } = (await get('/v1/events')) as { items: { kind: string }[] } // `as`: our own API
  const { items: links } = (await get('/v1/links')) as { items: { name: string; secretsSet: string[] }[] } // `as`: our own API
  return {
    messages: items.map(({ direction, text, state }) => [direction, text, state]),
    conversations: conversations.map(({ contact }) => contact.name),
    links: links.map(({ name, secretsSet }) => `${name} ${secretsSet}`).join(),
    events: events.map(({ kind }) => kind),
  }
}

const story = (last: string) => ({
  messages: [
    ['out', 'We open at nine.', last],
    ['out', 'Or tomorrow.', 'sent'],
    ['out', 'Yes: come by until 6 pm. 🚲', 'delivered'],
    ['in', 'Is my bike ready?', 'received'],
  ],
  conversations: ['Nadia Petrov'],
  links: 'copperline password',
})

test('a database of 0001 is read by today’s server as it was written', { timeout: 120_000 }, async () => {
  const url = await databaseAt0001()
  await migrate({ url, log })
  const { events, ...rest } = await told(url, keyFolder, join(folder, 'a'))
  assert.deepEqual(rest, story('queued'))
  assert.equal(events.filter((it) => it.startsWith('message.')).length, 7)
  const fresh = await query<{ n: string }>(inject('templateUrl'), columns)
  assert.deepEqual(await query(url, columns), fresh, 'it has the shape of a fresh one')
})

/** Every column with its type. */
const columns = `select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as n from information_schema.columns
  where table_schema = 'public' and table_name !~ '^messages_' order by 1`

test('a backup of 0001 is restored by today’s command, and read as it was written', { timeout: 120_000 }, async () => {
  const [from, into] = [await databaseAt0001(), await emptyDatabase()]
  const identity = await generateX25519Identity()
  const to = join(folder, 'backup')
  const key = { kind: 'file' as const, folder: keyFolder }
  await writeBackup({ url: from, key, to, recipient: await identityToRecipient(identity), now: new Date(), progress: quiet })
  const manifest = manifestIn(to)
  assert.equal(manifest.schema, '0001-first-schema')
  const keys = join(folder, 'other-keys')
  const config = { databaseUrl: into, dataDir: folder, key: { kind: 'file', folder: keys } } as unknown as Config // `as`: of the settings what is looked at
  await restoreInto(config, { folder: to, manifest, identity, progress: quiet }, 'ask')
  const { events, ...rest } = await told(into, keys, join(folder, 'b'))
  assert.ok(['queued', 'in_doubt', 'sending'].includes(String((rest.messages as unknown[][])[0]?.[2])))
  assert.deepEqual({ ...rest, messages: (rest.messages as unknown[]).slice(1) }, { ...story(''), messages: story('').messages.slice(1) })
})

test('a database of a newer Tandem is refused, by the server and by the command', { timeout: 60_000 }, async () => {
  const url = await databaseAt0001()
  await migrate({ url, log })
  await query(url, `insert into migrations (name, timestamp) values ('9999-much-later', 'x'); comment on table migrations is '9999'`)
  await assert.rejects(() => migrate({ url, log }), /upgraded by a newer Tandem \(it is at 9999, this one knows \d{4}\)/)
  const { code, wrong } = await command(['workspace', 'list'], { DATABASE_URL: url, DATA_DIR: folder })
  assert.deepEqual([code, /start that version, or restore an older backup/.test(wrong)], [3, true], wrong)
  const doctor = await command(['doctor'], { DATABASE_URL: url, DATA_DIR: folder, KEY_FILE: keyFolder, PORT: '1' })
  assert.deepEqual(
    [doctor.code, /NO {2}Schema: the database is at 9999-much-later, which this Tandem does not know/.test(doctor.said)],
    [1, true],
    doctor.said,
  )
})

function command(args: string[], env: Record<string, string>): Promise<{ code: number; said: string; wrong: string }> {
  return new Promise((resolve) => {
    const all = { PATH: process.env['PATH'], ...env }
    execFile(process.execPath, [join(root, 'src/cli/main.ts'), ...args], { env: all }, (error, said, wrong) =>
      resolve({ code: Number(error?.code ?? 0), said, wrong }),
    )
  })
}
