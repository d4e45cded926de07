import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { firstIdAt, makeIds, newId, timeOfId, uuidFromBytes, uuidToBytes } from './ids.ts'

const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

test('an id is a UUIDv7 of its moment', () => {
  const ids = makeIds(() => Date.UTC(2026, 10, 21))
  const id = ids()
  assert.match(id, shape)
  assert.equal(timeOfId(id), Date.UTC(2026, 10, 21))
})

test('ids grow, whatever the clock does', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 2 ** 47 }), { minLength: 1, maxLength: 200 }), (clock) => {
      let at = 0
      const made = clock.map(
        (
          (ids) => () =>
            ids()
        )(makeIds(() => clock[at++] as number)),
      )
      assert.ok(made.every((id, i) => shape.test(id) && (i === 0 || id > (made[i - 1] as string))))
    }),
  )
})

test('many within one millisecond are all different and in order', () => {
  const made = makeIds(() => 1_700_000_000_000).many(100_000)
  assert.equal(new Set(made).size, made.length)
  assert.deepEqual(made, made.toSorted())
})

test('two makers do not meet', () => {
  const both = [makeIds(() => 5), makeIds(() => 5)].flatMap((ids) => ids.many(10_000))
  assert.equal(new Set(both).size, both.length)
})

test('bytes and back', () => {
  for (const id of newId.many(1000)) assert.equal(uuidFromBytes(uuidToBytes(id)), id)
})

test('the first id of a moment comes before every other of it, and after those before', () => {
  const at = 1_800_000_000_000
  assert.equal(timeOfId(firstIdAt(at)), at)
  assert.ok(firstIdAt(at) <= makeIds(() => at)())
  assert.ok(makeIds(() => at - 1)() < firstIdAt(at))
})
