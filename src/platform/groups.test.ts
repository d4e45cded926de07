import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { DbUnavailable } from './db-errors.ts'
import { GroupFull, grouped } from './groups.ts'

type Item = { n: number; bad?: boolean }
const item = (n: number, bad = false): Item => ({ n, bad })
const roomy = { maxBatch: 1000, maxWaiting: 100_000 }

/** A flush that writes batches down, refuses any with a bad item as a transaction would, and waits when told to. */
function ledger() {
  const batches: number[][] = []
  const attempts: number[][] = []
  let open = Promise.withResolvers<void>()
  open.resolve()
  return {
    batches,
    attempts,
    hold: () => {
      open = Promise.withResolvers<void>()
      return () => open.resolve()
    },
    flush: async (batch: Item[]): Promise<number[]> => {
      const numbers = batch.map((it) => it.n)
      attempts.push(numbers)
      await open.promise
      if (batch.some((it) => it.bad)) throw new Error('bad row')
      batches.push(numbers)
      return numbers.map((n) => n * 10)
    },
  }
}

test('what is asked in one turn is one batch; what arrives during a flush is the next', async () => {
  const book = ledger()
  const release = book.hold()
  const group = grouped(book.flush, roomy)
  const first = [group(item(1)), group([item(2), item(3)])]
  await Promise.resolve()
  const second = [group(item(4)), group(item(5))]
  assert.equal(group.waiting(), 2)
  release()
  assert.deepEqual(await Promise.all([...first, ...second]), [[10], [20, 30], [40], [50]])
  assert.deepEqual(book.batches, [
    [1, 2, 3],
    [4, 5],
  ])
})

test('one alone is flushed at once, without a timer', async () => {
  const book = ledger()
  const group = grouped(book.flush, roomy)
  assert.deepEqual(await group(item(7)), [70])
  assert.deepEqual(await group([]), [])
  await group.idle()
})

test('a bad row fails only its own caller', async () => {
  const book = ledger()
  const group = grouped(book.flush, roomy)
  const results = await Promise.allSettled([group(item(1)), group([item(2), item(3, true)]), group(item(4)), group(item(5))])
  assert.deepEqual(
    results.map((it) => it.status),
    ['fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
  )
  assert.deepEqual(book.batches, [[1], [4, 5]])
})

test('a database that is gone fails all, once', async () => {
  let flushes = 0
  const group = grouped<Item, number>(async () => {
    flushes += 1
    throw new DbUnavailable(new Error('gone'))
  }, roomy)
  const results = await Promise.allSettled([1, 2, 3, 4].map((n) => group(item(n))))
  assert.ok(results.every((it) => it.status === 'rejected' && it.reason instanceof DbUnavailable))
  assert.equal(flushes, 1)
})

test('beyond maxWaiting callers are refused, and later welcome again', async () => {
  const book = ledger()
  const release = book.hold()
  const group = grouped(book.flush, { maxBatch: 10, maxWaiting: 3 })
  const first = group(item(0))
  await Promise.resolve()
  const waiting = [1, 2, 3].map((n) => group(item(n)))
  await assert.rejects(group(item(4)), GroupFull)
  release()
  await Promise.all([first, ...waiting])
  assert.deepEqual(await group(item(5)), [50])
})

test('a batch holds whole callers, up to maxBatch; a longer list goes alone', async () => {
  const book = ledger()
  const group = grouped(book.flush, { maxBatch: 3, maxWaiting: 100 })
  await Promise.all([group([item(1), item(2)]), group([item(3), item(4)]), group(item(5)), group([6, 7, 8, 9].map((n) => item(n)))])
  assert.deepEqual(book.batches, [
    [1, 2],
    [3, 4, 5],
    [6, 7, 8, 9],
  ])
})

test('a flush that loses results is a bug for everybody, and is not done again', async () => {
  let flushes = 0
  const group = grouped<Item, number>(async () => {
    flushes += 1
    return []
  }, roomy)
  const results = await Promise.allSettled([group(item(1)), group(item(2))])
  assert.ok(results.every((it) => it.status === 'rejected'))
  assert.equal(flushes, 1)
})

test('idle waits for the last flush', async () => {
  const book = ledger()
  const release = book.hold()
  const group = grouped(book.flush, roomy)
  const asked = group(item(1))
  const idle = group.idle().then(() => 'idle')
  assert.equal(await Promise.race([idle, Promise.resolve('busy')]), 'busy')
  release()
  assert.equal(await idle, 'idle')
  assert.deepEqual(await asked, [10])
})

const asking = fc.record({ size: fc.integer({ min: 1, max: 6 }), badAt: fc.option(fc.integer({ min: 0, max: 5 })), turn: fc.boolean() })

test('whatever comes: each caller gets its own results in order, or its own failure; nothing is written twice or lost', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(asking, { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 12 }), async (askings, maxBatch) => {
      const book = ledger()
      const group = grouped(book.flush, { maxBatch, maxWaiting: 1000 })
      let n = 0
      const asked: { items: Item[]; result: Promise<PromiseSettledResult<number[]>[]> }[] = []
      for (const { size, badAt, turn } of askings) {
        const items = Array.from({ length: size }, (_, at) => item(n++, at === badAt))
        asked.push({ items, result: Promise.allSettled([group(items)]) })
        if (turn) await Promise.resolve()
      }
      const good: number[] = []
      for (const { items, result } of asked) {
        const [outcome] = await result
        if (items.some((it) => it.bad)) {
          assert.equal(outcome?.status, 'rejected')
          continue
        }
        assert.deepEqual(outcome, { status: 'fulfilled', value: items.map((it) => it.n * 10) })
        good.push(...items.map((it) => it.n))
      }
      await group.idle()
      // Once each, and in the order they were asked.
      assert.deepEqual(book.batches.flat(), good)
      assert.equal(group.waiting(), 0)
    }),
  )
})
