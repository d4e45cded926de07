import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import pg from 'pg'
import { afterAll, beforeAll, inject, test } from 'vitest'
import { openDb } from '../platform/db.ts'
import { newId } from '../platform/ids.ts'
import { openLog } from '../platform/log.ts'
import { migrate } from '../platform/migrate.ts'
import { otherDatabase } from '../platform/postgres-door.ts'
import { makeKey } from '../workspaces/api-keys/store.ts'
import { createWorkspace, workspaces } from '../workspaces/store.ts'
import { manifestIn } from './backup/manifest.ts'
import { restoreInto } from './backup/restore-into.ts'
import { writeBackup } from './backup/write.ts'

/** With a Postgres of one's own, whose user owns the database and is no superuser: row-level security keeps it out unless it is careful. */

const log = openLog('silent')
const folder = mkdtempSync(join(tmpdir(), 'tandem-own-'))
const [user, from, into] = ['owner', 'from', 'into'].map((it) => `${it}_${randomUUID().replaceAll('-', '')}`) as [string, string, string]
const quiet = { tell: () => {}, done: () => {} }
const config = (database: string) =>
  ({ databaseUrl: url(database), dataDir: folder, key: { kind: 'file', folder: join(folder, 'keys') } }) as never // `as`: of the settings what is looked at

async function superuser(database: string, ...statements: string[]): Promise<object[]> {
  const client = new pg.Client({ connectionString: otherDatabase(inject('templateUrl'), database) })
  await client.connect()
  try {
    let rows: object[] = []
    for (const statement of statements) ({ rows } = await client.query(statement))
    return rows
  } finally {
    await client.end()
  }
}

function url(database: string): string {
  const it = new URL(otherDatabase(inject('templateUrl'), database))
  it.username = user
  it.password = 'secret'
  return it.href
}

beforeAll(async () => {
  await superuser(
    'postgres',
    `create role ${user} login createrole password 'secret'`,
    `grant tandem_web, tandem_spine to ${user} with set true, inherit false`,
  )
  for (const database of [from, into]) await superuser('postgres', `create database ${database} owner ${user}`)
  for (const database of [from, into]) await superuser(database, `grant create, usage on schema public to ${user} with grant option`)
  await migrate({ url: url(from), log })
})
afterAll(async () => {
  for (const database of [from, into]) await superuser('postgres', `drop database ${database} with (force)`)
  await superuser('postgres', `drop owned by ${user}`, `drop role ${user}`)
  rmSync(folder, { recursive: true, force: true })
})

const all = `select c.relname as name, (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I', c.relname), false, true, '')))[1]::text as n
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname !~ '^(leases|migrations)' order by 1`
const guarded = `select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace and relforcerowsecurity`

test('every row is backed up and comes back, and the guard stands again afterwards', { timeout: 60_000 }, async () => {
  const db = openDb({ url: url(from), log })
  const { workspaceId, teamId } = await createWorkspace(db, { name: 'Bakery', timeZone: 'Europe/Madrid', demo: false })
  await createWorkspace(db, { name: 'Dentist', timeZone: 'Europe/Madrid', demo: false })
  await makeKey(db, { workspaceId, name: 'shop', scopes: ['messages:read'], madeBy: null })
  const body = Buffer.from([0, 1, 2, 255])
  await db.spine(async (tx) => {
    await tx.query(
      `insert into messages (workspace_id, id, direction, from_uri, to_uris, purpose, body, verdicts, accepted_at, state)
       select $1, it, 'out', 'tel:+14155550123', array['tel:+14155550188', 'a "b" \\'], 'service', $3, '{"b":1,"a":2}', '2026-01-02 03:04:05.678901+02', 'delivered' from unnest($2::uuid[]) it`,
      [workspaceId, Array.from({ length: 2_500 }, newId), body],
    )
    await tx.query(
      `insert into flight (workspace_id, message_id, state, link_id, epoch, due_at, expires_at) values ($1, $2, 'queued', $3, 7, now(), now())`,
      [workspaceId, newId(), teamId],
    )
  })
  await db.close()

  const identity = await generateX25519Identity()
  const to = join(folder, 'backup')
  await writeBackup({
    url: url(from),
    key: config(from)['key'],
    to,
    recipient: await identityToRecipient(identity),
    now: new Date(),
    progress: quiet,
  })
  const manifest = manifestIn(to)
  assert.deepEqual(
    (await superuser(from, all)) as object[],
    manifest.tables.map(({ name, rows }) => ({ name, n: String(rows) })),
    'a table nobody told the backup about would be missing here',
  )
  await restoreInto(config(into), { folder: to, manifest, identity, progress: quiet }, 'send')
  assert.deepEqual(await superuser(into, all), await superuser(from, all))
  assert.deepEqual(await superuser(into, guarded), await superuser(from, guarded))
  const first = `select body, to_uris, verdicts::text, accepted_at::text, tableoid::regclass::text as partition from messages order by id limit 1`
  assert.deepEqual(await superuser(into, first), await superuser(from, first))
  assert.deepEqual(await superuser(into, 'select state, epoch::int from flight'), [{ state: 'queued', epoch: 0 }])

  const restored = openDb({ url: url(into), log })
  assert.deepEqual(
    (await workspaces(restored)).map(({ name }) => name),
    ['Bakery', 'Dentist'],
  )
  assert.equal((await createWorkspace(restored, { name: 'Florist', timeZone: 'Europe/Madrid', demo: false })).workspaceId, 3)
  await assert.rejects(
    () => restoreInto(config(into), { folder: to, manifest, identity, progress: quiet }, 'ask'),
    /A server is using this database/,
  )
  await restored.close()
  await assert.rejects(
    () => restoreInto(config(into), { folder: to, manifest, identity, progress: quiet }, 'ask'),
    /has workspaces in it already/,
  )
})

test('a restore that breaks off leaves the database empty, and can be begun again', { timeout: 60_000 }, async () => {
  await superuser('postgres', `drop database ${into} with (force)`, `create database ${into} owner ${user}`)
  await superuser(into, `grant create, usage on schema public to ${user} with grant option`)
  const folderOf = join(folder, 'backup')
  const manifest = manifestIn(folderOf)
  const identity = await generateX25519Identity()
  await assert.rejects(
    () => restoreInto(config(into), { folder: folderOf, manifest, identity, progress: quiet }, 'ask'),
    /cannot be opened with this recovery key/,
  )
  const short = { ...manifest, keys: { kind: 'server' as const, host: 'x' }, tables: manifest.tables.map((it) => ({ ...it })) }
  await assert.rejects(
    () => restoreInto(config(into), { folder: folderOf, manifest: short, identity, progress: quiet }, 'ask'),
    /cannot be opened/,
  )
  assert.deepEqual(await superuser(into, 'select count(*)::int as n from workspaces'), [{ n: 0 }])
  assert.ok(readFileSync(join(folderOf, 'manifest.json')))
})
