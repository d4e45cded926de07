import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { Problem } from '#src/platform/problem.ts'
import { cost, HASH_BYTES, type Hashed, isStale, readPhc, SALT_BYTES, writePhc } from './phc.ts'

/** Makes and checks passwords, off the main thread: each takes some 20 ms and 19 MiB on purpose. */

/** Four are worked on at a time (libuv's threads); beyond so many waiting, 503: a flood of guesses must not stop everything else on those threads. */
const MOST_WAITING = 32
let waiting = 0

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  return writePhc({ ...cost, salt, hash: await hash(password, { ...cost, salt }, HASH_BYTES) })
}

/** `written` is null for somebody unknown or without a password: the same work is done, so the time taken tells nothing. */
export async function checkPassword(password: string, written: string | null): Promise<{ right: boolean; stale: boolean }> {
  const known = written === null ? nobodys : readPhc(written)
  if (known === null) throw new Error('A stored password is not in the form we write')
  const right = timingSafeEqual(await hash(password, known, known.hash.length), known.hash)
  return { right: right && known !== nobodys, stale: isStale(known) }
}

const nobodys: Hashed = { ...cost, salt: randomBytes(SALT_BYTES), hash: randomBytes(HASH_BYTES) }

async function hash(password: string, { memory, passes, parallelism, salt }: Omit<Hashed, 'hash'>, tagLength: number): Promise<Buffer> {
  if (waiting >= MOST_WAITING) {
    throw new Problem(503, 'busy', 'Too many are signing in at this moment.', { remedy: 'Try again.', headers: { 'retry-after': '1' } })
  }
  waiting += 1
  try {
    // Keyboards write the same letter in more than one way.
    // spec: RFC 8265 §4.2.2
    return await derive({ message: password.normalize('NFC'), nonce: salt, memory, passes, parallelism, tagLength })
  } finally {
    waiting -= 1
  }
}

const derive = (parameters: Argon2Parameters): Promise<Buffer> =>
  new Promise((resolve, reject) => argon2('argon2id', parameters, (error, key) => (error ? reject(error) : resolve(key))))
