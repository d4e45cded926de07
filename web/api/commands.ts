import type { QueryClient } from '@tanstack/react-query'
import type { Conversation, ConversationList } from '#src/conversations/views.ts'
import type { Bubble } from '#src/message/views.ts'
import type { MemberView } from '#src/workspaces/views.ts'
import {
  patchContactsById,
  postConversations,
  postConversationsByIdAssignee,
  postConversationsByIdRead,
  postMessagesByIdApprove,
  postMessagesByIdCancel,
  postMessagesByIdSettle,
} from '../../client/sdk.generated.ts'
import { uuid } from '../ui/uuid.ts'
import { keys } from './keys.ts'
import { takeIn, takeInConversations } from './live/take-in.ts'
import { drain } from './outbox/drain.ts'
import { MOST_UNSENT, put, retry, settle } from './outbox/outbox.ts'
import { outbox } from './outbox/store.ts'

/** What a person can do. Shown at once where undoing is safe; the live stream confirms it. */

/** False: the outbox is full, or this browser would not keep it. */
export function send(cache: QueryClient, conversationId: string, text: string, lineId: string | undefined): boolean {
  const before = outbox().get()
  if (before.length >= MOST_UNSENT) return false
  const unsent = { clientId: uuid(), conversationId, text, at: new Date().toISOString(), refused: null }
  outbox().set(put(before, lineId ? { ...unsent, lineId } : unsent))
  drain(cache)
  return true
}

export function sendAgain(cache: QueryClient, clientId: string): void {
  outbox().set(retry(outbox().get(), clientId, new Date().toISOString()))
  drain(cache)
}

export const forgetUnsent = (clientId: string): void => void outbox().set(settle(outbox().get(), clientId))

type Start = { to: string; text: string; clientId: string; lineId?: string }

export async function startConversation(cache: QueryClient, start: Start): Promise<Conversation> {
  const { conversation, message } = await postConversations({ body: start })
  cache.setQueryData(keys.conversation(conversation.id), conversation)
  takeInMessage(cache, message)
  takeInConversations(cache, [conversation], [])
  return conversation
}

export async function assign(cache: QueryClient, conversation: Conversation, member: MemberView | null): Promise<void> {
  const assignee = member && { memberId: member.id, name: member.name }
  takeInConversations(cache, [{ ...conversation, assignee }], [])
  try {
    const answer = await postConversationsByIdAssignee({ path: { id: conversation.id }, body: { memberId: member?.id ?? null } })
    takeInConversations(cache, [answer], [])
  } catch (error) {
    takeInConversations(cache, [conversation], [])
    throw error
  }
}

export async function markRead(cache: QueryClient, conversation: Conversation, upTo: string): Promise<void> {
  takeInConversations(cache, [{ ...conversation, unread: 0 }], [])
  await postConversationsByIdRead({ path: { id: conversation.id }, body: { upTo } })
}

export async function rename(cache: QueryClient, contactId: string, name: string | null): Promise<void> {
  const contact = await patchContactsById({ path: { id: contactId }, body: { name } })
  const withContact = (it: Conversation): Conversation => (it.contact.id === contactId ? { ...it, contact } : it)
  cache.setQueriesData<ConversationList>({ queryKey: keys.lists }, (it) => it && { ...it, items: it.items.map(withContact) })
  cache.setQueriesData<Conversation>({ queryKey: ['conversation'] }, (it) => it && withContact(it))
}

/** Each press has an id of its own, kept by the caller while it is unanswered. */
export async function settleDoubt(cache: QueryClient, messageId: string, choice: 'again' | 'leave', clientId: string): Promise<void> {
  takeInMessage(cache, await postMessagesByIdSettle({ path: { id: messageId }, body: { choice, clientId } }))
  await cache.invalidateQueries({ queryKey: keys.message(messageId) })
}

export async function cancel(cache: QueryClient, messageId: string): Promise<void> {
  takeInMessage(cache, await postMessagesByIdCancel({ path: { id: messageId } }))
}

/** A person looked at it, and lets it go. */
export async function approve(cache: QueryClient, messageId: string): Promise<void> {
  takeInMessage(cache, await postMessagesByIdApprove({ path: { id: messageId } }))
  await cache.invalidateQueries({ queryKey: keys.message(messageId) })
}

function takeInMessage(cache: QueryClient, message: Bubble): void {
  takeIn(cache, [{ messages: [message], conversations: [] }])
}
