import type { Log } from '#src/platform/log.ts'
import type { Held, Holding, Unavailable } from './held.ts'
import { isShredded, type KeyOf, type KeyRow, type KeyRows, nameOf, SEARCH_DAY } from './key-rows.ts'
import { type DataKey, KEY_BYTES } from './seal.ts'
import type { KeySource, Refused } from './source.ts'
import { inTurns } from './turns.ts'

/** How data keys come into the ring: read from their rows and unwrapped by the source; or made, wrapped and recorded first. */

export type Found = DataKey | Unavailable
export type Means = {
  source: KeySource
  rows: KeyRows
  holding: Holding
  random(bytes: number): Buffer
  log: Pick<Log, 'info' | 'warn' | 'error'>
}

/** Workspaces the source is asked about at the same time; further ones wait their turn. A file source opens a file for each. */
const AT_ONCE = 100

/** One for each wanted, in order. A day whose key is not there has been shredded. */
export async function fetchKeys(means: Means, wanted: KeyOf[]): Promise<Found[]> {
  if (wanted.length === 0) return []
  return inOrder(wanted, await unwrapRows(means, await means.rows.load(wanted)))
}

/** The same, but a day that has no key yet gets one. A workspace that has none begins with its search key. */
export async function makeKeys(means: Means, wanted: KeyOf[]): Promise<Found[]> {
  if (wanted.length === 0) return []
  const withFirst = distinct(
    wanted.flatMap(({ workspaceId, day }) => [
      { workspaceId, day: SEARCH_DAY },
      { workspaceId, day },
    ]),
  )
  const standing = await means.rows.load(withFirst)
  const missing = without(withFirst, standing)
  const made = await inTurns([...byWorkspace(missing)], AT_ONCE, ([workspaceId, keys]) => makeFor(means, workspaceId, keys))
  const recorded = made.some((rows) => rows.length > 0) ? await means.rows.create(made.flat()) : []
  // What stands is unwrapped even where it is ours: nothing is ever sealed under a key the source does not give back.
  const found = await unwrapRows(means, within([...standing, ...recorded], wanted))
  const refused = without(missing, recorded).map((it) => [nameOf(it), refusalNow(means.holding.of(it.workspaceId))] as const)
  return inOrder(wanted, new Map([...refused, ...found]))
}

/** New keys of one workspace, wrapped; none when the source refuses. */
async function makeFor(means: Means, workspaceId: number, keys: KeyOf[]): Promise<KeyRow[]> {
  const held = means.holding.of(workspaceId)
  if (keys.some(({ day }) => day === SEARCH_DAY)) {
    const begun = await means.source.begin(workspaceId)
    if (begun.kind !== 'ok') return refuse(means, held, begun)
  }
  const plain = keys.map(({ day }) => ({ day, bytes: means.random(KEY_BYTES) }))
  const answer = await means.source.wrap(workspaceId, plain)
  for (const { bytes } of plain) bytes.fill(0)
  if (answer.kind !== 'keys') return refuse(means, held, answer)
  return plain.map(({ day }, i) => ({ workspaceId, day, wrapped: mustBe(answer.keys[i]) }))
}

const mustBe = (wrapped: Buffer | null | undefined): Buffer => {
  if (!wrapped || wrapped.length === 0) throw new TypeError('The key source wrapped a key in nothing')
  return wrapped
}

async function unwrapRows(means: Means, rows: KeyRow[]): Promise<Map<string, Found>> {
  const found = await inTurns([...byWorkspace(rows)], AT_ONCE, ([workspaceId, some]) => unwrapFor(means, workspaceId, some))
  return new Map(found.flat())
}

async function unwrapFor(means: Means, workspaceId: number, rows: KeyRow[]): Promise<[string, Found][]> {
  const held = means.holding.of(workspaceId)
  held.begun = true
  const shredded = rows.filter(isShredded).map((row): [string, Found] => [nameOf(row), { kind: 'shredded' }])
  const whole = rows.filter((row) => !isShredded(row))
  if (whole.length === 0) return shredded

  const { drops } = held
  const answer = await means.source.unwrap(
    workspaceId,
    whole.map(({ day, wrapped }) => ({ day, bytes: wrapped })),
  )
  if (answer.kind !== 'keys') {
    refuse(means, held, answer)
    return [...shredded, ...whole.map((row): [string, Found] => [nameOf(row), { kind: answer.kind }])]
  }
  if (held.drops === drops && answer.keys.some((bytes) => bytes)) means.holding.prove(held)
  const opened = whole.map((row, i): [string, Found] => [nameOf(row), take(means, held, row, answer.keys[i] ?? null, drops)])
  return [...shredded, ...opened]
}

function take({ holding, log, source }: Means, held: Held, { workspaceId, day }: KeyRow, bytes: Buffer | null, drops: number): Found {
  if (bytes?.length === KEY_BYTES) return holding.keep(held, day, bytes, drops) ?? refusalNow(held)
  log.error({ workspaceId, day, source: source.name }, 'a data key was not wrapped by the key this workspace has now')
  holding.miss(held)
  return { kind: 'unavailable' }
}

function refuse({ holding, log, source }: Means, held: Held, refused: Refused): [] {
  log.warn({ workspaceId: held.workspaceId, source: source.name, why: refused.why }, 'a data key could not be had')
  holding.hear(held, refused)
  holding.miss(held)
  return []
}

/** What to say of a workspace whose key cannot be had now; a key dropped a moment ago counts as unavailable. */
const refusalNow = ({ state }: Held): Unavailable => ({ kind: state === 'ok' ? 'unavailable' : state })

const inOrder = (wanted: KeyOf[], found: Map<string, Found>): Found[] => wanted.map((it) => found.get(nameOf(it)) ?? { kind: 'shredded' })
const distinct = (keys: KeyOf[]): KeyOf[] => [...new Map(keys.map((it) => [nameOf(it), it])).values()]

function within<T extends KeyOf>(keys: T[], wanted: KeyOf[]): T[] {
  const names = new Set(wanted.map(nameOf))
  return keys.filter((it) => names.has(nameOf(it)))
}

function without(keys: KeyOf[], known: KeyOf[]): KeyOf[] {
  const names = new Set(known.map(nameOf))
  return keys.filter((it) => !names.has(nameOf(it)))
}

function byWorkspace<T extends KeyOf>(keys: T[]): Map<number, T[]> {
  return Map.groupBy(keys, ({ workspaceId }) => workspaceId)
}
