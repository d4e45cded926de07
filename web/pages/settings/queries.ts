import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type { HealthView } from '#src/app/health-view.ts'
import type { number, WholeLine } from '#src/numbers/views.ts'
import type { listHead, rules } from '#src/policies/views.ts'
import type { carrier, channel } from '#src/routing/views.ts'
import type { Scope } from '#src/workspaces/api-keys/scopes.ts'
import {
  getCarriers,
  getChannels,
  getInvitations,
  getKeys,
  getLinks,
  getLinksById,
  getNumbers,
  getPoliciesLists,
  getPoliciesListsByList,
  getPoliciesSettings,
  getTeams,
  getWebhooks,
  getWebhooksById,
  getWebhooksByIdDeliveries,
} from '../../../client/sdk.generated.ts'
import { keys } from '../../api/keys.ts'
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
  madeBy: string | null
  lastUsedAt: string | null
  revokedAt: string | null
}
export type Rules = z.infer<typeof rules>
export type ListHead = z.infer<typeof listHead>

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
  invitations: keys.invitations,
  keys: ['settings', 'keys'],
  webhooks: ['settings', 'webhooks'],
  webhook: (id: string) => ['settings', 'webhooks', id],
  deliveries: (id: string) => ['settings', 'webhooks', id, 'deliveries'],
  health: ['settings', 'health'],
} as const

export const channelsQuery = queryOptions({ queryKey: settingsKeys.channels, queryFn: async () => (await getChannels()).items })
export const carriersQuery = queryOptions({
  queryKey: settingsKeys.carriers,
  queryFn: async () => (await getCarriers()).items,
  staleTime: 0,
})
export const linksQuery = queryOptions({ queryKey: settingsKeys.links, queryFn: async () => (await getLinks()).items, staleTime: 0 })
export const linkQuery = (id: string) =>
  queryOptions({ queryKey: settingsKeys.link(id), queryFn: () => getLinksById({ path: { id } }), staleTime: 0 })
/** All on one page: who has more than this finds them by searching. */
const NUMBERS = 500
export const numbersQuery = queryOptions({
  queryKey: settingsKeys.numbers,
  queryFn: () => getNumbers({ query: { limit: NUMBERS } }),
  staleTime: 0,
})
export const teamsQuery = queryOptions({
  queryKey: settingsKeys.teams,
  queryFn: async () => (await getTeams()).items,
  staleTime: 0,
})
export const healthQuery = queryOptions({
  queryKey: settingsKeys.health,
  queryFn: () => request<HealthView>('GET', '/v1/health'),
  staleTime: 0,
})
export const invitationsQuery = queryOptions({
  queryKey: settingsKeys.invitations,
  queryFn: async () => (await getInvitations()).items,
  staleTime: 0,
})
export const keysQuery = queryOptions({ queryKey: settingsKeys.keys, queryFn: async () => (await getKeys()).items, staleTime: 0 })

export const rulesQuery = queryOptions({
  queryKey: settingsKeys.rules,
  queryFn: () => getPoliciesSettings(),
  staleTime: 0,
})
export const listsQuery = queryOptions({
  queryKey: settingsKeys.lists,
  queryFn: () => getPoliciesLists(),
  staleTime: 0,
})
const ENTRIES = 50
export const listQuery = (list: ListHead['list'], find: string) =>
  infiniteQueryOptions({
    queryKey: settingsKeys.list(list, find),
    queryFn: ({ pageParam }) =>
      getPoliciesListsByList({ path: { list }, query: { limit: ENTRIES, ...(find && { find }), ...(pageParam && { after: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    staleTime: 0,
  })

export const webhooksQuery = queryOptions({
  queryKey: settingsKeys.webhooks,
  queryFn: async () => (await getWebhooks()).items,
  staleTime: 0,
})
export const webhookQuery = (id: string) =>
  queryOptions({ queryKey: settingsKeys.webhook(id), queryFn: () => getWebhooksById({ path: { id } }), staleTime: 0 })
const DELIVERIES = 30
export const deliveriesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: settingsKeys.deliveries(id),
    queryFn: ({ pageParam }) =>
      getWebhooksByIdDeliveries({ path: { id }, query: { limit: DELIVERIES, ...(pageParam && { before: pageParam }) } }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    staleTime: 0,
  })
