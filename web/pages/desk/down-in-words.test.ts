import assert from 'node:assert/strict'
import { test } from 'vitest'
import { downInWords } from './down-in-words.ts'

for (const [names, said] of [
  [['Meridian'], 'Meridian is down. Messages wait for it, and leave by themselves when it is back.'],
  [['Meridian', 'Copper'], 'Meridian and Copper are down. Messages wait for them, and leave by themselves when they are back.'],
  [['A', 'B', 'C'], 'A, B, and C are down. Messages wait for them, and leave by themselves when they are back.'],
] as const)
  test(`${names.length} down`, () => assert.equal(downInWords(names), said))
