import { expect, test } from 'vitest'
import { type Changes, nothingRecent, reachesBackTo, remember, since } from './recent.ts'

const frame = (upTo: number): Changes => ({
  kind: 'changes',
  upTo,
  messages: [],
  conversations: [],
  unread: { all: 0, mine: 0, unassigned: 0 },
})
const after = (count: number) => Array.from({ length: count }, (_, at) => frame(at + 1)).reduce(remember, nothingRecent)

test('what is newer than an answer is laid over it', () => expect(since(after(10), 7).map((it) => it.upTo)).toEqual([8, 9, 10]))

test('an answer newer than all changes needs none', () => expect(since(after(10), 10)).toEqual([]))

test('what is remembered has a limit, and knows what it has forgotten', () => {
  const recent = after(1200)
  expect(recent.changes.length).toBeLessThanOrEqual(500)
  expect(reachesBackTo(recent, 1199)).toBe(true)
  expect(reachesBackTo(recent, 3)).toBe(false)
  expect(since(recent, recent.forgottenUpTo).length).toBe(recent.changes.length)
})
