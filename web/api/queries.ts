import { type QueryClient, queryOptions } from '@tanstack/react-query'
import type { ConversationList, Thread } from '#src/conversations/views.ts'
import type { Bubble } from '#src/message/views.ts'
import type { Door, Session } from '#src/workspaces/views.ts'
import {
  getConversations,
  getConversationsById,
  getConversationsByIdMessages,
  getLines,
  getMembers,
  getMessagesById,
} from '../../client/sdk.generated.ts'
import type { View } from '../paths.ts'
import { keys } from './keys.ts'
import { broughtUpToDate } from './live/follow.ts'
import { append, patchList, patchThread, prepend } from './patch.ts'
import { request } from './request.ts'

/** What can be asked for. Fetched once, then kept true by the live stream; nothing here is polled. */

const LIST_PAGE = 50
const THREAD_PAGE = 60

export const doorQuery = queryOptions({ queryKey: keys.door, queryFn: () => request<Door>('GET', '/v1/door') })
export const sessionQuery = queryOptions({ queryKey: keys.session, queryFn: () => request<Session>('GET', '/v1/session') })
export const membersQuery = queryOptions({
  queryKey: keys.members,
  queryFn: async () => (await getMembers()).items,
})
export const linesQuery = queryOptions({
  queryKey: keys.lines,
  queryFn: async () => (await getLines()).items,
})
export const messageQuery = (id: string) => queryOptions({ queryKey: keys.message(id), queryFn: () => getMessagesById({ path: { id } }) })

export const listQuery = (view: View, q: string) =>
  queryOptions({
    queryKey: keys.list(view, q),
    queryFn: async ({ client }) => {
      const list = await fetchList(view, q)
      client.setQueryData(keys.unread, list.unread)
      const looking = { view, q, me: client.getQueryData<Session>(keys.session)?.member.id ?? '' }
      return broughtUpToDate(client, list.cursor, list, (it, { conversations, messages }) =>
        patchList(it, conversations, messages, looking),
      )
    },
  })

const fetchList = (view: View, q: string, before?: string) =>
  getConversations({ query: { view, limit: LIST_PAGE, ...(q && { q }), ...(before && { before }) } })

export async function fetchMoreConversations(cache: QueryClient, view: View, q: string): Promise<void> {
  const key = keys.list(view, q)
  const next = cache.getQueryData<ConversationList>(key)?.next
  if (!next) return
  const more = await fetchList(view, q, next)
  cache.setQueryData<ConversationList>(key, (it) => it && append(it, more))
}

export const conversationQuery = (id: string) =>
  queryOptions({ queryKey: keys.conversation(id), queryFn: () => getConversationsById({ path: { id } }) })

/** What a list already holds opens at once; the live stream keeps it true. */
export function seedConversation(cache: QueryClient, id: string): void {
  if (cache.getQueryData(keys.conversation(id))) return
  for (const [, list] of cache.getQueriesData<ConversationList>({ queryKey: keys.lists })) {
    const found = list?.items.find((it) => it.id === id)
    if (found) cache.setQueryData(keys.conversation(id), found)
  }
}

/** `island`: around a linked message, and not reaching the end of the thread. */
export type ShownThread = Thread & { island?: boolean }

export const threadQuery = (id: string, around: string | null) =>
  queryOptions({
    queryKey: keys.thread(id, around),
    queryFn: async ({ client }): Promise<ShownThread> => {
      const thread = await fetchThread(id, { around })
      if (around !== null && !(await reachesTheEnd(client, id, thread))) return { ...thread, island: true }
      return broughtUpToDate(client, thread.cursor, thread, (it, { messages }) => patchThread(it, ofConversation(id, messages)))
    },
  })

async function reachesTheEnd(client: QueryClient, id: string, thread: Thread): Promise<boolean> {
  const { lastMessage } = await client.ensureQueryData(conversationQuery(id))
  return lastMessage === null || thread.items.some((it) => it.id >= lastMessage.id)
}

const ofConversation = (id: string, bubbles: Bubble[]) => bubbles.filter((it) => it.conversationId === id)

const fetchThread = (id: string, { around, before }: { around?: string | null; before?: string }) =>
  getConversationsByIdMessages({ path: { id }, query: { limit: THREAD_PAGE, ...(around && { around }), ...(before && { before }) } })

export async function fetchOlder(cache: QueryClient, id: string, around: string | null): Promise<void> {
  const key = keys.thread(id, around)
  const before = cache.getQueryData<ShownThread>(key)?.before
  if (!before) return
  const older = await fetchThread(id, { before })
  cache.setQueryData<ShownThread>(key, (it) => it && prepend(it, older))
}
