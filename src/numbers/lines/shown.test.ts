import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { LineRow } from '../store.ts'
import { lineShown } from './shown.ts'

const row: LineRow = {
  ...{ id: 'l', uri: 'tel:+15555550100', label: 'Front desk', linkId: 'k', linkName: 'Carrier', channel: 'x', enabled: true },
  ...{ teamId: null, rank: 0, madeAt: new Date('2026-11-21T12:00:00Z') },
}

test.each([
  ['is up when its link is', true, { up: true, why: null }, { up: true, why: null }],
  ['says why when its link does', true, { up: false, why: 'Refused.' }, { up: false, why: 'Refused.' }],
  ['is down when its link is not open', true, null, { up: false, why: 'Its link is not open.' }],
  [
    'is down when its link is switched off, whatever it still says',
    false,
    { up: true, why: null },
    { up: false, why: 'Its link is switched off.' },
  ],
] as const)('a line %s', (_, enabled, state, expected) => {
  const { up, why } = lineShown({ ...row, enabled }, () => state)
  assert.deepEqual({ up, why }, expected)
})
