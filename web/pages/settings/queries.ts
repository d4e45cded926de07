import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { HealthView } from '#src/app/health-view.ts'
import type { number, WholeLine } from '#src/numbers/views.ts'
import type { listEntry, listHead, rules } from '#src/policies/views.ts'
import type { carrier, channel, LinkView } from '#src/routing/views.ts'
import type { DeliveryView, WebhookView } from '#src/surfaces/webhooks/views.ts'
import type { Scope } from '#src/workspaces/api-keys/scopes.ts'
import { request } from '../../api/request.ts'

/** What the operator's screens ask for. Not kept by the live stream, so asked anew whenever a page is opened. */

export type Channel = z.infer<typeof channel>
export type Carrier = z.infer<typeof carrier>
export type OurNumber = z.infer<typeof number>
export type Line = WholeLine
export type ApiKey = {
  id: string
  name: string
  shown: string
  scopes: Scope[]
  madeAt: string
  lastUsedAt: string | null
  revokedAt: string | null
}
export type Rules = z.infer<typeof rules>
export type ListHead = z.infer<typeof listHead>
export type ListEntry = z.infer<typeof listEntry>
export type Items<T> = { items: T[] }

/** A page that shows something live asks this often while it is looked at. */
export const LIVE_MS = 2_000

export const settingsKeys = {
  channels: ['settings', 'channels'],
  carriers: ['settings', 'carriers'],
  links: ['settings', 'links'],
  link: (id: string) => ['settings', 'links', id],
  numbers: ['settings', 'numbers'],
  teams: ['settings', 'teams'],
  rules: ['settings', 'rules'],
  lists: ['settings', 'lists'],
  list: (name: string, find: string) => ['settings', 'lists', name, find],
  keys: ['settings', 'keys'],
  webhooks: ['settings', 'webhooks'],
  webhook: (id: string) => ['settings', 'webhooks', id],
  deliveries: (id: string) => ['settings', 'webhooks', id, 'deliveries'],
  health: ['settings', 'health'],
} as const

const itemsOf = async <T>(path: string): Promise<T[]> => (await request<Items<T>>('GET', path)).items

export const channelsQuery = queryOptions({ queryKey: settingsKeys.channels, queryFn: () => itemsOf<Channel>('/v1/channels') })
export const carriersQuery = queryOptions({
  queryKey: settingsKeys.carriers,
  queryFn: () => itemsOf<Carrier>('/v1/carriers'),
  staleTime: 0,
})
export const linksQuery = queryOptions({ queryKey: settingsKeys.links, queryFn: () => itemsOf<LinkView>('/v1/links'), staleTime: 0 })
export const linkQuery = (id: string) =>
  queryOptions({ queryKey: settingsKeys.link(id), queryFn: () => request<LinkView>('GET', `/v1/links/${id}`), staleTime: 0 })
/** All on one page: who has more than this finds them by searching. */
const NUMBERS = 500
export const numbersQuery = queryOptions({
  queryKey: settingsKeys.numbers,
  queryFn: () => request<Items<OurNumber> & { next: string | null }>('GET', `/v1/numbers?limit=${NUMBERS}`),
  staleTime: 0,
})
export const teamsQuery = queryOptions({
  queryKey: settingsKeys.teams,
  queryFn: () => itemsOf<{ id: string; name: string }>('/v1/teams'),
  staleTime: 0,
})
export const healthQuery = queryOptions({
  queryKey: settingsKeys.health,
  queryFn: () => request<HealthView>('GET', '/v1/health'),
  staleTime: 0,
})
export const keysQuery = queryOptions({ queryKey: settingsKeys.keys, queryFn: () => itemsOf<ApiKey>('/v1/keys'), staleTime: 0 })

export const rulesQuery = queryOptions({
  queryKey: settingsKeys.rules,
  queryFn: () => request<Rules>('GET', '/v1/policies/settings'),
  staleTime: 0,
})
export const listsQuery = queryOptions({
  queryKey: settingsKeys.lists,
  queryFn: () => request<Items<ListHead> & { most: number }>('GET', '/v1/policies/lists'),
  staleTime: 0,
})
const ENTRIES = 50
export const listQuery = (name: string, find: string) =>
  infiniteQueryOptions({
    queryKey: settingsKeys.list(name, find),
    queryFn: ({ pageParam }) =>
      request<Items<ListEntry> & { next: string | null; entries: number }>(
        'GET',
        `/v1/policies/lists/${name}?${new URLSearchParams({ limit: String(ENTRIES), ...(find && { find }), ...(pageParam && { after: pageParam }) })}`,
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    staleTime: 0,
  })

export const webhooksQuery = queryOptions({
  queryKey: settingsKeys.webhooks,
  queryFn: () => itemsOf<WebhookView>('/v1/webhooks'),
  staleTime: 0,
})
export const webhookQuery = (id: string) =>
  queryOptions({ queryKey: settingsKeys.webhook(id), queryFn: () => request<WebhookView>('GET', `/v1/webhooks/${id}`), staleTime: 0 })
const DELIVERIES = 30
export const deliveriesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: settingsKeys.deliveries(id),
    queryFn: ({ pageParam }) =>
      request<Items<DeliveryView> & { next: string | null }>(
        'GET',
        `/v1/webhooks/${id}/deliveries?${new URLSearchParams({ limit: String(DELIVERIES), ...(pageParam && { before: pageParam }) })}`,
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    staleTime: 0,
  })
