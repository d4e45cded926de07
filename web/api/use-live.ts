import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ConversationList, LiveFrame } from '#src/conversations/views.ts'
import { keys } from './keys.ts'
import { arrivals } from './live/arrivals.ts'
import type { Connection } from './live/connection.ts'
import { follow } from './live/follow.ts'
import { drain } from './outbox/drain.ts'
import { listQuery, sessionQuery } from './queries.ts'

/** What the stream keeps in the cache is read like anything else; it is never fetched. */
const kept = <T>(queryKey: readonly string[], initialData: T) => ({ queryKey, queryFn: () => initialData, initialData, enabled: false })

const connecting: Connection = { kind: 'connecting', attempt: 0 }
const noneUnread: ConversationList['unread'] = { all: 0, mine: 0, unassigned: 0 }
const healthy: Extract<LiveFrame, { kind: 'health' }> = { kind: 'health', links: [], diskLow: false }

export const useConnection = (): Connection => useQuery(kept(keys.live, connecting)).data
export const useUnread = () => useQuery(kept(keys.unread, noneUnread)).data
export const useHealth = () => useQuery(kept(keys.health, healthy)).data

/** Follows the live stream while mounted, from the first list's cursor on. */
export function useLive(): void {
  const cache = useQueryClient()
  const { isSuccess } = useQuery(listQuery('all', ''))
  const { kind } = useConnection()
  const attempt = useAttempt()

  useEffect(() => {
    const list = cache.getQueryData<ConversationList>(keys.list('all', ''))
    if (!isSuccess || !list) return
    const stream = follow(cache, list.cursor, (changes) => arrivals.set(changes.flatMap((it) => it.messages)))
    return () => stream[Symbol.dispose]()
  }, [cache, isSuccess])

  useEffect(() => {
    if (kind !== 'live') return
    drain(cache)
    void cache.refetchQueries({ predicate: (it) => it.state.status === 'error' })
  }, [cache, kind])

  // A socket that keeps being refused may be a session that ended: asking says so, and leads to the door.
  useEffect(() => {
    if (attempt >= 2) void cache.fetchQuery({ ...sessionQuery, staleTime: 0, retry: false }).catch(() => undefined)
  }, [cache, attempt])
}

function useAttempt(): number {
  const connection = useConnection()
  return connection.kind === 'live' ? 0 : connection.attempt
}
