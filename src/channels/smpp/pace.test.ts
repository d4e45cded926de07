import assert from 'node:assert/strict'
import { test } from 'vitest'
import { makePace } from './pace.ts'

test('without a contract there is always room', () => {
  const pace = makePace(undefined, () => 0)
  pace.took(1_000_000)
  assert.equal(pace.room(), Number.POSITIVE_INFINITY)
})

for (const perSecond of [1, 10, 100, 333])
  test(`${perSecond} a second: never more in any second than that and a quarter`, () => {
    let now = 0
    const pace = makePace(perSecond, () => now)
    const at: number[] = []
    for (; now < 5_000; now += 5) {
      const room = pace.room()
      pace.took(room)
      at.push(...Array.from({ length: room }, () => now))
    }
    for (let from = 0; from < 4_000; from += 100) {
      const within = at.filter((it) => it >= from && it < from + 1_000).length
      assert.ok(within <= perSecond + Math.max(1, perSecond / 4) + 1, `${within} in the second from ${from}`)
    }
    assert.ok(at.length >= perSecond * 4, `${at.length} in five seconds`)
  })
