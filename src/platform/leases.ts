import { readFile, writeFile } from 'node:fs/promises'
import { codeOf } from './cannot-start.ts'
import type { Clock } from './clock.ts'
import type { Tx } from './db.ts'

/** Who may do a thing that one process at a time may do. The epoch grows with every new holder: writes check it, as a fence. */
export type Lease = {
  readonly name: string
  readonly epoch: number
  /** By this machine's monotonic clock, and always before the database thinks so. */
  isHeld(): boolean
}

export type Leases = {
  /** null: somebody else has it. Who has it already keeps their epoch. */
  take(name: string): Promise<Lease | null>
  /** Prolongs what is still held. Returns what is lost. */
  renew(): Promise<Lease[]>
  release(name: string): Promise<void>
  /** For an orderly stop: the next holder need not wait. */
  releaseAll(): Promise<void>
}

export type LeasesOptions = { query: Tx['query']; holder: string; clock: Clock; ttlMs?: number }

const TTL_MS = 10_000
/** Held for less long here than in the database, whose clock may run this much faster. */
const SAFETY = 0.9

const takeSql = `
insert into leases as mine (name, holder, epoch, until)
values ($1, $2, 1, clock_timestamp() + make_interval(secs => $3))
on conflict (name) do update
  set holder = excluded.holder, until = excluded.until,
      epoch = mine.epoch + case when mine.holder = excluded.holder and mine.until > clock_timestamp() then 0 else 1 end
  where mine.holder = excluded.holder or mine.until <= clock_timestamp()
returning epoch`

const renewSql = `
update leases set until = clock_timestamp() + make_interval(secs => $4)
from unnest($1::text[], $2::bigint[]) as held (name, epoch)
where leases.name = held.name and leases.epoch = held.epoch and leases.holder = $3 and leases.until > clock_timestamp()
returning leases.name`

const releaseSql = `update leases set until = clock_timestamp() where name = any($1) and holder = $2 and until > clock_timestamp()`

/** Works on the table `leases (name, holder, epoch, until)`. `holder` is one uuid for the life of the process. */
export function openLeases({ query, holder, clock, ttlMs = TTL_MS }: LeasesOptions): Leases {
  const held = new Map<string, { lease: Lease; cutOff: number }>()
  // From before asking: the answer may have taken any time.
  const cutOff = (asked: number): number => asked + ttlMs * SAFETY

  const hold = (name: string, epoch: number, asked: number): Lease => {
    const isHeld = (): boolean => {
      const mine = held.get(name)
      return mine !== undefined && mine.lease === lease && clock.monotonicMs() < mine.cutOff
    }
    const known = held.get(name)
    const lease: Lease = known?.lease.epoch === epoch ? known.lease : { name, epoch, isHeld }
    held.set(name, { lease, cutOff: cutOff(asked) })
    return lease
  }

  const drop = async (names: string[]): Promise<void> => {
    if (names.length === 0) return
    for (const name of names) held.delete(name)
    await query(releaseSql, [names, holder])
  }

  return {
    take: async (name) => {
      const asked = clock.monotonicMs()
      const [row] = await query<{ epoch: number }>(takeSql, [name, holder, ttlMs / 1000])
      return row ? hold(name, row.epoch, asked) : null
    },
    renew: async () => {
      const asked = clock.monotonicMs()
      const mine = [...held.values()].map((it) => it.lease)
      if (mine.length === 0) return []
      const rows = await query<{ name: string }>(renewSql, [mine.map((it) => it.name), mine.map((it) => it.epoch), holder, ttlMs / 1000])
      const kept = new Set(rows.map((it) => it.name))
      for (const { name, epoch } of mine) {
        if (kept.has(name)) hold(name, epoch, asked)
        else held.delete(name)
      }
      return mine.filter((it) => !kept.has(it.name))
    },
    release: (name) => drop([name]),
    releaseAll: () => drop([...held.keys()]),
  }
}

/**
 * Only for who knows that the process before it in this data folder is gone, because it holds the folder's lock: what that one held need
 * not be waited for. The epoch still grows, so what it left half done is seen as such.
 */
export async function inherit({ query, file, holder }: { query: Tx['query']; file: string; holder: string }): Promise<void> {
  const before = await readFile(file, 'utf8').catch((error) => {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  })
  if (before && /^[0-9a-f-]{36}$/.test(before))
    await query('update leases set until = clock_timestamp() where holder = $1 and until > clock_timestamp()', [before])
  await writeFile(file, holder)
}
