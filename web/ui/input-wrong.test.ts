import assert from 'node:assert/strict'
import { test } from 'vitest'
import { inputWrong } from './input-wrong.ts'

const fine = {
  ...{ valueMissing: false, typeMismatch: false, tooShort: false, badInput: false },
  ...{ rangeUnderflow: false, rangeOverflow: false, stepMismatch: false },
}
const said = (validity: Partial<typeof fine>, more: object = {}) =>
  inputWrong({ type: 'text', value: 'x', required: true, minLength: 12, min: '', max: '', ...more, validity: { ...fine, ...validity } })

for (const [because, is, expected] of [
  ['nothing is wrong', said({}), null],
  ['nothing typed', said({ valueMissing: true }, { value: '' }), 'This is needed.'],
  ['only blanks', said({}, { value: '  ' }), 'This is needed.'],
  ['blanks where nothing is needed', said({}, { value: ' ', required: false }), null],
  ['a password may be blanks', said({}, { value: '             ', type: 'password' }), null],
  ['no e-mail address', said({ typeMismatch: true }, { type: 'email' }), 'A whole e-mail address, like ana@example.com.'],
  ['no address', said({ typeMismatch: true }, { type: 'url' }), 'A whole address, like https://example.com/path.'],
  ['too short', said({ tooShort: true }), 'At least 12 characters.'],
  ['no number', said({ badInput: true }, { value: '', type: 'number' }), 'A whole number.'],
  ['beyond its bounds', said({ rangeOverflow: true }, { min: '0', max: '9' }), 'A number from 0 to 9.'],
] as const)
  test(because, () => assert.equal(is, expected))
