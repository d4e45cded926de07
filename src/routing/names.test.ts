import assert from 'node:assert/strict'
import { test } from 'vitest'
import { isNameTaken } from './names.ts'

const all = [
  { id: '1', name: 'Trial' },
  { id: '2', name: 'Café Móvil' },
]
const cases: [id: string, name: string, taken: boolean, because: string][] = [
  ['3', 'Trial', true, 'the very same'],
  ['3', 'TRIAL', true, 'in large letters'],
  ['3', 'CAFE\u0301 MO\u0301VIL', true, 'the accents on their own'],
  ['3', 'Trial 2', false, 'another'],
  ['1', 'trial', false, 'its own, written otherwise'],
  ['2', 'Trial', true, 'renamed to what another is called'],
]
for (const [id, name, taken, because] of cases) test(`${name}: ${because}`, () => assert.equal(isNameTaken(all, { id, name }), taken))
