import { expect, test } from 'vitest'
import { changesOf, type Draft, draftOf, isUsual, settingsOf, wholeOf, wrongs } from './draft.ts'
import { fieldsOf } from './fields.ts'

const fields = fieldsOf(
  {
    type: 'object',
    required: ['host', 'password'],
    properties: {
      host: { type: 'string', minLength: 1, maxLength: 10 },
      password: { type: 'string' },
      port: { type: 'integer', minimum: 1, maximum: 65535, default: 2775 },
      rate: { type: 'integer', minimum: 1 },
      tls: { type: 'boolean', default: false },
      mode: { type: 'string', enum: ['a', 'b'], default: 'a' },
      language: { anyOf: [{ type: 'string', enum: ['en'] }, { type: 'null' }], default: null },
      quiet: { type: 'object', title: 'Quiet', properties: { days: { type: 'array', items: { enum: ['x', 'y'] }, default: ['x'] } } },
    },
  },
  ['password'],
)
const draft = (it: Draft = {}): Draft => ({ ...draftOf(fields, { host: 'h' }), password: 'p', ...it })
const field = (path: string) => fields.find((it) => it.path === path)!

test('a form begins with what holds', () =>
  expect(draftOf(fields, { host: 'h', port: 1 })).toEqual({
    ...{ host: 'h', password: '', port: '1', rate: '', tls: false, mode: 'a', language: '', 'quiet.days': ['x'] },
  }))

const wrongCases: [because: string, typed: Draft, path: string, says: string | undefined][] = [
  ['needed and empty', { host: ' ' }, 'host', 'This is needed.'],
  ['too long', { host: 'abcdefghijk' }, 'host', 'At most 10 characters.'],
  ['beyond its bounds', { port: '0' }, 'port', 'A number from 1 to 65,535.'],
  ['no number', { port: 'x' }, 'port', 'A whole number from 1 to 65,535.'],
  ['a half', { rate: '1.5' }, 'rate', 'A whole number.'],
  ['bounded on one side', { rate: '0' }, 'rate', 'At least 1.'],
  ['emptied: the default holds', { port: '' }, 'port', undefined],
]
for (const [because, typed, path, says] of wrongCases) test(because, () => expect(wrongs(fields, draft(typed)).get(path)).toBe(says))

test('a secret that is set need not be typed again', () => {
  expect([...wrongs(fields, draft({ password: '' })).keys()]).toEqual(['password'])
  expect([...wrongs(fields, draft({ password: '' }), ['password']).keys()]).toEqual([])
})

test('something new has only what differs', () => {
  expect(settingsOf(fields, draft())).toEqual({ host: 'h', password: 'p' })
  expect(settingsOf(fields, draft({ tls: true, port: '3550', mode: 'b', 'quiet.days': ['y'], language: 'en' }))).toEqual({
    ...{ host: 'h', password: 'p', tls: true, port: 3550, mode: 'b', quiet: { days: ['y'] }, language: 'en' },
  })
})

test('a whole has everything', () =>
  expect(wholeOf(fields, draft({ 'quiet.days': [] }))).toEqual({
    ...{ host: 'h', password: 'p', port: 2775, rate: undefined, tls: false, mode: 'a', language: null, quiet: { days: [] } },
  }))

const changes: [because: string, before: Record<string, unknown>, typed: Draft, changed: Record<string, unknown>][] = [
  ['nothing', { host: 'h' }, { password: '' }, {}],
  ['a new value', { host: 'h' }, { password: '', port: '3550' }, { port: 3550 }],
  ['back to the default', { host: 'h', port: 3550 }, { password: '', port: '2775' }, { port: null }],
  ['emptied', { host: 'h', rate: 5 }, { password: '', rate: '' }, { rate: null }],
  ['a new secret', { host: 'h' }, { password: 'new' }, { password: 'new' }],
]
for (const [because, before, typed, changed] of changes)
  test(`what changes: ${because}`, () => expect(changesOf(fields, before, draft(typed))).toEqual(changed))

test('what is usual', () => {
  expect(isUsual(field('quiet.days'), ['x'])).toBe(true)
  expect(isUsual(field('quiet.days'), [])).toBe(false)
  expect(isUsual(field('language'), '')).toBe(true)
  expect(isUsual(field('rate'), '')).toBe(true)
})
