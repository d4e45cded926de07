import assert from 'node:assert/strict'
import { test } from 'vitest'
import { ago } from './times.ts'

const now = Date.parse('2026-03-20T12:00:00Z')
const MINUTE = 60_000
for (const [past, said] of [
  [0, 'just now'],
  [6 * MINUTE, '6 min ago'],
  [5 * 60 * MINUTE, '5 h ago'],
] as const)
  test(said, () => assert.equal(ago(new Date(now - past).toISOString(), now), said))

test('a day needs no “ago”', () => assert.doesNotMatch(ago('2026-03-01T12:00:00Z', now), /ago/))
