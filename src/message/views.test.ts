import assert from 'node:assert/strict'
import { test } from 'vitest'
import { time } from './views.ts'

const times = [
  ['2026-11-21T20:00:00Z', true, 'as ours are'],
  ['0001-01-01T00:00:00Z', true, 'the first there is'],
  ['0000-01-01T00:00:00Z', false, 'the database would refuse it with an error of its own'],
  ['2026-02-30T00:00:00Z', false, 'there is no such day'],
] as const

for (const [text, ok, because] of times)
  test(`${text} is ${ok ? 'a' : 'no'} time: ${because}`, () => assert.equal(time.safeParse(text).success, ok))
