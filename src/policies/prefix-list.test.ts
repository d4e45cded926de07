import assert from 'node:assert/strict'
import { test } from 'vitest'
import { entryFor, prefixList } from './prefix-list.ts'

const list = prefixList(['+1900', '1-900-555', 'tel:+14155550100', '', '#'])

const cases = [
  ['19005551234', '1900', 'the shortest entry answers for the longer'],
  ['14155550100', '14155550100', 'a whole number is a prefix of itself'],
  ['14155550101', null, 'and of no other'],
  ['190', null, 'a number shorter than the entry does not begin with it'],
  ['44900', null, 'nor does one that has it in the middle'],
  ['', null, 'an entry without digits would match everything, and is left out'],
] as const

for (const [digits, expect, because] of cases) test(`prefixes: ${because}`, () => assert.equal(entryFor(digits, list), expect))
