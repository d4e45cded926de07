import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/support/postgres.ts'
import { makeBell } from './bell.ts'
import { stoppedClock } from './clock.ts'
import { append, type Event } from './events.ts'
import { newId } from './ids.ts'
import { openLeases } from './leases.ts'
import { openLog } from './log.ts'
import { follow } from './reader.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh[Symbol.asyncDispose]())

const until = async (holds: () => boolean) => {
  for (let tries = 0; !holds(); tries++) {
    assert.ok(tries < 400, `never: ${holds}`)
    await wait(10)
  }
}

let names = 0
const counted = ['two', 'eighteen', 'five'].flatMap((word) => [1, 2, 3, 4].map((n) => `${word} ${n}`))
const wanted = ['a', 'b', 'c', 'bad', 'good', ...counted]
function setUp(name = `reader ${++names}`, kinds: readonly string[] = wanted) {
  const bell = makeBell()
  const clock = stoppedClock(new Date(0))
  const leases = openLeases({ query: fresh.db.spineRead, holder: newId(), clock })
  const taken: string[] = []
  const away = new Set<number>()
  const broken = new Set<string>()
  const open = () =>
    follow(
      {
        name,
        kinds,
        async take(events: Event[]) {
          if (events.some(({ kind }) => broken.has(kind))) throw new Error('a bug')
          taken.push(...events.filter(({ workspaceId }) => !away.has(workspaceId)).map(({ kind }) => kind))
          return [...away].filter((id) => events.some(({ workspaceId }) => workspaceId === id))
        },
      },
      { db: fresh.db, bell, leases, log: openLog('silent'), everyMs: 10, catchUpEveryMs: 0 },
    )
  return { name, bell, leases, taken, away, broken, open }
}
const write = (...events: [workspaceId: number, kind: string][]) =>
  fresh.db.spine((tx) =>
    append(
      tx,
      events.map(([workspaceId, kind]) => ({ workspaceId, kind, at: new Date(0) })),
    ),
  )
const gaps = (name: string) => fresh.owner('select * from reader_gaps where name = $1', [name])

test('everything is taken in order, and after a restart only what is new', async () => {
  await write([1, 'a'], [1, 'b'])
  const it = setUp()
  {
    await using _ = it.open()
    await until(() => it.taken.length === 2)
  }
  await write([1, 'c'])
  await using _ = it.open()
  await until(() => it.taken.length === 3)
  assert.deepEqual(it.taken, ['a', 'b', 'c'])
})

test('a workspace without its key is left behind, the others of its lane go on; when the key is back it catches up, each once, in order', async () => {
  const it = setUp()
  it.away.add(2)
  await write([2, 'two 1'], [18, 'eighteen 1'])
  {
    await using _ = it.open()
    await until(() => it.taken.includes('eighteen 1'))
    await write([2, 'two 2'], [18, 'eighteen 2'])
    it.bell.ring()
    await until(() => it.taken.includes('eighteen 2'))
    assert.ok(!it.taken.some((kind) => kind.startsWith('two')))
  }
  assert.equal((await gaps(it.name)).length, 1, 'remembered across a restart')
  it.away.clear()
  await write([2, 'two 3'])
  await using _ = it.open()
  await until(() => it.taken.includes('two 3'))
  assert.deepEqual(
    it.taken.filter((kind) => kind.startsWith('two')),
    ['two 1', 'two 2', 'two 3'],
  )
  await write([2, 'two 4'])
  it.bell.ring()
  await until(() => it.taken.includes('two 4'))
  assert.deepEqual(await gaps(it.name), [])
})

test('what cannot be taken stops its lane and no other, and goes on when it can', async () => {
  const it = setUp()
  it.broken.add('bad')
  await write([3, 'bad'], [4, 'good'])
  await using _ = it.open()
  await until(() => it.taken.includes('good'))
  it.broken.clear()
  await until(() => it.taken.includes('bad'))
  assert.deepEqual(it.taken.filter((kind) => kind === 'bad' || kind === 'good').toSorted(), ['bad', 'good'])
})

test('of two processes one reads; the other takes over from where it was', async () => {
  const one = setUp('shared')
  const two = setUp('shared')
  await write([5, 'five 1'])
  {
    await using _one = one.open()
    await until(() => one.taken.includes('five 1'))
    await using _two = two.open()
    await write([5, 'five 2'])
    await until(() => one.taken.includes('five 2'))
    await wait(50)
    assert.deepEqual(two.taken, [])
  }
  await one.leases.releaseAll()
  await write([5, 'five 3'])
  await using _two = two.open()
  await until(() => two.taken.includes('five 3'))
  assert.deepEqual(two.taken, ['five 3'])
})

test('what a reader does not want is passed over, and its place is behind it', async () => {
  const it = setUp('picky', ['a'])
  await write([6, 'noise'], [6, 'a'], [6, 'noise'])
  await using reading = it.open()
  await until(() => it.taken.includes('a') && reading.behind() === 0)
  assert.deepEqual(
    it.taken.filter((kind) => kind === 'noise'),
    [],
  )
  for (let place = 0; place !== 3; await wait(10)) {
    const [row] = await fresh.owner<{ seq: string }>(`select seq from readers where name = 'picky' and lane = 6`)
    place = Number(row?.seq ?? 0)
  }
})

test('one that hangs in the middle says how far behind it is', async () => {
  const { bell, leases } = setUp()
  const [go, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  await write([7, 'a'], [7, 'b'])
  const take = async () => {
    go.resolve()
    await goOn.promise
    return []
  }
  const parts = { db: fresh.db, bell, leases, log: openLog('silent'), everyMs: 10 }
  await using reading = follow({ name: 'stuck', kinds: ['a', 'b'], take }, parts)
  await go.promise
  assert.ok(reading.behind() >= 2, `${reading.behind()}`)
  goOn.resolve()
  await until(() => reading.behind() === 0)
})
