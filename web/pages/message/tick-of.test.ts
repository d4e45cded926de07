import { expect, test } from 'vitest'
import { states } from '#src/message/state.ts'
import { tickOf } from './tick-of.ts'

const told = (state: (typeof states)[number], code?: string, deliveredSegments = 0) => ({
  state,
  reason: code ? { code, sentence: 'Because.', next: 'Do.' } : null,
  segments: 3,
  deliveredSegments,
})

test('every state of an outgoing message has a shape and words of its own', () => {
  const meant = states.filter((it) => it !== 'received').map((it) => tickOf(told(it)))
  for (const it of meant) expect(it?.text).not.toBe('')
  expect(new Set(meant.map((it) => it?.text)).size).toBe(meant.length)
})

test('what came in has no tick', () => expect(tickOf(told('received'))).toBeNull())

const cases = [
  [tickOf(told('sent')), 'one', 'Taken by the carrier', 'taken is one tick'],
  [tickOf(told('sent', 'not_reported')), 'unknown', 'Not reported', 'never a false tick where nothing was reported'],
  [tickOf(told('sent'), false), 'one', 'Taken by the carrier', 'a line that never reports says so in the tip'],
  [tickOf(told('delivered')), 'two', 'Delivered', 'delivered is two'],
  [tickOf(told('read')), 'read', 'Read', 'read is filled'],
  [tickOf(told('in_doubt')), 'doubt', 'In doubt', 'doubt looks like doubt'],
] as const

for (const [it, shape, text, because] of cases) test(because, () => expect([it?.shape, it?.text]).toEqual([shape, text]))

test('partly delivered is counted', () => expect(tickOf(told('sent', undefined, 2))?.says).toBe('2 of 3 segments delivered so far.'))
