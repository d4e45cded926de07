/** How a password's hash is written down: the PHC string format, which carries how it was made. */
export type Hashed = Cost & { salt: Buffer; hash: Buffer }

/** Memory in KiB. */
export type Cost = { memory: number; passes: number; parallelism: number }

/** 19 MiB, two passes, one lane: what the OWASP Password Storage Cheat Sheet asks of argon2id at least. */
export const cost: Cost = { memory: 19_456, passes: 2, parallelism: 1 }

// spec: RFC 9106 §3.1: the tag's length and a random salt of 16 bytes; version 0x13 is 19
export const SALT_BYTES = 16
export const HASH_BYTES = 32
const VERSION = 19

export function writePhc({ memory, passes, parallelism, salt, hash }: Hashed): string {
  return `$argon2id$v=${VERSION}$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(hash)}`
}

export function readPhc(text: string): Hashed | null {
  const [, memory, passes, parallelism, salt, hash] = shape.exec(text) ?? []
  if (salt === undefined || hash === undefined) return null
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  }
}

const shape = /^\$argon2id\$v=19\$m=(\d{1,8}),t=(\d{1,3}),p=(\d{1,3})\$([A-Za-z\d+/]{11,86})\$([A-Za-z\d+/]{22,86})$/

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')

/** Made at another cost than today's: worth making again, now that the password is at hand. */
export const isStale = (it: Hashed): boolean =>
  it.memory !== cost.memory || it.passes !== cost.passes || it.parallelism !== cost.parallelism || it.hash.length !== HASH_BYTES
