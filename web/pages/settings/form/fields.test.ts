import { expect, test } from 'vitest'
import { z } from 'zod'
import { channels } from '#src/channels/all.ts'
import { policySettings } from '#src/policies/settings.ts'
import { fieldsOf, inWords, type JsonSchema } from './fields.ts'

const schemaOf = (it: z.ZodType) => z.toJSONSchema(it, { io: 'input' }) as JsonSchema
const one = (it: z.ZodType) => fieldsOf(schemaOf(z.object({ it })))[0]!

const cases: [because: string, it: z.ZodType, control: object][] = [
  ['text', z.string().max(5), { kind: 'text', longest: 5, isUrl: false }],
  ['an address', z.url(), { kind: 'text', longest: null, isUrl: true }],
  ['a number with bounds', z.int().min(1).max(9), { kind: 'number', least: 1, most: 9 }],
  ['a number without', z.int(), { kind: 'number', least: null, most: null }],
  ['yes or no', z.boolean().default(false), { kind: 'switch' }],
  [
    'one of several',
    z.enum(['a', 'b']),
    {
      kind: 'choice',
      orNone: false,
      options: [
        { value: 'a', text: 'a' },
        { value: 'b', text: 'b' },
      ],
    },
  ],
  ['one or none', z.enum(['a']).nullable().default(null), { kind: 'choice', orNone: true, options: [{ value: 'a', text: 'a' }] }],
  ['some of several', z.array(z.enum(['a'])), { kind: 'several', options: [{ value: 'a', text: 'a' }] }],
  [
    'what a choice is called',
    z.enum(['a']).meta({ options: { a: 'The first' } }),
    { kind: 'choice', orNone: false, options: [{ value: 'a', text: 'The first' }] },
  ],
  ['what nobody knows is text', z.unknown(), { kind: 'text', longest: null, isUrl: false }],
]
for (const [because, it, control] of cases) test(because, () => expect(one(it).control).toEqual(control))

test('what is said of a field', () => {
  const it = z.int().default(3).meta({ title: 'Window', description: 'Ask the carrier.', group: 'Speed', unit: 'ms' })
  expect(one(it)).toMatchObject({ title: 'Window', says: 'Ask the carrier.', group: 'Speed', unit: 'ms', usual: 3, needed: false })
  expect(one(z.string())).toMatchObject({ title: 'It', says: '', group: null, unit: null, usual: undefined, needed: true })
})

test('fields within others are under their title; a schema with a name is found', () => {
  const fields = fieldsOf(schemaOf(policySettings))
  expect(fields.map(({ path }) => path)).toContain('quietHours.opens')
  expect(fields.find(({ path }) => path === 'quietHours.opens')).toMatchObject({ group: 'Quiet hours', title: 'Earliest hour', usual: 8 })
})

test('secrets are known by name', () => {
  const fields = fieldsOf(schemaOf(z.object({ a: z.string(), b: z.string() })), ['b'])
  expect(fields.map(({ secret }) => secret)).toEqual([false, true])
})

for (const { label, settings, secrets } of channels)
  test(`every setting of ${label} can be drawn, and what is needed is not folded away`, () => {
    const fields = fieldsOf(schemaOf(settings), secrets as readonly string[])
    expect(fields.length).toBeGreaterThan(0)
    expect(fields.filter(({ needed, group }) => needed && group !== null)).toEqual([])
  })

test('a name without a title', () => expect([inWords('enquireLinkMs'), inWords('tls')]).toEqual(['Enquire link ms', 'Tls']))
