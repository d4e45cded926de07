import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { makeLanes } from './lanes.ts'

const item = (lane: string, n: number, dueAt = 0) => ({ lane, n, dueAt })
const make = (limit: number) => makeLanes<ReturnType<typeof item>>(limit, ({ n }) => String(n).padStart(6, '0'))
const fill = (lanes: ReturnType<typeof make>, ...items: ReturnType<typeof item>[]) => items.map((it) => lanes.offer(it))
const numbers = (items: { n: number }[]) => items.map(({ n }) => n)

test('never two of one lane at a time', () => {
  const lanes = make(10)
  fill(lanes, item('a', 1), item('a', 2), item('b', 3))
  assert.deepEqual(numbers(lanes.take(10, 0)), [1, 3])
  assert.deepEqual(lanes.take(10, 0), [])
  lanes.free('a')
  assert.deepEqual(numbers(lanes.take(10, 0)), [2])
})

test('what was refused for now goes first in its lane, when it is due', () => {
  const lanes = make(10)
  fill(lanes, item('a', 1), item('a', 2))
  const [first] = lanes.take(1, 0)
  lanes.free('a', { ...first!, dueAt: 50 })
  assert.deepEqual(lanes.take(10, 49), [])
  assert.equal(lanes.nextDue(49), 50)
  assert.deepEqual(numbers(lanes.take(10, 50)), [1])
})

test('beyond the limit nothing is kept, and it says so', () => {
  const lanes = make(2)
  assert.deepEqual(fill(lanes, item('a', 1), item('b', 2), item('c', 3)), [true, true, false])
  assert.equal(lanes.size(), 2)
  assert.deepEqual(numbers(lanes.take(10, 0)), [1, 2])
})

test('what is read later and is older goes before what waits', () => {
  const lanes = make(10)
  fill(lanes, item('a', 2), item('a', 4), item('a', 1), item('a', 3))
  const out: number[] = []
  for (let [first] = lanes.take(1, 0); first; [first] = lanes.take(1, 0)) {
    out.push(first.n)
    lanes.free('a')
  }
  assert.deepEqual(out, [1, 2, 3, 4])
})

test('what is dropped goes, and what is under way stays', () => {
  const lanes = make(10)
  fill(lanes, item('a', 1), item('a', 2), item('b', 3), item('b', 4))
  lanes.take(1, 0)
  assert.deepEqual(numbers(lanes.drop(({ lane, n }) => lane === 'a' || n === 3)), [2, 3])
  assert.deepEqual([lanes.size(), lanes.busy()], [1, 1])
  lanes.free('a')
  assert.deepEqual(numbers(lanes.take(10, 0)), [4])
})

test('within a lane order always holds and nothing is lost, whatever is taken, freed and put back', () => {
  const move = fc.oneof(
    fc.record({ kind: fc.constant('offer' as const), lane: fc.constantFrom('a', 'b', 'c') }),
    fc.record({ kind: fc.constant('take' as const), count: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ kind: fc.constant('free' as const), again: fc.boolean() }),
  )
  fc.assert(
    fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
      const lanes = make(1000)
      const out: ReturnType<typeof item>[] = []
      const held: ReturnType<typeof item>[] = []
      let n = 0
      for (const it of moves) {
        if (it.kind === 'offer') fill(lanes, item(it.lane, ++n))
        if (it.kind === 'take') held.push(...lanes.take(it.count, 0))
        const first = it.kind === 'free' ? held.shift() : undefined
        if (!first) continue
        const again = it.kind === 'free' && it.again
        lanes.free(first.lane, again ? first : undefined)
        if (!again) out.push(first)
      }
      for (;;) {
        for (const it of held.splice(0)) {
          out.push(it)
          lanes.free(it.lane)
        }
        const more = lanes.take(100, 0)
        if (more.length === 0) break
        held.push(...more)
      }
      assert.equal(out.length, n)
      for (const lane of ['a', 'b', 'c']) {
        const of = numbers(out.filter((it) => it.lane === lane))
        assert.deepEqual(
          of,
          of.toSorted((a, b) => a - b),
        )
      }
    }),
  )
})
