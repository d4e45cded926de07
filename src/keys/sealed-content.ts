import { createHmac } from 'node:crypto'
import type { Content, Place, Unreadable } from '#src/message/content.ts'
import type { Log } from '#src/platform/log.ts'
import type { Found } from './obtain.ts'
import type { Ring } from './ring.ts'
import { type DataKey, dayOf, KeyGone, NONCE_BYTES, open, SealBroken, seal } from './seal.ts'

/** Content as stores see it: sealed and opened in lists, over the ring. Where every key is at hand, nobody is asked. */

type KeyRing = Pick<Ring, 'today' | 'cached' | 'sealing' | 'opening' | 'searching' | 'nonces'>
type Sealed = Place & { sealed: Uint8Array }

export function contentOver(ring: KeyRing, log: Pick<Log, 'error'>): Content {
  return {
    async seal(items) {
      const keys = await sealingKeys(ring, items)
      const nonces = ring.nonces(items.length)
      const nonce = (i: number) => nonces.subarray(i * NONCE_BYTES, (i + 1) * NONCE_BYTES)
      return items.map((item, i) => withKey(keys[i]!, (key) => seal(key, item, item.plain, nonce(i)))) // one key for each
    },

    async open(items) {
      const keys = await openingKeys(ring, items)
      return items.map((item, i) => withKey(keys[i]!, (key) => openOne(item, key, log))) // one key for each
    },

    async prints(workspaceIds) {
      const found = [...new Set(workspaceIds)].map(async (id) => [id, printsUnder(await ring.searching(id))] as const)
      return new Map(await Promise.all(found))
    },
  }
}

async function sealingKeys(ring: KeyRing, items: readonly Place[]): Promise<Found[]> {
  const day = ring.today()
  const atHand = items.map(({ workspaceId }) => ring.cached(workspaceId, day))
  if (!atHand.includes(null)) return atHand as DataKey[] // none is null
  const had = await ring.sealing(items.filter((_, i) => atHand[i] === null).map(({ workspaceId }) => workspaceId))
  return items.map(({ workspaceId }, i) => atHand[i] ?? had.get(workspaceId)!) // who was missing was asked for
}

async function openingKeys(ring: KeyRing, items: readonly Sealed[]): Promise<Found[]> {
  const wanted = items.map(({ workspaceId, sealed }) => ({ workspaceId, day: dayIn(sealed) }))
  const atHand = wanted.map(({ workspaceId, day }) => ring.cached(workspaceId, day))
  if (!atHand.includes(null)) return atHand as DataKey[] // none is null
  const had = await ring.opening(wanted.filter((_, i) => atHand[i] === null))
  let next = 0
  return atHand.map((key) => key ?? had[next++]!) // one for each that was null
}

/** What is not sealed at all is told by `open`, under whichever key. */
function dayIn(sealed: Uint8Array): number {
  try {
    return dayOf(sealed)
  } catch (error) {
    if (error instanceof SealBroken) return 0
    throw error
  }
}

/** A key that goes while we hold it is one that could not be had. */
function withKey<T>(found: Found, work: (key: DataKey) => T): T | Unreadable {
  if (found.kind !== 'key') return found
  try {
    return work(found)
  } catch (error) {
    if (error instanceof KeyGone) return { kind: 'unavailable' }
    throw error
  }
}

/** A broken value hides only itself: the list goes on. */
function openOne(item: Sealed, key: DataKey, log: Pick<Log, 'error'>): Buffer | Unreadable {
  try {
    return open(key, item, item.sealed)
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error
    const { workspaceId, table, row, column } = item
    log.error({ workspaceId, table, row, column, why: error.message }, 'a sealed value is not as it was sealed')
    return { kind: 'unavailable' }
  }
}

/** Begins with a zero byte, which no search token does: the two meet under one key and never each other. */
function printsUnder(found: Found): ((of: readonly (string | Uint8Array)[]) => Buffer) | null {
  if (found.kind !== 'key') return null
  return (of) => {
    if (found.gone) throw new KeyGone(`The search key of workspace ${found.workspaceId} was taken away`)
    const print = createHmac('sha256', found.bytes).update(Buffer.of(0))
    for (const part of of) print.update(lengthOf(part)).update(part)
    return print.digest()
  }
}

/** Before each part, so that 'ab','c' and 'a','bc' differ. */
function lengthOf(part: string | Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(Buffer.byteLength(part))
  return length
}
