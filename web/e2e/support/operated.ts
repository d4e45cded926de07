import type { z } from 'zod'
import type { HealthView } from '#src/app/health-view.ts'
import type { number } from '#src/numbers/views.ts'
import { type PolicySettings, usualSettings } from '#src/policies/settings.ts'
import type { listEntry, listHead } from '#src/policies/views.ts'
import type { carrier, LinkState, LinkView } from '#src/routing/views.ts'
import type { DeliveryView, WebhookView } from '#src/surfaces/webhooks/views.ts'
import type { InvitationView } from '#src/workspaces/views.ts'
import { uuid } from './world.ts'

/** What an operator looks after, on an ordinary day with a little trouble. */

type Key = {
  id: string
  name: string
  shown: string
  scopes: string[]
  madeAt: string
  madeBy: string | null
  lastUsedAt: string | null
  revokedAt: string | null
}
export type Operated = {
  carriers: z.infer<typeof carrier>[]
  links: LinkView[]
  numbers: z.infer<typeof number>[]
  teams: { id: string; name: string }[]
  rules: PolicySettings
  lists: (z.infer<typeof listHead> & { items: z.infer<typeof listEntry>[] })[]
  invitations: InvitationView[]
  keys: Key[]
  webhooks: WebhookView[]
  deliveries: DeliveryView[]
  health: HealthView
}

const HOUR = 3_600_000
const ago = (hours: number): string => new Date(Date.now() - hours * HOUR).toISOString()
const state: LinkState = { up: true, why: null, since: ago(30), room: 38, waiting: 0, underWay: 12, window: 50, only: null }

const nothing = (): Operated => ({
  ...{ carriers: [], links: [], numbers: [], teams: [], invitations: [], keys: [], webhooks: [], deliveries: [] },
  rules: usualSettings,
  lists: [
    { list: 'do_not_originate', entries: 0, changedAt: null, items: [] },
    { list: 'blocked', entries: 0, changedAt: null, items: [] },
  ],
  health: {
    ...{ version: '0.1.0', node: '26.10.0', postgres: '18.4', startedAt: ago(50), databaseMs: 1, liveBrowsers: 3 },
    disk: { freeBytes: 81e9, floorBytes: 5e8, low: false },
    readers: [{ name: 'search', behind: 0 }],
  },
})

/** Nothing is set up yet. */
export const firstDay = nothing

