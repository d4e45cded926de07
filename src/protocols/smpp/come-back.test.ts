import { expect, test } from 'vitest'
import { attemptAfter, backOffMs } from './come-back.ts'
import { status } from './status.ts'

test.each([
  ['a carrier out of reach is left alone longer each time', 4, null, 0, 4],
  ['a bind that was short makes nothing good', 4, 9_999, 0, 4],
  ['a bind that lasted begins anew', 4, 10_000, 0, 0],
  ['wrong credentials begin further on', 0, null, status.invalidPassword, 3],
  ['and do not go back', 6, null, status.bindFailed, 6],
  ['a carrier that is only busy is asked again soon', 0, null, status.systemError, 0],
])('%s', (_, attempts, boundForMs, bindStatus, expected) => {
  expect(attemptAfter(attempts, { boundForMs, bindStatus })).toBe(expected)
})

test('waits double up to the longest, each somewhere in its upper half', () => {
  const waits = (random: number) => [0, 1, 2, 10].map((attempt) => backOffMs(attempt, 1_000, 60_000, () => random))
  expect(waits(0)).toEqual([500, 1_000, 2_000, 30_000])
  expect(waits(1)).toEqual([1_000, 2_000, 4_000, 60_000])
})
