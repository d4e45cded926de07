import assert from 'node:assert/strict'
import { test } from 'vitest'
import { z } from 'zod'
import { readAs } from './zod-routes.ts'
import { strictly } from './zod-strict.ts'

const thing = z
  .object({
    name: z.string(),
    inner: z.object({ n: z.int().default(1) }).prefault({}),
    list: z.array(z.object({ at: z.string() })).optional(),
    free: z.looseObject({}).optional(),
    any: z.record(z.string(), z.unknown()).optional(),
  })
  .refine(({ name }) => name !== 'no', { path: ['name'], error: 'is no name' })
const either = z.union([thing, z.array(thing)])

const unknown = [
  { given: { name: 'a', foo: 1 }, at: 'foo', because: 'at the top' },
  { given: { name: 'a', inner: { m: 1 } }, at: 'inner.m', because: 'inside' },
  { given: { name: 'a', list: [{ at: 'x' }, { at: 'x', on: 'y' }] }, at: 'list.1.on', because: 'in one of a list' },
  { given: [{ name: 'a', foo: 1 }], at: '0.foo', because: 'in a choice' },
]
for (const { given, at, because } of unknown)
  test(`what is not named is not taken: ${because}`, () => {
    for (const schema of [either, either.nullish()])
      assert.deepEqual(readAs(strictly(schema), given), { fields: [{ path: at, message: 'is not known here' }] })
  })

test('all else is as before: usual values, checks, what is declared loose', () => {
  const given = { name: 'a', free: { x: 1 }, any: { y: 2 } }
  assert.deepEqual(readAs(strictly(thing), given), { value: { ...given, inner: { n: 1 } } })
  assert.deepEqual(readAs(strictly(thing), { name: 'no' }), { fields: [{ path: 'name', message: 'is no name' }] })
  assert.deepEqual(readAs(strictly(thing.transform(({ name }) => name)), { name: 'a' }), { value: 'a' })
  assert.ok('value' in readAs(thing, { name: 'a', foo: 1 }), 'the schema itself is left alone')
})
