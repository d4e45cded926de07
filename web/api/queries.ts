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
import { append, extend, patchList, patchThread, prepend } from './patch.ts'
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

/** Around a linked message it may not reach the end of the thread: `after` says so. */
export const threadQuery = (id: string, around: string | null) =>
  queryOptions({
    queryKey: keys.thread(id, around),
    queryFn: async ({ client }) => upToDate(client, id, await fetchThread(id, { around })),
  })

const upToDate = (client: QueryClient, id: string, thread: Thread): Thread =>
  broughtUpToDate(client, thread.cursor, thread, (it, { messages }) => patchThread(it, ofConversation(id, messages)))

const ofConversation = (id: string, bubbles: Bubble[]) => bubbles.filter((it) => it.conversationId === id)

type Page = { around?: string | null; before?: string; after?: string }
const fetchThread = (id: string, { around, before, after }: Page) =>
  getConversationsByIdMessages({
    path: { id },
    query: { limit: THREAD_PAGE, ...(around && { around }), ...(before && { before }), ...(after && { after }) },
  })

export async function fetchOlder(cache: QueryClient, id: string, around: string | null): Promise<void> {
  const key = keys.thread(id, around)
  const before = cache.getQueryData<Thread>(key)?.before
  if (!before) return
  const older = await fetchThread(id, { before })
  cache.setQueryData<Thread>(key, (it) => it && prepend(it, older))
}

/** The last page brings what has been said since it was asked for: from then on the thread follows by itself. */
export async function fetchNewer(cache: QueryClient, id: string, around: string | null): Promise<void> {
  const key = keys.thread(id, around)
  const after = cache.getQueryData<Thread>(key)?.after
  if (!after) return
  const newer = upToDate(cache, id, await fetchThread(id, { after }))
  cache.setQueryData<Thread>(key, (it) => it && extend(it, newer))
}
