import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'vitest'
import { overlapMs, rotated, type Secret, signature } from './signing.ts'

const at = new Date('2026-11-21T12:00:00Z')
const later = (ms: number) => new Date(at.getTime() + ms)
const hmac = (secret: string, words: string) => createHmac('sha256', secret).update(words).digest('hex')
const only: Secret[] = [{ secret: 'whsec_one', until: null }]

test('the time and the body are signed together', () => {
  assert.equal(signature('{"a":1}', only, at), `t=1795262400,v1=${hmac('whsec_one', '1795262400.{"a":1}')}`)
})

test('a known answer, so that other languages can be held to it', () => {
  assert.equal(
    signature('{}', [{ secret: 'whsec_test', until: null }], new Date(1_700_000_000_000)),
    't=1700000000,v1=35495024f4ef3f94e5a93e22221544c4b75e9a42300cd965ab81cb85cd994e91',
  )
})

test('while a secret is being changed both sign, the new one first', () => {
  const two = rotated(only, 'whsec_two', at)
  const words = '1795266000.x'
  assert.equal(signature('x', two, later(3_600_000)), `t=1795266000,v1=${hmac('whsec_two', words)},v1=${hmac('whsec_one', words)}`)
})

test('after a day the old one signs no more', () => {
  assert.equal(signature('x', rotated(only, 'whsec_two', at), later(overlapMs)).split('v1=').length, 2)
})

test('changed twice in a day, the oldest goes at once: three would be one too many to keep safe', () => {
  const three = rotated(rotated(only, 'whsec_two', at), 'whsec_three', later(1000))
  assert.deepEqual(
    three.map(({ secret }) => secret),
    ['whsec_three', 'whsec_two'],
  )
})
