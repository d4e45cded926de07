import type { Conversation, ConversationList, Thread } from '#src/conversations/views.ts'
import type { Contact } from '#src/message/contact.ts'
import type { Bubble } from '#src/message/views.ts'
import type { View } from '../paths.ts'

/** How what is cached takes in what has changed. Pure and cheap: done for every frame, up to hundreds a second. */

/** Ids are UUIDv7: their order is the order of time. */
export function patchThread<T extends Thread>(thread: T, changed: Bubble[]): T {
  if (changed.length === 0) return thread
  const items = [...thread.items]
  for (const bubble of changed) place(items, bubble, { older: thread.before !== null, newer: thread.after !== null })
  return { ...thread, items }
}

function place(items: Bubble[], bubble: Bubble, more: { older: boolean; newer: boolean }): void {
  let at = items.length
  while (at > 0 && items[at - 1]!.id > bubble.id) at--
  if (at > 0 && items[at - 1]!.id === bubble.id) items[at - 1] = bubble
  // Older than all we hold, or newer: it comes with its page.
  else if (!(at === 0 && more.older) && !(at === items.length && more.newer)) items.splice(at, 0, bubble)
}

export type Looking = { view: View; q: string; me: string }

export function patchList(list: ConversationList, changed: Conversation[], bubbles: Bubble[], looking: Looking): ConversationList {
  const fresh = new Map(changed.map((it) => [it.id, it]))
  const touched = new Map(bubbles.map((it) => [it.id, it]))
  const held = new Set<string>()
  let moved = false
  const items: Conversation[] = []
  for (const it of list.items) {
    const now = fresh.get(it.id) ?? withBubble(it, touched)
    held.add(it.id)
    if (now !== it) moved = true
    if (now === it || stays(now, looking)) items.push(now)
  }
  const horizon = list.next === null ? '' : (list.items.at(-1)?.lastAt ?? '')
  for (const it of changed) {
    if (held.has(it.id) || looking.q !== '' || !belongs(it, looking) || it.lastAt < horizon) continue
    items.push(it)
    moved = true
  }
  if (!moved) return list
  return { ...list, items: looking.q === '' ? items.sort(newestFirst) : items }
}

const newestFirst = (a: Conversation, b: Conversation): number => (a.lastAt < b.lastAt ? 1 : a.lastAt > b.lastAt ? -1 : 0)

function withBubble(it: Conversation, touched: Map<string, Bubble>): Conversation {
  const bubble = it.lastMessage && touched.get(it.lastMessage.id)
  return bubble ? { ...it, lastMessage: bubble } : it
}

export function belongs(it: Conversation, { view, me }: Looking): boolean {
  if (view === 'mine') return it.assignee?.memberId === me
  if (view === 'unassigned') return it.assignee === null
  return view === 'all' || it.unread > 0
}

/** What was just read stays in the unread view until it is opened anew: a list must not move under the hand. */
const stays = (it: Conversation, looking: Looking): boolean => looking.view === 'unread' || looking.q !== '' || belongs(it, looking)

export const patchConversation = (it: Conversation, changed: Conversation[], bubbles: Bubble[]): Conversation =>
  changed.find((other) => other.id === it.id) ?? withBubble(it, new Map(bubbles.map((bubble) => [bubble.id, bubble])))

/** The key is gone: what was readable here must not stay readable. */
export const sealBubble = (bubble: Bubble, sealed: 'unavailable' | 'revoked'): Bubble => ({ ...bubble, text: null, sealed })
export const sealContact = (contact: Contact, sealed: 'unavailable' | 'revoked'): Contact => ({ ...contact, name: null, sealed })
export const sealConversation = (it: Conversation, sealed: 'unavailable' | 'revoked'): Conversation => ({
  ...it,
  contact: sealContact(it.contact, sealed),
  lastMessage: it.lastMessage && sealBubble(it.lastMessage, sealed),
})

/** An older page goes before what is there; what both hold is kept once. */
export function prepend(thread: Thread, older: Thread): Thread {
  const held = new Set(thread.items.map((it) => it.id))
  return { ...thread, before: older.before, items: [...older.items.filter((it) => !held.has(it.id)), ...thread.items] }
}

/** A newer page goes after what is there. */
export function extend(thread: Thread, newer: Thread): Thread {
  const held = new Set(thread.items.map((it) => it.id))
  return { ...thread, after: newer.after, items: [...thread.items, ...newer.items.filter((it) => !held.has(it.id))] }
}

export function append(list: ConversationList, more: ConversationList): ConversationList {
  const held = new Set(list.items.map((it) => it.id))
  return { ...list, next: more.next, items: [...list.items, ...more.items.filter((it) => !held.has(it.id))] }
}
