import assert from 'node:assert/strict'
import { afterAll, beforeAll, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/support/postgres.ts'
import { openDb } from './db.ts'
import { DbUnavailable, takenIndex } from './db-errors.ts'
import { openLog } from './log.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
  await fresh.owner(`create table notes (workspace_id integer, id integer, word text, primary key (workspace_id, id))`)
  await fresh.owner(`alter table notes enable row level security`)
  await fresh.owner(
    `create policy web on notes to tandem_web using (workspace_id = nullif(current_setting('app.workspace', true), '')::int)`,
  )
  await fresh.owner(`create policy spine on notes to tandem_spine using (true)`)
  await fresh.owner(`grant all on notes to tandem_web, tandem_spine`)
  await fresh.db.spine((tx) => tx.query(`insert into notes values (1, 1, 'one'), (2, 1, 'two')`))
})
afterAll(() => fresh[Symbol.asyncDispose]())

test('web sees one workspace, spine all of them', async () => {
  const words = 'select word from notes order by 1'
  assert.deepEqual(await fresh.db.web(1, (tx) => tx.query(words)), [{ word: 'one' }])
  assert.deepEqual(await fresh.db.web(2, (tx) => tx.query(words)), [{ word: 'two' }])
  assert.deepEqual(await fresh.db.web(3, (tx) => tx.query(words)), [])
  assert.deepEqual(await fresh.db.spine((tx) => tx.query(words)), [{ word: 'one' }, { word: 'two' }])
  assert.deepEqual(await fresh.db.spineRead(words), [{ word: 'one' }, { word: 'two' }])
})

test('web cannot write into another workspace, and a connection forgets the last one', async () => {
  const db = openDb({ url: fresh.url, max: 1, log: openLog('silent') })
  await assert.rejects(
    db.web(1, (tx) => tx.query(`insert into notes values (2, 9, 'smuggled')`)),
    /row-level security/,
  )
  assert.deepEqual(await db.web(2, (tx) => tx.query(`select id from notes`)), [{ id: 1 }])
  await db.close()
})

test('a transaction that throws leaves nothing, and its connection works on', async () => {
  const broken = fresh.db.spine(async (tx) => {
    await tx.query(`insert into notes values (5, 1, 'gone')`)
    throw new Error('changed my mind')
  })
  await assert.rejects(broken, /changed my mind/)
  assert.deepEqual(await fresh.db.spineRead('select 1 as one from notes where workspace_id = 5'), [])
})

test('a failed statement that is swallowed does not pass for a commit', async () => {
  const swallowed = fresh.db.spine(async (tx) => {
    await tx.query('select 1/0').catch(() => {})
  })
  await assert.rejects(swallowed, /nothing was written/)
})

test('a unique index that was hit is named', async () => {
  const twice = fresh.db.spine((tx) => tx.query(`insert into notes values (1, 1, 'again')`))
  await assert.rejects(twice, (error) => takenIndex(error) === 'notes_pkey')
})

test('values arrive as what they are', async () => {
  const [row] = await fresh.db.spineRead<Record<string, unknown>>(
    `select 9007199254740991::bigint as big, array[1,2]::bigint[] as bigs, '2026-01-02T03:04:05.678Z'::timestamptz as at,
            '\\x00ff'::bytea as bytes, date '2026-01-02' as day, $1::uuid[] as ids`,
    [['00000000-0000-7000-8000-000000000001']],
    'values-arrive',
  )
  assert.deepEqual(row, {
    big: 9007199254740991,
    bigs: [1, 2],
    at: new Date('2026-01-02T03:04:05.678Z'),
    bytes: Buffer.from([0, 255]),
    day: '2026-01-02',
    ids: ['00000000-0000-7000-8000-000000000001'],
  })
  await assert.rejects(fresh.db.spineRead('select 9007199254740993::bigint'), RangeError)
})

test('a connection that breaks off says whether the work may have happened', async () => {
  const killed = fresh.db.spine(async (tx) => {
    const [me] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid')
    await fresh.owner('select pg_terminate_backend($1)', [me?.pid])
    await tx.query('select 1')
  })
  await assert.rejects(killed, (error) => error instanceof DbUnavailable && error.outcome === 'undone')
  assert.deepEqual(await fresh.db.spineRead('select 1 as one'), [{ one: 1 }])
})

test('connections that break off in every state break nothing else', async () => {
  const db = openDb({ url: fresh.url, max: 6, log: openLog('silent') })
  for (let round = 0; round < 10; round += 1) {
    const killed = Array.from({ length: 6 }, (_, at) =>
      db.spine(async (tx) => {
        const [me] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid')
        const end = fresh.owner('select pg_terminate_backend($1)', [me?.pid])
        if (at % 2) await end
        await Promise.all([end, tx.query('select 1'), tx.query('select 2')])
      }),
    )
    for (const it of await Promise.allSettled(killed)) assert.ok(it.status === 'rejected' && it.reason instanceof DbUnavailable)
  }
  assert.deepEqual(await db.spineRead('select 1 as one'), [{ one: 1 }])
  await db.close()
})

test('a database that is not there is unavailable', async () => {
  const db = openDb({ url: 'postgresql://nobody@127.0.0.1:1/none', log: openLog('silent') })
  await assert.rejects(db.spineRead('select 1'), DbUnavailable)
  await assert.rejects(
    db.web(1, () => Promise.resolve()),
    DbUnavailable,
  )
  await db.close()
})
