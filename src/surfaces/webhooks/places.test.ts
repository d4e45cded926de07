import assert from 'node:assert/strict'
import { test } from 'vitest'
import { makePlaces } from './places.ts'

const hook = { id: 'a', seq: 10 }

test('a place is the one that is noted, until more was looked through', () => {
  const places = makePlaces()
  assert.equal(places.of(hook), 10)
  assert.equal(places.passed(hook, 20, 0), false)
  assert.equal(places.of(hook), 20)
})

test('who was told something since, or is to begin elsewhere, is looked at from there', () => {
  const places = makePlaces()
  places.passed(hook, 20, 0)
  assert.equal(places.of({ ...hook, seq: 15 }), 15)
  assert.equal(places.of({ ...hook, seq: 5 }), 5)
})

test('it is noted after a while, counted from the first that was passed over', () => {
  const places = makePlaces()
  assert.deepEqual(
    [0, 5_000, 5_001].map((nowMs, n) => places.passed(hook, 20 + n, nowMs)),
    [false, false, true],
  )
  assert.equal(places.passed({ ...hook, seq: 22 }, 30, 5_002), false, 'and then anew')
})

test('who is told no more is forgotten', () => {
  const places = makePlaces()
  places.passed(hook, 20, 0)
  places.keep(new Set(['b']))
  assert.equal(places.of(hook), 10)
})
