import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MAX_SEQUENCE } from './pdu.ts'
import { Pending } from './pending.ts'

test('a request is found by its number until it is freed', () => {
  const pending = new Pending<string>(4)
  const sequence = pending.add('a', 3, 0)
  const slot = pending.find(sequence)
  expect([pending.ownerAt(slot), pending.placeAt(slot), pending.count]).toEqual(['a', 3, 1])
  pending.free(slot)
  expect([pending.find(sequence), pending.count]).toEqual([-1, 0])
})

test('an old request keeps its place while numbers go round and round', () => {
  const pending = new Pending<number>(8)
  const old = pending.add(-1, 0, 0)
  for (let i = 0; i < 1_000; i++) pending.free(pending.find(pending.add(i, 0, 0)))
  expect(pending.ownerAt(pending.find(old))).toBe(-1)
})

test('numbers start over at 1 after the last one', () => {
  const pending = new Pending<number>(8, MAX_SEQUENCE - 1)
  expect([pending.nextSequence(), pending.nextSequence()]).toEqual([MAX_SEQUENCE, 1])
})

test('0 is the number of no request', () => expect(new Pending<number>(8).find(0)).toBe(-1))

test('what was sent too long ago expires, the rest stays', () => {
  const pending = new Pending<string>(4)
  pending.add('old', 0, 10)
  pending.add('new', 1, 20)
  const expired: string[] = []
  expect([pending.anyUntil(9), pending.anyUntil(10)]).toEqual([false, true])
  pending.expire(10, (owner) => expired.push(owner))
  expect([expired, pending.count]).toEqual([['old'], 1])
})

test('any order of answers finds each request exactly once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.infiniteStream(fc.nat()), (window, picks) => {
      const pending = new Pending<number>(window)
      const open = new Map<number, number>()
      for (let i = 0; i < 500; i++) {
        if (open.size < window) open.set(pending.add(i, i, 0), i)
        const [sequence, owner] = [...open][(picks.next().value ?? 0) % open.size] ?? [0, 0]
        if (open.size < window && i % 3 > 0) continue
        const slot = pending.find(sequence)
        expect([pending.ownerAt(slot), pending.placeAt(slot)]).toEqual([owner, owner])
        pending.free(slot)
        open.delete(sequence)
      }
      expect(pending.count).toBe(open.size)
    }),
    { numRuns: 20 },
  )
})
