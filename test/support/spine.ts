import { makeSpine, type OpenSpine } from '#src/app/spine.ts'
import type { Ways } from '#src/app/ways.ts'
import type { Item } from '#src/delivery/memory.ts'
import { type FakeSource, fakeRows, fakeSource } from '#src/keys/fakes.ts'
import { openRing } from '#src/keys/ring.ts'
import { contentOver } from '#src/keys/sealed-content.ts'
import type { Content } from '#src/message/content.ts'
import type { Draft } from '#src/message/draft.ts'
import type { Fragment, Received } from '#src/message/happening.ts'
import type { Address } from '#src/message/message.ts'
import { addLine, addNumber } from '#src/numbers/store.ts'
import type { Db } from '#src/platform/db.ts'
import { newId } from '#src/platform/ids.ts'
import { type Lease, openLeases } from '#src/platform/leases.ts'
import { openLog } from '#src/platform/log.ts'
import { policiesWith } from '#src/policies/all.ts'
import { openSources } from '#src/policies/store.ts'
import { saveLink } from '#src/routing/store.ts'
import { createWorkspace } from '#src/workspaces/store.ts'
import { type FreshDatabase, freshDatabase } from './postgres.ts'

/** The spine on a database of its own: real stores, real policies, real sealing over a key source in memory; links that only take notes. */
export type Stage = AsyncDisposable & {
  fresh: FreshDatabase
  db: Db
  content: Content
  keys: { source: FakeSource; revoke(workspaceId: number): Promise<void>; giveBack(workspaceId: number): Promise<void> }
  spine: OpenSpine
  /** Another process on the same database. */
  other(): OpenSpine
  clock: { at: Date; forward(seconds: number): void }
  /** Two workspaces, each with a link and a line of a team. */
  a: Home
  b: Home
  /** Other ways out. */
  ways: { add(home: Home): void; remove(linkId: string): void }
  offered: { linkId: string; id: string }[]
  reloaded: string[]
  /** Whether the lines were read some time ago. */
  stale: { lines: boolean }
  lease(linkId: string): Promise<Lease>
  states(): Promise<Record<string, string>>
  kinds(id: string): Promise<string[]>
}
export type Home = { workspaceId: number; teamId: string; linkId: string; lineId: string; from: Address }

/** Noon in New York on a Tuesday: nobody sleeps. */
const noon = new Date('2026-03-03T17:00:00Z')
export const customer: Address = 'tel:+12125550101'

export async function openStage(): Promise<Stage> {
  const stops = new AsyncDisposableStack()
  const fresh = stops.use(await freshDatabase({ max: 8 }))
  const { db } = fresh
  const clock = {
    at: noon,
    forward(seconds: number) {
      clock.at = new Date(clock.at.getTime() + seconds * 1000)
    },
  }
  const now = () => clock.at
  const log = openLog('silent')
  const source = fakeSource()
  let drawn = 0
  const ring = openRing({
    ...{ source, rows: fakeRows(), log },
    clock: { now, monotonicMs: () => clock.at.getTime() },
    random: (bytes) => Buffer.alloc(bytes, ++drawn),
  })
  const content = contentOver(ring, log)
  const a = await home(db, 'tel:+12125550100')
  const b = await home(db, 'tel:+12125550200')
  const offered: Stage['offered'] = []
  const reloaded: string[] = []
  const homes = [a, b]
  const stale = { lines: false }
  const ways = waysOf(homes, offered, reloaded, stale)
  const open = (): OpenSpine =>
    stops.use(
      makeSpine({
        ...{ db, content, ids: newId, now, log, ways: () => ways, changed: () => {}, full: () => false },
        asking: {
          policies: policiesWith({ allowFictional: true }),
          sources: openSources(db, { nowMs: () => performance.now() }),
          unavailable: () => {},
        },
        readable: (workspaceId) => ring.state(workspaceId) === 'ok',
      }),
    )
  return {
    ...{ fresh, db, content, clock, a, b, offered, reloaded, stale, spine: open(), other: open },
    ways: {
      add: (it) => void homes.push(it),
      remove: (linkId) =>
        void homes.splice(
          homes.findIndex((it) => it.linkId === linkId),
          1,
        ),
    },
    keys: {
      source,
      async revoke(workspaceId) {
        source.revoked.add(workspaceId)
        await ring.watch()
      },
      async giveBack(workspaceId) {
        source.revoked.delete(workspaceId)
        await ring.watch()
        await ring.tend()
      },
    },
    async lease(linkId) {
      const taken = await openLeases({ query: db.spineRead, holder: newId(), clock: { now, monotonicMs: () => 0 } }).take(`link:${linkId}`)
      if (!taken) throw new Error('somebody has it')
      return taken
    },
    async states() {
      const rows = await fresh.owner<{ id: string; state: string }>(
        `select m.id, coalesce(m.state, f.state) as state from messages m left join flight f on f.message_id = m.id where direction = 'out'`,
      )
      return Object.fromEntries(rows.map((it) => [it.id, it.state]))
    },
    kinds: async (id) =>
      (await fresh.owner<{ kind: string }>('select kind from events where message_id = $1 order by seq', [id])).map(({ kind }) => kind),
    [Symbol.asyncDispose]: () => stops.disposeAsync(),
  }
}

