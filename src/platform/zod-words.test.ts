import assert from 'node:assert/strict'
import { test } from 'vitest'
import { z } from 'zod'
import { readAs } from './zod-routes.ts'

const draft = z.strictObject({
  to: z.string().min(3),
  kind: z.enum(['code', 'chat']).default('chat'),
  at: z.iso.datetime().optional(),
})
const one = z.strictObject({ one: z.string() })
const two = z.strictObject({ two: z.string(), three: z.number() })
const sent = z.union([draft, z.array(draft).min(1).max(2, 'at most 2 messages')])

const cases = [
  { schema: sent, given: {}, expect: ['to: is missing'], because: 'an object was meant for the one that is an object' },
  { schema: sent, given: { to: '+1555', kind: 'x' }, expect: ['kind: one of code, chat'], because: 'choices are named' },
  { schema: sent, given: { to: '+1555', foo: 1, bar: 2 }, expect: ['foo: is not known here', 'bar: is not known here'], because: 'each' },
  { schema: sent, given: [{ to: '+1555' }, {}], expect: ['1.to: is missing'], because: 'a list was meant for the list' },
  { schema: sent, given: [1, 2, 3].map(() => ({ to: '+1555' })), expect: [': at most 2 messages'], because: 'a schema’s own words stand' },
  { schema: sent, given: 'x', expect: [': must be an object or a list'], because: 'it is neither' },
  { schema: sent, given: undefined, expect: [': is missing'], because: 'there is nothing' },
  { schema: draft, given: { to: 'x' }, expect: ['to: at least 3 characters'], because: 'lengths are counted in words' },
  {
    schema: draft,
    given: { to: 5, at: 'x' },
    expect: ['to: must be a text', 'at: must be a time like 2026-01-31T09:00:00Z'],
    because: 'all of it',
  },
  { schema: z.union([two, one]), given: { one: 1 }, expect: ['one: must be a text'], because: 'the shape that fits but for the least' },
  { schema: z.object({ deep: sent }), given: { deep: {} }, expect: ['deep.to: is missing'], because: 'a choice may lie deeper' },
  { schema: z.object({ n: z.union([z.literal('all'), z.int().max(9)]) }), given: { n: 10 }, expect: ['n: at most 9'], because: 'by kind' },
]

for (const { schema, given, expect, because } of cases)
  test(`what is wrong is said in words: ${because}`, () => {
    const read = readAs<unknown>(schema, given)
    assert.deepEqual('fields' in read && read.fields.map(({ path, message }) => `${path}: ${message}`), expect)
  })

test('what is right is read as its schema has it', () => {
  assert.deepEqual(readAs(sent, { to: '+1555' }), { value: { to: '+1555', kind: 'chat' } })
})
