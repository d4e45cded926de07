import type { Consent } from '#src/contacts/consent.ts'
import { zonesOf } from '#src/contacts/zones.ts'
import type { Message } from '#src/message/message.ts'
import type { Db } from '#src/platform/db.ts'
import type { PrefixLists, Sources, Zones } from './policy.ts'
import { mostPrefixes, prefixList } from './prefix-list.ts'
import { type PolicySettings, policySettings, usualSettings } from './settings.ts'

/** What the policies ask about, from the database: one query a batch, or what was read moments ago. */

/** Lists and settings are read again after this long; who changes them in this process says so at once. */
const rememberMs = 5_000

export function openSources(
  db: Db,
  { nowMs }: { nowMs(): number },
): Sources & { changed(): void; settingsOf(): Promise<Map<number, PolicySettings>> } {
  const lists = remembered(nowMs, () => readLists(db))
  const workspaces = remembered(nowMs, () => readWorkspaces(db))
  return {
    consents: (messages) => readConsents(db, messages),
    async timeZones(messages) {
      const known = await workspaces.get()
      return messages.map((it) => zonesFor(it, known.get(it.workspaceId)?.timeZone ?? 'America/New_York'))
    },
    async prefixLists(messages) {
      const all = await lists.get()
      return messages.map(() => all)
    },
    async settings(messages) {
      const known = await workspaces.get()
      return messages.map((it) => known.get(it.workspaceId)?.settings ?? usualSettings)
    },
    settingsOf: async () => new Map([...(await workspaces.get())].map(([id, { settings }]) => [id, settings])),
    changed() {
      lists.forget()
      workspaces.forget()
    },
  }
}

function remembered<T>(nowMs: () => number, read: () => Promise<T>) {
  let at = Number.NEGATIVE_INFINITY
  let value: Promise<T> | null = null
  return {
    get(): Promise<T> {
      if (value && nowMs() - at < rememberMs) return value
      at = nowMs()
      const fresh = read()
      value = fresh
      // what failed is not remembered: the next batch asks again
      fresh.catch(() => {
        if (value === fresh) value = null
      })
      return fresh
    },
    forget() {
      value = null
    },
  }
}

/** The weakest among a message's recipients. */
async function readConsents(db: Db, messages: Message[]): Promise<Consent[]> {
  const pairs = messages.flatMap((it, n) => it.to.map((uri) => ({ n, workspaceId: it.workspaceId, uri })))
  const rows = await db.spineRead<{ n: number; state: 'given' | 'withdrawn' | null; at: Date | null }>(
    `select k.n, c.state, c.at from unnest($1::int[], $2::int[], $3::text[]) as k (n, workspace_id, uri)
     left join consents c on c.workspace_id = k.workspace_id and c.uri = k.uri`,
    [pairs.map((it) => it.n), pairs.map((it) => it.workspaceId), pairs.map((it) => it.uri)],
    'sources.consents',
  )
  const consents: (Consent | null)[] = messages.map(() => null)
  for (const { n, state, at } of rows) {
    const next: Consent = { state: state ?? 'absent', at }
    const known = consents[n]
    if (!known || weakness[next.state] > weakness[known.state]) consents[n] = next
  }
  return consents.map((it) => it ?? { state: 'absent', at: null })
}
const weakness = { given: 0, absent: 1, withdrawn: 2 } as const

function zonesFor({ to }: Message, otherwise: string): Zones {
  const zones = [...new Set(to.flatMap((uri) => zonesOf(uri)))]
  const [first = otherwise, ...others] = zones
  return [first, ...others]
}

async function readLists(db: Db): Promise<PrefixLists> {
  const rows = await db.spineRead<{ list: string; prefix: string }>(
    'select list, prefix from prefix_lists order by list, prefix limit $1',
    [2 * mostPrefixes],
  )
  const of = (list: string) => prefixList(rows.filter((it) => it.list === list).map(({ prefix }) => prefix))
  return { doNotOriginate: of('do_not_originate'), blocked: of('blocked') }
}

async function readWorkspaces(db: Db): Promise<Map<number, { timeZone: string; settings: PolicySettings }>> {
  const rows = await db.spineRead<{ workspace_id: number; time_zone: string; settings: unknown }>(
    'select w.workspace_id, w.time_zone, s.settings from workspaces w left join policy_settings s using (workspace_id)',
  )
  return new Map(
    rows.map((it) => [
      it.workspace_id,
      { timeZone: it.time_zone, settings: it.settings ? policySettings.parse(it.settings) : usualSettings },
    ]),
  )
}
