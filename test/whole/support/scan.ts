/** Looks for thousands of texts in gigabytes of bytes: a rolling hash of each one's first bytes, then the whole of it. Pure. */

const WINDOW = 6
const BASE = 0x01000193
/** Bits of the first, coarse look. */
const SIEVE_BITS = 24

export type Needle = { name: string; bytes: Buffer }
export type Find = { name: string; at: number }
export type Scan = (bytes: Uint8Array) => Find[]

/** Needles shorter than the window cannot be looked for. */
export function scanFor(needles: readonly Needle[]): Scan {
  const sieve = new Uint8Array(2 ** (SIEVE_BITS - 3))
  const byHash = new Map<number, Needle[]>()
  for (const needle of needles) {
    if (needle.bytes.length < WINDOW) throw new RangeError(`too short to look for: ${needle.name}`)
    const hash = hashOf(needle.bytes)
    const place = hash >>> (32 - SIEVE_BITS)
    sieve[place >>> 3]! |= 1 << (place & 7)
    byHash.set(hash, [...(byHash.get(hash) ?? []), needle])
  }
  return (bytes) => find(bytes, sieve, byHash)
}

function find(bytes: Uint8Array, sieve: Uint8Array, byHash: ReadonlyMap<number, Needle[]>): Find[] {
  const found: Find[] = []
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let hash = bytes.length >= WINDOW ? hashOf(bytes) : 0
  for (let at = 0; at + WINDOW <= bytes.length; at++) {
    const place = hash >>> (32 - SIEVE_BITS)
    if ((sieve[place >>> 3]! & (1 << (place & 7))) !== 0)
      for (const { name, bytes: wanted } of byHash.get(hash) ?? [])
        if (whole.compare(wanted, 0, wanted.length, at, Math.min(at + wanted.length, whole.length)) === 0) found.push({ name, at })
    hash = (Math.imul(hash, BASE) + bytes[at + WINDOW]! - Math.imul(bytes[at]!, LEAVING)) >>> 0
  }
  return found
}

/** What the byte that leaves the window is worth by then. */
const LEAVING = Array.from({ length: WINDOW }).reduce<number>((worth) => Math.imul(worth, BASE), 1)

function hashOf(bytes: Uint8Array): number {
  let hash = 0
  for (let at = 0; at < WINDOW; at++) hash = (Math.imul(hash, BASE) + bytes[at]!) >>> 0
  return hash
}
