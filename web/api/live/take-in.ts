import type { QueryClient } from '@tanstack/react-query'
import type { Conversation, ConversationList, LiveFrame, Thread } from '#src/conversations/views.ts'
import type { Session } from '#src/workspaces/views.ts'
import type { View } from '../../paths.ts'
import { keys } from '../keys.ts'
import { patchConversation, patchList, patchThread, sealBubble, sealConversation } from '../patch.ts'
import type { Changes } from './recent.ts'

export type News = Pick<Changes, 'messages' | 'conversations'> & Partial<Pick<Changes, 'unread'>>

/** Lays what the live stream says over what is cached. Several frames at once: one render for all of them. */
export function takeIn(cache: QueryClient, changes: News[]): void {
  const messages = changes.flatMap((it) => it.messages)
  const conversations = newestOf(changes.flatMap((it) => it.conversations))
  takeInConversations(cache, conversations, messages)
  for (const [id, bubbles] of Map.groupBy(messages, (it) => it.conversationId)) {
    if (id === null) continue
    for (const [key, thread] of cache.getQueriesData<Thread>({ queryKey: keys.threads(id) })) {
      if (thread) cache.setQueryData(key, patchThread(thread, bubbles))
    }
  }
  for (const { id } of messages) if (cache.getQueryData(keys.message(id))) cache.invalidateQueries({ queryKey: keys.message(id) })
  const unread = changes.at(-1)?.unread
  if (unread) cache.setQueryData(keys.unread, unread)
}

export function takeInConversations(cache: QueryClient, conversations: Conversation[], messages: Changes['messages']): void {
  const me = cache.getQueryData<Session>(keys.session)?.member.id ?? ''
  for (const [key, list] of cache.getQueriesData<ConversationList>({ queryKey: keys.lists })) {
    const looking = key[1] as { view: View; q: string } // as: keys.list made it
    if (list) cache.setQueryData(key, patchList(list, conversations, messages, { ...looking, me }))
  }
  const shown = new Set([...conversations.map((it) => it.id), ...messages.map((it) => it.conversationId)])
  for (const id of shown) {
    if (id === null) continue
    cache.setQueryData<Conversation>(keys.conversation(id), (it) => it && patchConversation(it, conversations, messages))
  }
}

const newestOf = (conversations: Conversation[]): Conversation[] => [...new Map(conversations.map((it) => [it.id, it])).values()]

/** The key is gone: nothing readable stays in the page. It is back: everything is fetched anew. */
export function takeInKeys(cache: QueryClient, { state }: Extract<LiveFrame, { kind: 'keys' }>): void {
  const before = cache.getQueryData<Session>(keys.session)?.keys
  cache.setQueryData<Session>(keys.session, (it) => it && { ...it, keys: state })
  if (state !== 'ok') seal(cache, state)
  else if (before !== 'ok') refetchContent(cache)
}

function seal(cache: QueryClient, state: 'unavailable' | 'revoked'): void {
  cache.setQueriesData<ConversationList>(
    { queryKey: keys.lists },
    (it) => it && { ...it, items: it.items.map((each) => sealConversation(each, state)) },
  )
  cache.setQueriesData<Conversation>({ queryKey: ['conversation'] }, (it) => it && sealConversation(it, state))
  cache.setQueriesData<Thread>({ queryKey: ['thread'] }, (it) => it && { ...it, items: it.items.map((each) => sealBubble(each, state)) })
  cache.invalidateQueries({ queryKey: ['message'] })
}

/** Somebody joined, left or has another role; perhaps whoever looks, whose own rights are in the session. */
export function refetchMembers(cache: QueryClient): void {
  for (const queryKey of [keys.members, keys.session, keys.invitations]) cache.invalidateQueries({ queryKey })
}

export function refetchContent(cache: QueryClient): void {
  for (const name of ['conversations', 'conversation', 'thread', 'message']) cache.invalidateQueries({ queryKey: [name] })
}
