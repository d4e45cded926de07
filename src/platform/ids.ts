import { randomFillSync } from 'node:crypto'

/** UUIDv7s that grow: each is greater than the one before, also within a millisecond and when the clock is set back. */
export type Ids = { (): string; many(count: number): string[] }

/** Of the 74 free bits, 26 count within the millisecond, starting anywhere in the lower half; 48 are random. (RFC 9562 §6.2, methods 1 and 2) */
const COUNTER_END = 2 ** 26
const RANDOM_DIGITS = 12
const POOL_BYTES = 1024 * (RANDOM_DIGITS / 2)

export function makeIds(nowMs: () => number = Date.now): Ids {
  const draw = randomness()
  let ms = 0
  let time = ''
  let counter = COUNTER_END

  const moveTo = (now: number): void => {
    ms = now
    time = timeInHex(now)
    counter = Number.parseInt(draw().slice(0, 8), 16) >>> 7
  }
  const next = (): string => {
    const now = nowMs()
    if (now > ms) moveTo(now)
    else if (++counter >= COUNTER_END) moveTo(ms + 1)
    return `${time}-${countInHex(counter)}-${draw()}`
  }
  return Object.assign(next, { many: (count: number) => Array.from({ length: count }, next) })
}

export const newId: Ids = makeIds()

/** 48 random bits a time, from a pool: one call to the kernel for many ids. */
function randomness(): () => string {
  const bytes = Buffer.allocUnsafe(POOL_BYTES)
  let pool = ''
  let at = 0
  return () => {
    if (at === pool.length) {
      pool = randomFillSync(bytes).toString('hex')
      at = 0
    }
    at += RANDOM_DIGITS
    return pool.slice(at - RANDOM_DIGITS, at)
  }
}

function timeInHex(ms: number): string {
  const digits = ms.toString(16).padStart(12, '0')
  return `${digits.slice(0, 8)}-${digits.slice(8)}`
}

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const byteOf = (value: number): string => hex[value & 0xff] as string

/** 12 bits after the version, 14 after the variant. */
const countInHex = (counter: number): string =>
  `${byteOf(0x70 | (counter >>> 22))}${byteOf(counter >>> 14)}-${byteOf(0x80 | ((counter >>> 8) & 0x3f))}${byteOf(counter)}`

/** When an id was made, in milliseconds since 1970. */
export const timeOfId = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)

/** The smallest id of a moment: where a time range of ids begins. */
export function firstIdAt(ms: number): string {
  return `${timeInHex(ms)}-7000-8000-000000000000`
}

export const uuidToBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex')

export function uuidFromBytes(bytes: Buffer): string {
  const it = bytes.toString('hex')
  return `${it.slice(0, 8)}-${it.slice(8, 12)}-${it.slice(12, 16)}-${it.slice(16, 20)}-${it.slice(20, 32)}`
}
