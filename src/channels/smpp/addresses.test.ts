import assert from 'node:assert/strict'
import { test } from 'vitest'
import { addressOf, numbered } from './addresses.ts'

const out = [
  { uri: 'tel:+14155550100', expect: [1, 1, '14155550100'], because: 'international, without the plus' },
  { uri: 'tel:+14155550100', numberFormat: 'plus', expect: [1, 1, '+14155550100'], because: 'this carrier writes it' },
  { uri: 'tel:12345', expect: [0, 0, '12345'], because: 'a short code is of no country' },
  { uri: 'alpha:Tandem', expect: [5, 0, 'Tandem'], because: 'a name' },
  { uri: 'alpha:My Bank', expect: [5, 0, 'My Bank'], because: 'a name with a space' },
] as const

for (const { uri, expect, because, ...settings } of out)
  test(`${uri} to the carrier: ${because}`, () => {
    const { ton, npi, address } = numbered(uri, { numberFormat: 'plain', ...settings })
    assert.deepEqual([ton, npi, address], expect)
  })

const heard = [
  { given: [1, '14155550100'], expect: 'tel:+14155550100', because: 'as it should be' },
  { given: [1, '+14155550100'], expect: 'tel:+14155550100', because: 'with a plus nobody asked for' },
  { given: [0, '14155550100'], expect: 'tel:+14155550100', because: 'eleven digits begin with a country' },
  { given: [0, '4155550100'], expect: 'tel:+14155550100', because: 'ten digits are of this country' },
  { given: [2, '4155550100'], expect: 'tel:+14155550100', because: 'and say so' },
  { given: [1, '4155550100'], expect: 'tel:+4155550100', because: 'but not when they say they are international: Switzerland' },
  { given: [0, '4155550100'], country: 'DE', expect: 'tel:+4155550100', because: 'nor where nobody leaves the country out' },
  { given: [0, '+1 (415) 555-0100'], expect: 'tel:+14155550100', because: 'written for people' },
  { given: [0, '12345'], expect: 'tel:12345', because: 'a short code' },
  { given: [3, '123456'], expect: 'tel:123456', because: 'whatever type it claims' },
  { given: [5, 'INFO'], expect: 'alpha:INFO', because: 'a name' },
  { given: [5, '12345'], expect: 'alpha:12345', because: 'a name in digits' },
  { given: [1, 'Bank'], expect: 'alpha:Bank', because: 'a name with the wrong type' },
  { given: [0, ''], expect: 'alpha:', because: 'nobody, and still no reason to fail' },
] as const

for (const { given, expect, because, ...settings } of heard)
  test(`${given.join(' ')} from the carrier: ${because}`, () => {
    const [ton, address] = given
    assert.equal(addressOf({ ton, npi: 0, address }, { country: 'US', ...settings }), expect)
  })
