import assert from 'node:assert/strict'
import { afterAll, beforeAll, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/support/postgres.ts'
import { append, type NewEvent, readLane } from './events.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase({ max: 10 })
})
afterAll(() => fresh[Symbol.asyncDispose]())

const event = (workspaceId: number, kind: string): NewEvent => ({ workspaceId, at: new Date(0), kind })
const read = (lane: number, after = 0) => readLane(fresh.db.spineRead, lane, after, 10_000)

/** Resolves when it is told to. */
const gate = () => {
  let open = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, passed }
}

test('a transaction that began first and commits last: its events come last, and no reader has passed them by', async () => {
  const [began, go] = [gate(), gate()]
  const slow = fresh.db.spine(async (tx) => {
    await tx.query('select 1')
    began.open()
    await go.passed
    append(tx, [event(1, 'slow')])
  })
  await began.passed
  await fresh.db.spine((tx) => append(tx, [event(1, 'quick')]))
  const seen = await read(1)
  go.open()
  await slow
  const after = await read(1, seen.at(-1)?.seq)
  assert.deepEqual(
    [seen, after].map((of) => of.map(({ kind, seq }) => [kind, seq])),
    [[['quick', 1]], [['slow', 2]]],
  )
})

test('two commits cross: who has its numbers and has not committed keeps the lane, so what is seen has no gap before it', async () => {
  const [numbered, go] = [gate(), gate()]
  const first = fresh.db.spine(async (tx) => {
    append(tx, [event(2, 'first'), event(2, 'first')])
    await tx.query('select 1')
    numbered.open()
    await go.passed
  })
  await numbered.passed
  let done = false
  const second = fresh.db
    .spine((tx) => append(tx, [event(2, 'second')]))
    .then(() => {
      done = true
    })
  await fresh.db.spine((tx) => append(tx, [event(3, 'of another lane')]))
  assert.deepEqual([done, await read(2)], [false, []], 'the other lanes go on, this one waits')
  go.open()
  await Promise.all([first, second])
  assert.deepEqual(
    (await read(2)).map(({ kind, seq }) => `${seq} ${kind}`),
    ['1 first', '2 first', '3 second'],
  )
})

test('what is rolled back leaves no gap', async () => {
  const failing = fresh.db.spine(async (tx) => {
    append(tx, [event(4, 'never')])
    throw new Error('no')
  })
  await assert.rejects(failing, /no/)
  await fresh.db.spine((tx) => append(tx, [event(4, 'after')]))
  assert.deepEqual(
    (await read(4)).map(({ seq }) => seq),
    [1],
  )
})

test('many at once, of many lanes in every order: dense, in commit order, and nobody waits in a ring', async () => {
  const of = (n: number): NewEvent[] =>
    Array.from({ length: 7 }, (_, i) => event(5 + ((n * 3 + i * (n % 2 ? 1 : -1) + 50) % 5), `${n}/${i}`))
  const writers = Array.from({ length: 40 }, (_, n) => fresh.db.spine((tx) => append(tx, of(n))))
  const watched: number[] = []
  const watching = (async () => {
    while (watched.length < 40 * 7) {
      for (const lane of [5, 6, 7, 8, 9]) {
        const seen = watched.filter((it) => it % 16 === lane).length
        const events = await read(lane, seen)
        assert.deepEqual(
          events.map(({ seq }) => seq),
          events.map((_, i) => seen + i + 1),
        )
        watched.push(...events.map(() => lane))
      }
    }
  })()
  await Promise.all(writers)
  await watching
  for (const lane of [5, 6, 7, 8, 9]) {
    const events = await read(lane)
    assert.deepEqual(
      events.map(({ seq }) => seq),
      events.map((_, i) => i + 1),
    )
    for (const writer of new Set(events.map(({ kind }) => kind.split('/')[0]))) {
      const own = events.filter(({ kind }) => kind.startsWith(`${writer}/`)).map(({ kind }) => Number(kind.split('/')[1]))
      assert.deepEqual(
        own,
        own.toSorted((a, b) => a - b),
        'each writer’s events keep their order',
      )
    }
  }
})
