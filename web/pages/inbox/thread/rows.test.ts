import { expect, test } from 'vitest'
import type { Bubble } from '#src/message/views.ts'
import { rowsOf } from './rows.ts'

const said = (id: string, at: string, more: Partial<Bubble> = {}): Bubble => ({
  id,
  conversationId: 'c',
  direction: 'in',
  from: 'tel:+14155550100',
  to: [],
  text: id,
  sealed: null,
  at,
  state: 'received',
  reason: null,
  heldUntil: null,
  segments: 1,
  deliveredSegments: 0,
  possibleDuplicate: false,
  incomplete: false,
  purpose: 'conversation',
  by: null,
  clientId: null,
  actions: [],
  ...more,
})
const unsent = (clientId: string) => ({ clientId, conversationId: 'c', text: clientId, at: '2026-01-02T10:00:00Z', refused: null })

const shape = (items: Bubble[]) =>
  rowsOf(items, []).map((it) =>
    it.kind === 'said' ? `${it.key}${it.newDay ? ' day' : ''}${it.begins ? ' begins' : ''}${it.ends ? ' ends' : ''}` : it.kind,
  )

test('what one author says in one breath belongs together', () => {
  const items = [said('a', '2026-01-01T10:00:00Z'), said('b', '2026-01-01T10:01:00Z'), said('c', '2026-01-01T10:30:00Z')]
  expect(shape(items)).toEqual(['a day begins', 'b ends', 'c begins ends'])
})

test('another author begins anew, and so does another day', () => {
  const items = [
    said('a', '2026-01-01T10:00:00Z'),
    said('b', '2026-01-01T10:00:01Z', { direction: 'out', state: 'sent' }),
    said('c', '2026-01-03T10:00:00Z'),
  ]
  expect(shape(items)).toEqual(['a day begins ends', 'b begins ends', 'c day begins ends'])
})

test('what is unsent and already echoed is shown once, under the same key', () => {
  const before = rowsOf([], [unsent('x'), unsent('y')])
  const after = rowsOf([said('m', '2026-01-02T10:00:00Z', { direction: 'out', clientId: 'x' })], [unsent('x'), unsent('y')])
  expect(before.map((it) => it.key)).toEqual(['x', 'y'])
  expect(after.map((it) => it.key)).toEqual(['x', 'y'])
  expect(after.map((it) => it.kind)).toEqual(['said', 'unsent'])
})
