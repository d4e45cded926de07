import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/support/postgres.ts'
import { CannotStart } from './cannot-start.ts'
import { openLog } from './log.ts'
import { migrate, readSteps } from './migrate.ts'
import { otherDatabase } from './postgres-door.ts'

const log = openLog('silent')
let fresh: FreshDatabase
let folder: string
let url: string

beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh[Symbol.asyncDispose]())

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-migrations-'))
  const name = `empty_${randomUUID().replaceAll('-', '')}`
  await fresh.owner(`create database ${name} template template0`)
  url = otherDatabase(fresh.url, name)
  return async () => {
    rmSync(folder, { recursive: true })
    await fresh.owner(`drop database ${name} with (force)`)
  }
})

function step(number: string, text: string, safeFrom = number): void {
  writeFileSync(join(folder, `${number}-step.sql`), `-- ${number} (safe with code from ${safeFrom} on): for a test\n${text}\n`)
}

const refusal = (words: RegExp) => (error: unknown) =>
  error instanceof CannotStart && words.test(error.message) && error.message.endsWith('.')

test('steps are taken in order, once, by however many at once', async () => {
  step('0001', 'create table things (n int); insert into things values (1);')
  step('0002', 'insert into things select n + 1 from things;')
  await Promise.all([migrate({ url, log, folder }), migrate({ url, log, folder }), migrate({ url, log, folder })])
  step('0003', 'insert into things select sum(n) from things;')
  await migrate({ url, log, folder })
  await migrate({ url, log, folder })
  await using own = await at(url)
  assert.deepEqual(await own.rows('select n from things order by n'), [{ n: 1 }, { n: 2 }, { n: 3 }])
})

test('a step that fails changes nothing, and is named', async () => {
  step('0001', 'create table things (n int);')
  step('0002', 'insert into things values (1); select 1/0;')
  await assert.rejects(migrate({ url, log, folder }), /Migration 0002-step failed, and nothing was changed: division by zero/)
  await using own = await at(url)
  assert.deepEqual(await own.rows(`select to_regclass('things') as it`), [{ it: null }])
})

test('a database of a newer Tandem is refused', async () => {
  step('0001', '')
  step('0002', '')
  await migrate({ url, log, folder })
  rmSync(join(folder, '0002-step.sql'))
  await assert.rejects(migrate({ url, log, folder }), refusal(/upgraded by a newer Tandem \(it is at 0002, this one knows 0001\)/))
})

test('unless its steps are safe with this code', async () => {
  step('0001', '')
  step('0002', '', '0001')
  await migrate({ url, log, folder })
  rmSync(join(folder, '0002-step.sql'))
  await migrate({ url, log, folder })
})

test('the two roles are there, and are nobody special', async () => {
  await migrate({ url, log, folder })
  const roles = await fresh.owner(
    `select rolname, rolsuper, rolbypassrls, rolcanlogin from pg_roles where rolname in ('tandem_web', 'tandem_spine') order by 1`,
  )
  const plain = { rolsuper: false, rolbypassrls: false, rolcanlogin: false }
  assert.deepEqual(roles, [
    { rolname: 'tandem_spine', ...plain },
    { rolname: 'tandem_web', ...plain },
  ])
})

test('an owner who is no superuser can migrate, and become both', async () => {
  const name = `owner_${randomUUID().slice(0, 8)}`
  const database = new URL(url).pathname.slice(1)
  await fresh.owner(`create role ${name} login password 'x' createrole`)
  await fresh.owner(`grant tandem_web, tandem_spine to ${name} with admin true, set false`)
  await fresh.owner(`alter database ${database} owner to ${name}`)
  const theirs = new URL(url)
  theirs.username = name
  theirs.password = 'x'
  step('0001', 'create table things (n int);')
  await migrate({ url: theirs.href, log, folder })
  await using own = await at(theirs.href)
  await own.rows('set role tandem_web')
  await own.rows('reset role')
  await own.rows('set role tandem_spine')
})

test('an owner who may not make roles is told so', async () => {
  const name = `owner_${randomUUID().slice(0, 8)}`
  await fresh.owner(`create role ${name} login password 'x'`)
  await fresh.owner(`alter database ${new URL(url).pathname.slice(1)} owner to ${name}`)
  const theirs = new URL(url)
  theirs.username = name
  theirs.password = 'x'
  await assert.rejects(migrate({ url: theirs.href, log, folder }), refusal(/may not create the roles/))
})

test('a database that does not answer is one sentence, without the password', async () => {
  const nobody = migrate({ url: 'postgresql://tandem:hush@127.0.0.1:1/x', log, folder })
  await assert.rejects(
    nobody,
    (error) => refusal(/^The database does not answer \(.*\): check DATABASE_URL/)(error) && !String(error).includes('hush'),
  )
})

test('a Postgres that is too old is one sentence', async () => {
  const old = await pretendPostgres('16.9 (Debian 16.9-1)')
  await assert.rejects(
    migrate({ url: `postgresql://a@127.0.0.1:${old.port}/b`, log, folder }),
    refusal(/^The database is Postgres 16\.9 .*17 or newer/),
  )
  old.close()
})

test('every step says what it is and what it is safe with', () => {
  assert.ok(readSteps(join(import.meta.dirname, '..', '..', 'migrations')).length >= 1)
  writeFileSync(join(folder, '0001-silent.sql'), 'select 1;')
  assert.throws(() => readSteps(folder), /0001-silent\.sql must begin with "-- 0001 \(safe with code from/)
})

async function at(where: string) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: where })
  await client.connect()
  return {
    rows: async (text: string) => (await client.query(text)).rows,
    [Symbol.asyncDispose]: () => client.end(),
  }
}

/** Speaks just enough of Postgres's protocol (53.7) to answer one question with one text. */
function pretendPostgres(answer: string): Promise<{ port: number; close(): void }> {
  const message = (type: string, ...parts: Buffer[]): Buffer => {
    const body = Buffer.concat(parts)
    const head = Buffer.from([type.charCodeAt(0), 0, 0, 0, 0])
    head.writeInt32BE(body.length + 4, 1)
    return Buffer.concat([head, body])
  }
  const text = (words: string): Buffer => Buffer.from(`${words}\0`)
  const int = (value: number, bytes: number): Buffer => {
    const it = Buffer.alloc(bytes)
    it.writeIntBE(value, 0, bytes)
    return it
  }
  const ready = message('Z', Buffer.from('I'))
  const column = Buffer.concat([int(1, 2), text('server_version'), int(0, 4), int(0, 2), int(25, 4), int(-1, 2), int(-1, 4), int(0, 2)])
  const row = Buffer.concat([int(1, 2), int(Buffer.byteLength(answer), 4), Buffer.from(answer)])
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => {
      socket.write(Buffer.concat([message('R', int(0, 4)), ready]))
      socket.on('data', (data) => {
        if (data[0] === 0x51) socket.write(Buffer.concat([message('T', column), message('D', row), message('C', text('SHOW')), ready]))
      })
    })
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve({ port: typeof address === 'object' && address ? address.port : 0, close: () => server.close() })
    })
  })
}
