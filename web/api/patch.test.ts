import { expect, test } from 'vitest'
import type { Conversation, ConversationList, Thread } from '#src/conversations/views.ts'
import type { Bubble } from '#src/message/views.ts'
import { append, extend, patchList, patchThread, prepend, sealConversation } from './patch.ts'

const bubble = (id: string, more: Partial<Bubble> = {}): Bubble => ({
  id,
  conversationId: 'c1',
  direction: 'in',
  from: 'tel:+14155550100',
  to: [],
  text: id,
  sealed: null,
  at: '2026-01-01T10:00:00Z',
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
const thread = (ids: string[], before: string | null = null, after: string | null = null): Thread => ({
  items: ids.map((it) => bubble(it)),
  before,
  after,
  cursor: 1,
})
const idsOf = (it: { items: { id: string }[] }) => it.items.map(({ id }) => id).join(' ')

const conversation = (id: string, minute: number, more: Partial<Conversation> = {}): Conversation => ({
  id,
  contact: { id: `k${id}`, name: `Name ${id}`, sealed: null, addresses: [], timeZone: null, createdAt: '2026-01-01T10:00:00Z' },
  assignee: null,
  unread: 1,
  lastMessage: bubble(`m${id}`),
  lastAt: `2026-01-01T10:${String(minute).padStart(2, '0')}:00Z`,
  lineId: null,
  ourNumber: null,
  ...more,
})
const list = (items: Conversation[], next: string | null = null): ConversationList => ({
  items,
  next,
  unread: { all: 0, mine: 0, unassigned: 0 },
  cursor: 1,
})
const all = { view: 'all', q: '', me: 'me' } as const
const mine = { assignee: { memberId: 'me', name: 'Me' } }

const threads = [
  [thread(['a', 'b']), ['c'], 'a b c', 'what is new goes to the end'],
  [thread(['a', 'c']), ['b'], 'a b c', 'what comes late goes to its place'],
  [thread(['a', 'b']), ['b'], 'a b', 'what is known is replaced, never doubled'],
  [thread(['b', 'c'], 'page'), ['a'], 'b c', 'older than all we hold comes with its page'],
  [thread(['b', 'c']), ['a'], 'a b c', 'unless there is no older page'],
  [thread(['a', 'c'], null, 'page'), ['d'], 'a c', 'newer than all we hold comes with its page'],
  [thread(['a', 'c'], null, 'page'), ['b', 'c'], 'a b c', 'what lies between does not wait for it'],
  [thread([]), ['b', 'a'], 'a b', 'two at once, whichever way round'],
] as const

for (const [before, changed, after, because] of threads) {
  test(because, () =>
    expect(
      idsOf(
        patchThread(
          before,
          changed.map((it) => bubble(it)),
        ),
      ),
    ).toBe(after),
  )
}

test('a changed message is the new one', () => {
  expect(patchThread(thread(['a']), [bubble('a', { state: 'delivered' })]).items[0]?.state).toBe('delivered')
})

test('nothing changed, nothing made anew', () => {
  const before = thread(['a'])
  expect(patchThread(before, [])).toBe(before)
  const before2 = list([conversation('1', 1)])
  expect(patchList(before2, [], [bubble('other')], all)).toBe(before2)
})

const lists = [
  [list([conversation('1', 1)]), conversation('2', 2), all, '2 1', 'a new conversation comes first'],
  [list([conversation('2', 2), conversation('1', 1)]), conversation('1', 3), all, '1 2', 'what was said last is first'],
  [list([conversation('2', 2)], 'page'), conversation('1', 1), all, '2', 'older than what is loaded waits for its page'],
  [list([conversation('1', 1, mine)]), conversation('1', 2), { ...all, view: 'mine' }, '', 'given away, it leaves mine'],
  [list([]), conversation('1', 2, mine), { ...all, view: 'mine' }, '1', 'given to me, it comes to mine'],
  [list([conversation('1', 1)]), conversation('1', 1, mine), { ...all, view: 'unassigned' }, '', 'taken, it leaves the unassigned'],
  [
    list([conversation('1', 1)]),
    conversation('1', 1, { unread: 0 }),
    { ...all, view: 'unread' },
    '1',
    'just read, it stays under the hand',
  ],
  [list([]), conversation('1', 1), { ...all, q: 'sofa' }, '', 'a search is not joined by what it did not find'],
] as const

for (const [before, changed, looking, after, because] of lists) {
  test(because, () => expect(idsOf(patchList(before, [changed], [], looking))).toBe(after))
}

test('a tick changes in the list as well', () => {
  const after = patchList(list([conversation('1', 1)]), [], [bubble('m1', { state: 'delivered' })], all)
  expect(after.items[0]?.lastMessage?.state).toBe('delivered')
})

test('pages that overlap are joined once', () => {
  expect(idsOf(prepend(thread(['b', 'c'], 'p'), thread(['a', 'b'])))).toBe('a b c')
  const extended = extend(thread(['a', 'b'], 'p', 'n'), thread(['b', 'c'], 'x', null))
  expect([idsOf(extended), extended.before, extended.after]).toEqual(['a b c', 'p', null])
  expect(idsOf(append(list([conversation('3', 3), conversation('2', 2)], 'p'), list([conversation('2', 2), conversation('1', 1)])))).toBe(
    '3 2 1',
  )
})

test('without the key no text and no name is left', () => {
  const sealed = JSON.stringify(sealConversation(conversation('1', 1), 'revoked'))
  expect(sealed).not.toContain('Name 1')
  expect(sealed).not.toContain('"text":"m1"')
})
