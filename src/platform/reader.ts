import type { Bell } from './bell.ts'
import type { Db } from './db.ts'
import { allLanes, type Event, heads, readLane } from './events.ts'
import type { Leases } from './leases.ts'
import type { Log } from './log.ts'

/**
 * Whoever wants to react to what happens reads the log: from a cursor of its own, at its own pace, in commit order, at least once.
 * `take` must be repeatable: a crash between taking and noting the place brings the same events again.
 */
export type Reader = {
  name: string
  take(events: Event[]): Promise<void>
}

const eventsAtOnce = 500
/** For what other processes wrote: their bells do not ring here. */
const everyMs = 1_000

/** One process at a time reads under a name; another takes over when its lease ends. */
export function follow(
  { name, take }: Reader,
  { db, bell, leases, log }: { db: Db; bell: Bell; leases: Leases; log: Log },
): AsyncDisposable & { behind(): number } {
  let places: Map<number, number> | null = null
  let behind = 0

  const look = async (): Promise<void> => {
    const lease = await leases.take(`reader:${name}`)
    if (!lease) {
      places = null
      return
    }
    places ??= await placesOf(db, name)
    const ends = await heads(db.spineRead)
    behind = 0
    for (const lane of allLanes) {
      const end = ends.get(lane) ?? 0
      let place = places.get(lane) ?? 0
      while (place < end && lease.isHeld()) {
        const events = await readLane(db.spineRead, lane, place, eventsAtOnce)
        const last = events.at(-1)
        if (!last) break
        await take(events)
        place = last.seq
        await notePlace(db, name, lane, place)
        places.set(lane, place)
      }
      behind += end - place
    }
  }

  const working = bell.answer(look, {
    everyMs,
    failed: (cause) => log.warn({ err: cause, reader: name }, 'a reader of the log stumbled; trying again'),
  })
  return { behind: () => behind, [Symbol.asyncDispose]: () => working[Symbol.asyncDispose]() }
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
