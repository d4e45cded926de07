import assert from 'node:assert/strict'
import { test } from 'vitest'
import { z } from 'zod'
import { policySettings, usualSettings } from './settings.ts'

test('who never changed anything has daytime from eight to nine, for marketing', () => {
  assert.deepEqual(usualSettings.quietHours, { appliesTo: ['marketing'], opens: 8, closes: 21, sundays: true })
  assert.deepEqual(usualSettings.keywordReplies, { contact: '', language: null, stop: '', help: '', start: '' })
})

test('what is stored may lack fields that came later', () => {
  assert.equal(policySettings.parse({ quietHours: { opens: 10 } }).quietHours.closes, 21)
})

const refused = [
  [{ quietHours: { opens: 21, closes: 8 } }, 'a day that ends before it begins'],
  [{ quietHours: { opens: 8.5 } }, 'half hours'],
  [{ quietHours: { appliesTo: ['code'] } }, 'codes that wait'],
  [{ keywordReplies: { stop: 'x'.repeat(321) } }, 'an answer longer than anybody reads'],
] as const

for (const [settings, because] of refused)
  test(`settings refuse ${because}`, () => assert.equal(policySettings.safeParse(settings).success, false))

test('every field of the form has a title', () => {
  type Field = { title?: string; properties?: Record<string, Field> }
  const untitled = (path: string, { title, properties = {} }: Field): string[] => [
    ...(title ? [] : [path]),
    ...Object.entries(properties).flatMap(([name, it]) => untitled(`${path}.${name}`, it)),
  ]
  const form = z.toJSONSchema(policySettings).$defs?.['PolicySettings']
  assert.deepEqual(untitled('', form as Field), []) // as: JSON Schema of an object
})