async function home(db: Db, from: Address): Promise<Home> {
  const { workspaceId, teamId } = await createWorkspace(db, { name: 'Harbor', timeZone: 'America/New_York', demo: false })
  const [linkId, lineId] = [newId(), newId()]
  await db.spine(async (tx) => {
    await saveLink(tx, {
      workspaceId,
      id: linkId,
      carrierId: null,
      channel: 'notes',
      name: `link ${workspaceId}`,
      settings: {},
      secrets: null,
    })
    await addNumber(tx, { workspaceId, uri: from, label: 'Front desk' })
    await addLine(tx, { workspaceId, id: lineId, uri: from, linkWorkspaceId: workspaceId, linkId, teamId })
  })
  return { workspaceId, teamId, linkId, lineId, from }
}

/** `as`: the spine asks for no more than this. */
const waysOf = (homes: Home[], offered: Stage['offered'], reloaded: string[], stale: Stage['stale']): Ways =>
  ({
    route: ({ workspaceId, from }: { workspaceId: number; from: Address }, not: readonly string[] = []) => {
      const of = homes.find((it) => it.workspaceId === workspaceId && it.from === from && !not.includes(it.linkId))
      const abilities = { textLength: 1600, segments: { encoding: 'gsm', udh: 'udh8' }, media: [], receipts: true, groups: true }
      return of ? { ...of, channel: 'notes', abilities } : null
    },
    lineOf: (linkId: string, to: string) => homes.find((it) => it.linkId === linkId && it.from === to) ?? null,
    stale: () => stale.lines,
    refresh: async () => {
      stale.lines = false
    },
    link: (linkId: string) => ({
      offer: (items: Item[]) => void offered.push(...items.map(({ message: { id } }) => ({ linkId, id }))),
      reload: () => void reloaded.push(linkId),
    }),
    join: (_channel: string, pieces: (Uint8Array | null)[]) => [
      { kind: 'text', text: pieces.map((it) => (it ? Buffer.from(it).toString() : '[…]')).join('') },
    ],
  }) as unknown as Ways

export const draftTo = ({ workspaceId, from }: Home, text = 'Hello', but: Partial<Draft> = {}): Draft => ({
  ...{ workspaceId, from, to: [customer], purpose: 'service', parts: [{ kind: 'text', text }] },
  ...but,
})

export const said = ({ from: to }: Home, text: string, but: Partial<Received> = {}): Received => ({
  ...{ kind: 'received', id: null, from: customer, to, parts: [{ kind: 'text', text }], at: noon },
  ...but,
})

export const piece = ({ from: to }: Home, seq: number, text: string, but: Partial<Fragment> = {}): Fragment => ({
  ...{ kind: 'fragment', from: customer, to, reference: 'n7', total: 2, seq, piece: Buffer.from(text), at: noon },
  ...but,
})
