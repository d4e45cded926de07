import type { Bell } from './bell.ts'
import type { Db } from './db.ts'
import { allLanes, type Event, heads, laneOf, readKinds, readWorkspace } from './events.ts'
import type { Lease, Leases } from './leases.ts'
import type { Log } from './log.ts'

/**
 * Whoever wants to react to what happens reads the log: from a cursor of its own, at its own pace, in commit order, at least once.
 * `take` must be repeatable: a crash between taking and noting the place brings the same events again. It answers the workspaces it could
 * not do now, because their key is away: these are left behind, from here on, so that the others go on, and caught up with later.
 */
export type Reader = {
  name: string
  /** What it wants to hear of; the rest of the log is passed over unread. */
  kinds: readonly string[]
  take(events: Event[]): Promise<readonly number[]>
}

export type ReaderParts = { db: Db; bell: Bell; leases: Leases; log: Log; everyMs?: number; catchUpEveryMs?: number }

const eventsAtOnce = 500
/** For what other processes wrote: their bells do not ring here. */
const lookEveryMs = 1_000
/** Nobody watches these readers: a look for each of hundreds of commits a second would be a query and a commit for each. */
const gatherMs = 50
/** A place that moved only over what is not wanted is noted this often: each note is a write. */
const noteEveryMs = 5_000
/** How often those left behind are tried again. */
const tryAgainMs = 5_000

/** One process at a time reads under a name; another takes over when its lease ends. */
export function follow({ name, kinds, take }: Reader, parts: ReaderParts): AsyncDisposable & { behind(): number } {
  const { db, bell, leases, log, everyMs = lookEveryMs, catchUpEveryMs = tryAgainMs } = parts
  const read = db.spineRead
  let lease: Lease | null = null
  let places = new Map<number, number>()
  let gaps = new Map<number, number>()
  /** The last numbers of the lanes as they were last looked at. */
  let ends = new Map<number, number>()
  let caughtUp = Number.NEGATIVE_INFINITY
  const noted = new Map<number, number>()

  /** Where others or we ourselves have read to, whenever the lease is a new one. */
  const mine = async (): Promise<Lease | null> => {
    if (lease?.isHeld()) return lease
    const taken = await leases.take(`reader:${name}`)
    if (taken && taken.epoch !== lease?.epoch) {
      places = await placesOf(db, name)
      gaps = await gapsOf(db, name)
    }
    lease = taken
    return lease
  }

  const look = async (): Promise<void> => {
    const held = await mine()
    if (!held) return
    ends = await heads(read)
    const failures: unknown[] = []
    for (const lane of allLanes) {
      // What cannot be taken in one lane must not keep back the others.
      await readOn(held, lane, ends.get(lane) ?? 0).catch((cause) => failures.push(cause))
    }
    if (gaps.size > 0 && performance.now() - caughtUp >= catchUpEveryMs) {
      for (const workspaceId of gaps.keys()) await catchUp(held, workspaceId).catch((cause) => failures.push(cause))
      caughtUp = performance.now()
    }
    if (failures.length > 0) throw failures[0]
  }

  const readOn = async (held: Lease, lane: number, end: number): Promise<void> => {
    let place = places.get(lane) ?? 0
    while (place < end && held.isHeld()) {
      const events = await readKinds(read, lane, { after: place, upTo: end, kinds, limit: eventsAtOnce })
      const left = await take(events.filter(({ workspaceId }) => !gaps.has(workspaceId)))
      await noteGaps(db, name, left, place)
      for (const workspaceId of left) gaps.set(workspaceId, place)
      place = events.length < eventsAtOnce ? end : events.at(-1)!.seq // it is not empty
      places.set(lane, place)
      if (events.length === 0 && performance.now() - (noted.get(lane) ?? Number.NEGATIVE_INFINITY) < noteEveryMs) continue
      await notePlace(db, name, lane, place)
      noted.set(lane, performance.now())
    }
  }

  /** Up to where the others are; from there it goes with them again. */
  const catchUp = async (held: Lease, workspaceId: number): Promise<void> => {
    const end = places.get(laneOf(workspaceId)) ?? 0
    let place = gaps.get(workspaceId) ?? end
    while (held.isHeld()) {
      const events = await readWorkspace({ query: read }, workspaceId, { after: place, upTo: end, limit: eventsAtOnce })
      const last = events.at(-1)
      if (!last) {
        await closeGap(db, name, workspaceId)
        gaps.delete(workspaceId)
        return
      }
      if ((await take(events.filter(({ kind }) => kinds.includes(kind)))).length > 0) return
      place = last.seq
      await moveGap(db, name, workspaceId, place)
      gaps.set(workspaceId, place)
    }
  }

  const working = bell.answer(look, {
    everyMs,
    gatherMs,
    failed: (cause) => log.warn({ err: cause, reader: name }, 'a reader of the log stumbled; trying again'),
  })
  /** Also in the middle of a look, or while one hangs: what lies between its places and the ends. */
  const behind = (): number => allLanes.reduce((sum, lane) => sum + Math.max(0, (ends.get(lane) ?? 0) - (places.get(lane) ?? 0)), 0)

  return { behind, [Symbol.asyncDispose]: () => working[Symbol.asyncDispose]() }
}

async function placesOf(db: Db, name: string): Promise<Map<number, number>> {
  const rows = await db.spineRead<{ lane: number; seq: number }>('select lane, seq from readers where name = $1', [name])
  return new Map(rows.map((it) => [it.lane, it.seq]))
}

const notePlace = (db: Db, name: string, lane: number, seq: number): Promise<object[]> =>
  db.spineRead(
    'insert into readers (name, lane, seq) values ($1, $2, $3) on conflict (name, lane) do update set seq = greatest(readers.seq, excluded.seq)',
    [name, lane, seq],
    'readers.note',
  )

async function gapsOf(db: Db, name: string): Promise<Map<number, number>> {
  const rows = await db.spineRead<{ workspace_id: number; seq: number }>('select workspace_id, seq from reader_gaps where name = $1', [
    name,
  ])
  return new Map(rows.map((it) => [it.workspace_id, it.seq]))
}

/** Before the place is noted: a crash in between reads the same again, and nothing is passed over. */
async function noteGaps(db: Db, name: string, workspaceIds: readonly number[], seq: number): Promise<void> {
  if (workspaceIds.length === 0) return
  await db.spineRead(
    'insert into reader_gaps (workspace_id, name, seq) select it, $2, $3 from unnest($1::int[]) as it on conflict do nothing',
    [workspaceIds, name, seq],
    'readers.gap',
  )
}

const moveGap = (db: Db, name: string, workspaceId: number, seq: number): Promise<object[]> =>
  db.spineRead('update reader_gaps set seq = $3 where workspace_id = $1 and name = $2', [workspaceId, name, seq], 'readers.gap.move')

const closeGap = (db: Db, name: string, workspaceId: number): Promise<object[]> =>
  db.spineRead('delete from reader_gaps where workspace_id = $1 and name = $2', [workspaceId, name], 'readers.gap.close')