export function ordinaryDay(): Operated {
  const team = { id: uuid(Date.now()), name: 'Front desk' }
  const carrier = { id: uuid(Date.now()), name: 'Atlantic Wireless' }
  const settings = { host: 'smsc.example.com', systemId: 'harbour', port: 3550, tls: true, window: 50, idMode: 'respHex_dlrDec' }
  const link = (name: string, more: Partial<LinkView>): LinkView => ({
    ...{ id: uuid(Date.now()), channel: 'smpp', channelLabel: 'Text message', name, carrier, settings, secretsSet: ['password'] },
    ...{ enabled: true, madeAt: ago(900), lines: 0, state },
    ...more,
  })
  const refused = 'the carrier refused the bind: ESME_RINVPASWD, invalid password; next try at 2026-01-05T12:00:08Z'
  const east = link('Atlantic east', { lines: 2 })
  const west = link('Atlantic west', { state: { ...state, up: false, why: refused, since: ago(0.2), room: 0, waiting: 41, underWay: 0 } })
  const spare = link('Spare', {
    ...{ carrier: null, enabled: false },
    state: { ...state, up: false, why: 'It is switched off.', since: null, window: null },
  })
  const line = (of: string, label: string, on: LinkView, rank: number, teamId: string | null) => ({
    ...{ id: uuid(Date.now()), number: of, label, teamId, rank, madeAt: ago(800) },
    link: { id: on.id, name: on.name, channel: on.channel, enabled: on.enabled },
    up: on.state.up,
    why: on.state.why,
  })
  const hook = (name: string, more: Partial<WebhookView>): WebhookView => ({
    ...{ id: uuid(Date.now()), name, url: 'https://booking.example.com/hooks/tandem', kinds: ['message.*'], state: 'active', why: null },
    ...{ upTo: 48_211, failingSince: null, nextTryAt: null, attempts: 0, madeAt: ago(700) },
    ...more,
  })
  const call = (kind: DeliveryView['kind'], hours: number, more: Partial<DeliveryView>): DeliveryView => ({
    ...{ id: uuid(Date.now()), kind, state: 'delivered', firstSeq: 48_190, lastSeq: 48_211, events: 7, attempts: 1, madeAt: ago(hours) },
    ...{ kinds: ['message.sent', 'message.delivered'], messageIds: [uuid(Date.now())] },
    ...{ triedAt: ago(hours), ms: 84, status: 200, said: '{"ok":true}', replayOf: null },
    ...more,
  })
  const key = (name: string, scopes: string[], more: Partial<Key> = {}): Key => ({
    ...{ id: uuid(Date.now()), name, shown: 'tandem_k7Qx', scopes, madeAt: ago(2000), madeBy: 'Ana Lindqvist', lastUsedAt: ago(0.1) },
    revokedAt: null,
    ...more,
  })
  return {
    ...nothing(),
    carriers: [{ ...carrier, links: 2 }],
    links: [east, west, spare],
    teams: [team],
    numbers: [
      {
        ...{ number: 'tel:+14155550100', label: 'Front desk', madeAt: ago(800) },
        lines: [line('tel:+14155550100', 'Front desk', east, 0, team.id), line('tel:+14155550100', 'Front desk', west, 1, team.id)],
      },
      {
        ...{ number: 'tel:+14155550142', label: 'Billing', madeAt: ago(800) },
        lines: [line('tel:+14155550142', 'Billing', east, 0, null)],
      },
      { number: 'tel:24273', label: 'Reminders', madeAt: ago(8), lines: [] },
    ],
    lists: [
      { list: 'do_not_originate', entries: 0, changedAt: null, items: [] },
      {
        ...{ list: 'blocked', entries: 2, changedAt: ago(70) },
        items: [
          { prefix: '1900', note: 'premium rate', at: ago(70) },
          { prefix: '882', note: null, at: ago(70) },
        ],
      },
    ],
    invitations: [
      { id: uuid(Date.now()), name: 'Priya, evenings', role: 'member', madeAt: ago(3), expiresAt: ago(-165), by: 'Ana Lindqvist' },
      { id: uuid(Date.now()), name: null, role: 'owner', madeAt: ago(50), expiresAt: ago(-118), by: 'command line' },
    ],
    keys: [
      key('Booking system', ['messages:send', 'messages:read']),
      key('Night report', ['messages:read', 'events:read', 'contacts:read'], { lastUsedAt: null }),
      key('Old shop', ['messages:send'], { revokedAt: ago(400) }),
    ],
    webhooks: [
      hook('Booking system', {}),
      hook('Data warehouse', {
        ...{ kinds: [], state: 'failing', why: 'It answered 503 instead of 2xx.', failingSince: ago(2), attempts: 9 },
        nextTryAt: ago(-0.3),
      }),
      hook('Old desk', { kinds: ['conversation.*', 'keyword.*'], state: 'paused', why: 'Paused by Ana Lindqvist.' }),
    ],
    deliveries: [
      call('events', 0.01, { state: 'pending', attempts: 0, triedAt: null, ms: null, status: null, said: null }),
      call('test', 0.1, { firstSeq: 0, lastSeq: 0, events: 1, kinds: ['webhook.test'], messageIds: [] }),
      call('events', 0.4, { attempts: 3, ms: 10_004, status: null, state: 'failed', said: 'no answer within 10 s' }),
      call('replay', 1.2, { events: 100 }),
    ],
  }
}
