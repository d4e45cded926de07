import { expect, test } from 'vitest'
import { MOST_UNSENT, nextOfEach, put, refuse, retry, settle, type Unsent } from './outbox.ts'

const unsent = (clientId: string, conversationId: string): Unsent => ({
  clientId,
  conversationId,
  text: clientId,
  at: '2026-01-01T00:00:00Z',
  refused: null,
})
const ids = (them: Unsent[]) => them.map((it) => it.clientId)

test('each conversation sends its oldest first, and waits for no other', () => {
  const them = [unsent('a1', 'a'), unsent('a2', 'a'), unsent('b1', 'b')]
  expect(ids(nextOfEach(them))).toEqual(['a1', 'b1'])
  expect(ids(nextOfEach(settle(them, 'a1')))).toEqual(['a2', 'b1'])
})

test('what was refused rests, and lets the next one go', () => {
  const them = refuse([unsent('a1', 'a'), unsent('a2', 'a')], 'a1', 'No.')
  expect(ids(nextOfEach(them))).toEqual(['a2'])
  expect(ids(nextOfEach(settle(them, 'a2')))).toEqual([])
})

test('tried again, it goes to the end of its lane', () => {
  const them = retry(refuse([unsent('a1', 'a'), unsent('a2', 'a')], 'a1', 'No.'), 'a1', '2026-01-01T00:01:00Z')
  expect(ids(nextOfEach(them))).toEqual(['a2'])
  expect(ids(them)).toEqual(['a2', 'a1'])
})

test('the same message is kept once', () => expect(put([unsent('a1', 'a')], unsent('a1', 'a'))).toHaveLength(1))

test('a full outbox takes nothing more', () => {
  const full = Array.from({ length: MOST_UNSENT }, (_, at) => unsent(`m${at}`, 'a'))
  expect(put(full, unsent('one more', 'a'))).toBe(full)
})
