import assert from 'node:assert/strict'
import { test } from 'vitest'
import { digitsOf, entryIn } from './entry.ts'

const entry = (prefix: string, note: string | null = null) => ({ kind: 'entry', entry: { prefix, note } })
const cases = [
  ['+1900', entry('1900'), 'a beginning'],
  ['1-900-555-0123', entry('19005550123'), 'a whole number, as people write it'],
  ['tel:+14155550100', entry('14155550100'), 'an address'],
  ['+1900,Premium rate', entry('1900', 'Premium rate'), 'with a note'],
  ['"+1 (900)";"Premium, and ""dear"""', entry('1900', 'Premium, and "dear"'), 'as a spreadsheet writes it'],
  ['+44\t', entry('44'), 'with a note that is empty'],
  ['', { kind: 'empty' }, 'nothing'],
  ['  # from the registry', { kind: 'empty' }, 'a remark'],
  ['number,note', { kind: 'wrong' }, 'a heading'],
  ['+1234567890123456', { kind: 'wrong' }, 'more digits than any number has'],
  ['--', { kind: 'wrong' }, 'no digit: it would match everything'],
] as const
for (const [line, expected, because] of cases) test(because, () => assert.deepEqual(entryIn(line), expected))

test('what is typed', () => assert.deepEqual([digitsOf(' +1 900 '), digitsOf('x'), digitsOf('')], ['1900', null, null]))
