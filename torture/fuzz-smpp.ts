import type { Role } from '#src/protocols/smpp/session.ts'
import { makeRandom } from '../simulator/random.ts'
import { tortureSession } from './fuzz-smpp-session.ts'
import { tortureClient, tortureServer } from './fuzz-smpp-sockets.ts'
import { heapMiB } from './support/heap.ts'
import { Troubles } from './support/troubles.ts'

/** Malformed PDUs at our server session and at our client session: nothing but the codec's own errors, nothing left behind. */

export type FuzzSmpp = { troubles: string[]; rows: FuzzSmppRow[] }
export type FuzzSmppRow = {
  side: 'server' | 'client'
  pdus: number
  sessions: number
  /** How many of them still answered after their last malformed PDU. */
  alive: number
  bad: number
  taken: number
  answered: number
  overSockets: { fed: number; sessions: number }
  heapMiB: { before: number; after: number }
  seconds: number
}

/** A session lives so long at most: many short lives and some long ones. */
const MOST_EACH = 400
/** Of the whole, over real sockets. */
const SOCKET_SHARE = 0.02
/** What a heap may grow by and be called flat: compiled code and the like. */
export const FLAT_MIB = 12

const sides = { server: 'mc', client: 'esme' } as const satisfies Record<string, Role>

export async function fuzzSmpp({ pdus, seed }: { pdus: number; seed: number }): Promise<FuzzSmpp> {
  const troubles = new Troubles()
  const rows: FuzzSmppRow[] = []
  const loose = (error: unknown) => troubles.add(`thrown into the void: ${String(error)}`, () => (error as Error).stack ?? '')
  process.on('uncaughtException', loose).on('unhandledRejection', loose)
  try {
    for (const side of ['server', 'client'] as const) rows.push(await fuzzSide(side, pdus, seed, troubles))
  } finally {
    process.off('uncaughtException', loose).off('unhandledRejection', loose)
  }
  return { troubles: troubles.list(), rows }
}

async function fuzzSide(side: 'server' | 'client', pdus: number, seed: number, troubles: Troubles): Promise<FuzzSmppRow> {
  const random = makeRandom(seed)
  const from = performance.now()
  const total = { pdus: 0, sessions: 0, alive: 0, bad: 0, taken: 0, answered: 0 }
  const bulk = Math.floor(pdus * (1 - SOCKET_SHARE))
  const run = async (upTo: number) => {
    while (total.pdus < upTo) {
      const most = Math.min(upTo - total.pdus, random.between(1, MOST_EACH))
      const it = await tortureSession(sides[side], random, troubles, most)
      total.pdus += it.fed
      total.sessions += 1
      total.alive += Number(it.alive)
      for (const name of ['bad', 'taken', 'answered'] as const) total[name] += it[name]
    }
  }
  const torture = side === 'server' ? tortureServer : tortureClient
  // Measured against a heap that has seen everything once.
  await run(Math.floor(bulk / 5))
  const early = await torture(random, troubles, Math.floor((pdus * SOCKET_SHARE) / 5))
  const before = await heapMiB()
  await run(bulk)
  const late = await torture(random, troubles, Math.floor(pdus * SOCKET_SHARE * 0.8))
  const after = await heapMiB()
  if (after - before > FLAT_MIB) troubles.add('the heap grew', () => `${side}: ${before} → ${after} MiB`)
  const overSockets = { fed: early.fed + late.fed, sessions: early.sessions + late.sessions }
  const seconds = Math.round((performance.now() - from) / 100) / 10
  return { side, ...total, pdus: total.pdus + overSockets.fed, overSockets, heapMiB: { before, after }, seconds }
}
