import type { Consent } from '#src/contacts/consent.ts'
import { zonesOf } from '#src/contacts/zones.ts'
import type { Message } from '#src/message/message.ts'
import type { Db, Tx } from '#src/platform/db.ts'
import { ints, texts } from '#src/platform/db-arrays.ts'
import type { PrefixLists, Sources, Zones } from './policy.ts'
import { mostPrefixes, type PrefixList, prefixList } from './prefix-list.ts'
import { type PolicySettings, policySettings, usualSettings } from './settings.ts'

/** What the policies ask about, from the database: one query a batch, or what was read moments ago. */

/** Lists and settings are read again after this long; who changes them in this process says so at once. */
const rememberMs = 5_000

export function openSources(
  db: Db,
  { nowMs }: { nowMs(): number },
): Sources & { changed(): void; settingsOf(): Promise<Map<number, PolicySettings>> } {
  const lists = remembered(nowMs, listReader(db))
  const workspaces = remembered(nowMs, () => readWorkspaces(db))
  return {
    consents: (messages) => readConsents(db, messages),
    async timeZones(messages) {
      const known = await workspaces.get()
      return messages.map((it) => zonesFor(it, known.get(it.workspaceId)?.timeZone ?? 'America/New_York'))
    },
    async prefixLists(messages) {
      const all = await lists.get()
      return messages.map(({ workspaceId }) => all.get(workspaceId) ?? noLists)
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

/** The weakest among a message's recipients. Most were never asked, and have no row: only those that have one are answered. */
async function readConsents(db: Db, messages: Message[]): Promise<Consent[]> {
  const pairs = messages.flatMap((it, n) => it.to.map((uri) => ({ n, workspaceId: it.workspaceId, uri })))
  const rows = await db.spineRead<{ n: number; state: 'given' | 'withdrawn'; at: Date }>(
    `select k.n, c.state, c.at from unnest($1::int[], $2::int[], $3::text[]) as k (n, workspace_id, uri)
     join consents c on c.workspace_id = k.workspace_id and c.uri = k.uri`,
    [ints(pairs, (it) => it.n), ints(pairs, (it) => it.workspaceId), texts(pairs, (it) => it.uri)],
    'sources.consents',
  )
  const known = Map.groupBy(rows, ({ n }) => n)
  return messages.map(({ to }, n) => {
    const of: Consent[] = known.get(n) ?? []
    const all = of.length < to.length ? [...of, absent] : of
    const [first = absent, ...others] = all.map(({ state, at }): Consent => ({ state, at }))
    return others.reduce((weakest, it) => (weakness[it.state] > weakness[weakest.state] ? it : weakest), first)
  })
}
const absent: Consent = { state: 'absent', at: null }
const weakness = { given: 0, absent: 1, withdrawn: 2 } as const

function zonesFor({ to }: Message, otherwise: string): Zones {
  const zones = [...new Set(to.flatMap((uri) => zonesOf(uri)))]
  const [first = otherwise, ...others] = zones
  return [first, ...others]
}

type Loaded = { version: number; list: PrefixList }
const noLists: PrefixLists = { doNotOriginate: prefixList([]), blocked: prefixList([]) }
/** Read at once, so that a long list does not hold up everything else. */
const prefixesAtOnce = 50_000

/** Each workspace's own lists. What has not changed since the last time is not read again: it may be a million long. */
function listReader(db: Db): () => Promise<Map<number, PrefixLists>> {
  let loaded = new Map<string, Loaded>()
  return async () => {
    const heads = await db.spineRead<{ workspace_id: number; list: string; version: number }>(
      'select workspace_id, list, version from prefix_list_heads where entries > 0',
    )
    const next = new Map<string, Loaded>()
    for (const { workspace_id, list, version } of heads) {
      const key = `${workspace_id} ${list}`
      const known = loaded.get(key)
      next.set(key, known?.version === version ? known : { version, list: prefixList(await readPrefixes(db, workspace_id, list)) })
    }
    loaded = next
    const of = (workspaceId: number, list: string) => next.get(`${workspaceId} ${list}`)?.list ?? prefixList([])
    const ids = new Set(heads.map(({ workspace_id }) => workspace_id))
    return new Map([...ids].map((id) => [id, { doNotOriginate: of(id, 'do_not_originate'), blocked: of(id, 'blocked') }]))
  }
}

async function readPrefixes(db: Db, workspaceId: number, list: string): Promise<string[]> {
  const all: string[] = []
  for (let after = ''; all.length < mostPrefixes; ) {
    const rows = await db.spineRead<{ prefix: string }>(
      'select prefix from prefix_lists where workspace_id = $1 and list = $2 and prefix > $3 order by prefix limit $4',
      [workspaceId, list, after, prefixesAtOnce],
    )
    for (const { prefix } of rows) all.push(prefix)
    if (rows.length < prefixesAtOnce) break
    after = all.at(-1)! // it is not empty
  }
  return all
}

/** What is stored may lack fields that came later. */
export async function readSettings(tx: Tx, workspaceId: number): Promise<PolicySettings> {
  const [row] = await tx.query<{ settings: unknown }>('select settings from policy_settings where workspace_id = $1', [workspaceId])
  return row ? policySettings.parse(row.settings) : usualSettings
}

export const saveSettings = (tx: Tx, workspaceId: number, settings: PolicySettings): Promise<object[]> =>
  tx.query(
    'insert into policy_settings (workspace_id, settings) values ($1, $2) on conflict (workspace_id) do update set settings = excluded.settings',
    [workspaceId, JSON.stringify(settings)],
  )

/** One workspace's settings that cannot be read must not hold everybody's messages: the usual ones, which are the law's, stand in for them. */
const settingsIn = (stored: unknown): PolicySettings => policySettings.safeParse(stored ?? {}).data ?? usualSettings

async function readWorkspaces(db: Db): Promise<Map<number, { timeZone: string; settings: PolicySettings }>> {
  const rows = await db.spineRead<{ workspace_id: number; time_zone: string; settings: unknown }>(
    'select w.workspace_id, w.time_zone, s.settings from workspaces w left join policy_settings s using (workspace_id)',
  )
  return new Map(rows.map((it) => [it.workspace_id, { timeZone: it.time_zone, settings: settingsIn(it.settings) }]))
}
