import { randomFillSync } from 'node:crypto'

/** UUIDv7s that grow: each is greater than the one before, also within a millisecond and when the clock is set back. */
export type Ids = { (): string; many(count: number): string[] }

/** Of the 74 free bits, 26 count within the millisecond, starting anywhere in the lower half; 48 are random. (RFC 9562 §6.2, methods 1 and 2) */
const COUNTER_END = 2 ** 26
const POOL_BYTES = 8192
const RANDOM_PER_ID = 6

export function makeIds(nowMs: () => number = Date.now): Ids {
  const draw = randomness()
  let ms = 0
  let counter = 0

  const next = (): string => {
    const now = nowMs()
    if (now > ms) {
      ms = now
      counter = firstCounter(draw(RANDOM_PER_ID))
    } else if (++counter === COUNTER_END) {
      ms += 1
      counter = firstCounter(draw(RANDOM_PER_ID))
    }
    return layOut(ms, counter, draw(RANDOM_PER_ID))
  }
  return Object.assign(next, { many: (count: number) => Array.from({ length: count }, next) })
}

export const newId: Ids = makeIds()

type Drawn = { bytes: Buffer; at: number }

/** Random bytes from a pool: one call to the kernel for many ids. */
function randomness(): (count: number) => Drawn {
  const bytes = Buffer.allocUnsafe(POOL_BYTES)
  let at = POOL_BYTES
  return (count) => {
    if (at + count > POOL_BYTES) {
      randomFillSync(bytes)
      at = 0
    }
    at += count
    return { bytes, at: at - count }
  }
}

const firstCounter = ({ bytes, at }: Drawn): number => bytes.readUInt32BE(at) >>> 7

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const byteOf = (value: number): string => hex[value & 0xff] as string

function layOut(ms: number, counter: number, { bytes, at }: Drawn): string {
  const high = Math.floor(ms / 0x1_0000)
  const time = `${byteOf(high >>> 24)}${byteOf(high >>> 16)}${byteOf(high >>> 8)}${byteOf(high)}-${byteOf(ms >>> 8)}${byteOf(ms)}`
  const count = `${byteOf(0x70 | (counter >>> 22))}${byteOf(counter >>> 14)}-${byteOf(0x80 | ((counter >>> 8) & 0x3f))}${byteOf(counter)}`
  return `${time}-${count}-${bytes.toString('hex', at, at + RANDOM_PER_ID)}`
}

/** When an id was made, in milliseconds since 1970. */
export const timeOfId = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)

/** The smallest id of a moment: where a time range of ids begins. */
export function firstIdAt(ms: number): string {
  const time = ms.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}

export const uuidToBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex')

export function uuidFromBytes(bytes: Buffer): string {
  const it = bytes.toString('hex')
  return `${it.slice(0, 8)}-${it.slice(8, 12)}-${it.slice(12, 16)}-${it.slice(16, 20)}-${it.slice(20, 32)}`
}
