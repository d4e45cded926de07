import type { Clock } from '#src/platform/clock.ts'
import { type Held, type Holding, holdKeys, type KeyState, type Unavailable } from './held.ts'
import { isShredded, type KeyOf, nameOf, SEARCH_DAY } from './key-rows.ts'
import { type Found, fetchKeys, type Means, makeKeys } from './obtain.ts'
import { type DataKey, dayAt, NONCE_BYTES } from './seal.ts'
import { share } from './share.ts'

/** The ring of data keys: has the key of any workspace and day at hand, makes today's on first use, and drops them when it must. */

/** Tomorrow's key is made this long before midnight: longer than a key stays while its source is down (GRACE_MS). */
const AHEAD_MS = 30 * 60_000

export type Ring = ReturnType<typeof openRing>
export type Changed = (workspaceId: number, state: KeyState) => void

export function openRing({ clock, ...parts }: Omit<Means, 'holding'> & { clock: Clock }) {
  const listeners = new Set<Changed>()
  const holding = holdKeys(clock.monotonicMs, (workspaceId, state) => {
    parts.log[state === 'ok' ? 'info' : 'warn'](
      { workspaceId, state, source: parts.source.name },
      'the key of a workspace: its state changed',
    )
    for (const tell of listeners) tell(workspaceId, state)
  })
  const means = { ...parts, holding }
  const fetched = share(nameOf, (wanted: KeyOf[]) => fetchKeys(means, wanted))
  const made = share(nameOf, (wanted: KeyOf[]) => makeKeys(means, wanted))
  const today = () => dayAt(clock.now())

  return {
    /** Today, as data keys count: the day `cached` is asked for before sealing. */
    today,
    /** The fast path: the key if it is at hand and may be used. Use it at once and do not keep it: it may go. */
    cached: (workspaceId: number, day: number): DataKey | null => holding.get(workspaceId, day),
    /** Today's key of each, made on first use. */
    async sealing(workspaceIds: number[]): Promise<Map<number, Found>> {
      const day = today()
      const wanted = [...new Set(workspaceIds)].map((workspaceId) => ({ workspaceId, day }))
      const found = await have(holding, wanted, made)
      return new Map(wanted.map(({ workspaceId }, i) => [workspaceId, found[i]!])) // one for each wanted
    },
    /** The keys that open, one for each asked, in order. The day is `dayOf(sealed)`. */
    opening: (wanted: KeyOf[]): Promise<Found[]> => have(holding, wanted, fetched),
    /** What words are turned into search tokens with. */
    searching: async (workspaceId: number): Promise<Found> => (await have(holding, [{ workspaceId, day: SEARCH_DAY }], made))[0]!, // the one
    /** Fresh nonces for `sealAll`, 12 bytes each. */
    nonces: (count: number): Buffer => parts.random(count * NONCE_BYTES),
    /** Whether the workspace's content can be read. Asking keeps it watched. */
    state: (workspaceId: number): KeyState => holding.of(workspaceId).state,
    /** Answers how to stop being told. */
    onChange(tell: Changed): () => void {
      listeners.add(tell)
      return () => void listeners.delete(tell)
    },
    /** Makes a past day unreadable for ever. Other processes drop its key when they next `recheck`. */
    async shred(workspaceId: number, day: number): Promise<void> {
      if (day <= SEARCH_DAY || day >= today()) throw new RangeError(`Only a past day can be shredded, not ${day}`)
      await parts.rows.shred({ workspaceId, day })
      holding.dropDay(workspaceId, day)
    },
    /** For worker.ts, every second: hears what became of the keys in use, so that a revoked one is dropped. */
    watch: () => watch(means),
    /** For worker.ts, every second: heals what is healed, and makes the next day's keys before midnight. */
    async tend(): Promise<void> {
      holding.forgetIdle()
      await begin(means)
      const ill = holding.all().filter(({ begun, state, standing }) => begun && state !== 'ok' && standing === 'ok')
      await fetched(ill.map(({ workspaceId }) => ({ workspaceId, day: SEARCH_DAY })))
      const soon = dayAt(new Date(clock.now().getTime() + AHEAD_MS))
      const inUse = holding.all().filter(({ state, keys }) => state === 'ok' && keys.has(today()) && !keys.has(soon))
      await made(inUse.map(({ workspaceId }) => ({ workspaceId, day: soon })))
    },
    /** For worker.ts, every minute: drops the keys of days that another process has shredded. */
    recheck: () => recheck(means),
    /** Zeroes every key. */
    close: () => holding.dropEverything(),
  }
}

/** At hand, or refused at once where the workspace's key is known to be away: only `tend` asks the source about those. */
async function have(holding: Holding, wanted: KeyOf[], get: (missing: KeyOf[]) => Promise<Found[]>): Promise<Found[]> {
  const found = wanted.map(({ workspaceId, day }) => holding.get(workspaceId, day) ?? refusal(holding.of(workspaceId)))
  const missing = wanted.filter((_, i) => found[i] === null)
  if (missing.length === 0) return found as Found[] // none is null
  const answers = await get(missing)
  let next = 0
  return found.map((it) => it ?? answers[next++]!) // one for each that was null
}

const refusal = ({ state }: Held): Unavailable | null => (state === 'ok' ? null : { kind: state })

async function watch({ source, holding }: Means): Promise<void> {
  const inUse = holding.all().filter(({ begun }) => begun)
  if (inUse.length === 0) return
  const standing = await source.standing(inUse.map(({ workspaceId }) => workspaceId))
  for (const held of inUse)
    holding.hear(held, standing.get(held.workspaceId) ?? { kind: 'unavailable', why: 'the source said nothing of it' })
}

/** Whoever was only asked about may have keys from before. Who has none and was refused at the start is tried again. */
async function begin({ source, rows, holding }: Means): Promise<void> {
  const unknown = holding.all().filter(({ begun }) => !begun)
  if (unknown.length === 0) return
  const known = new Set(
    (await rows.load(unknown.map(({ workspaceId }) => ({ workspaceId, day: SEARCH_DAY })))).map((row) => row.workspaceId),
  )
  for (const held of unknown) held.begun ||= known.has(held.workspaceId)
  for (const held of unknown.filter(({ begun, state }) => !begun && state !== 'ok')) {
    const answer = await source.begin(held.workspaceId)
    if (answer.kind === 'ok') holding.prove(held)
    else holding.hear(held, answer)
  }
}

async function recheck({ rows, holding }: Means): Promise<void> {
  const inUse = holding.all().flatMap(({ workspaceId, keys }) => [...keys.keys()].map((day) => ({ workspaceId, day })))
  if (inUse.length === 0) return
  const shredded = (await rows.load(inUse)).filter(isShredded)
  for (const { workspaceId, day } of shredded) holding.dropDay(workspaceId, day)
}
