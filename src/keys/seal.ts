import { createCipheriv, createDecipheriv } from 'node:crypto'

/** Sealing: what rests in the database is AES-256-GCM under a key of one workspace and one day, and opens only in the place it was sealed for. */

/** A sealed value: version 1, day of the key 2, nonce 12, the words, tag 16. The day leads to the key; nothing else of it means anything. */
const VERSION = 1
const NONCE_AT = 3
const WORDS_AT = 15
const TAG_BYTES = 16
export const NONCE_BYTES = 12
export const KEY_BYTES = 32
/** What sealing adds to the length of the words. */
export const SEAL_BYTES = WORDS_AT + TAG_BYTES

const DAY_MS = 86_400_000
/** Two bytes: it ends in June 2149. */
const LAST_DAY = 0xffff

/** The key of one workspace and one day. `gone`: it was taken away, its bytes are zero, and nothing is sealed under it any more. */
export type DataKey = { readonly kind: 'key'; readonly workspaceId: number; readonly day: number; readonly bytes: Buffer; gone: boolean }

/** The one place a sealed value belongs to: moved to another row, column or workspace it does not open. */
export type Where = { workspaceId: number; table: string; row: string; column: string }

/** Not what we sealed here: cut, altered, moved, or sealed under another key. */
export class SealBroken extends Error {
  override name = 'SealBroken'
}

/** The key was taken away between being had and being used. Ask the ring again, and it says why. */
export class KeyGone extends Error {
  override name = 'KeyGone'
}

/** Days since 1970 in UTC, which is how a data key is called. */
export const dayAt = (at: Date): number => Math.floor(at.getTime() / DAY_MS)

/** `nonce` is 12 random bytes, used once. Under one key 2^32 of them are safe (NIST SP 800-38D §8.3): 49,000 a second for the whole day. */
export function seal(key: DataKey, where: Where, plain: string | Uint8Array, nonce: Uint8Array): Buffer {
  mustFit(key, where)
  if (nonce.length !== NONCE_BYTES) throw new RangeError(`A nonce has ${NONCE_BYTES} bytes, not ${nonce.length}`)
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce)
  cipher.setAAD(placeOf(key.day, where))
  const words = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain)
  cipher.final()
  const sealed = Buffer.allocUnsafe(SEAL_BYTES + words.length)
  sealed[0] = VERSION
  sealed.writeUInt16BE(key.day, 1)
  sealed.set(nonce, NONCE_AT)
  sealed.set(words, WORDS_AT)
  sealed.set(cipher.getAuthTag(), WORDS_AT + words.length)
  return sealed
}

export function open(key: DataKey, where: Where, sealed: Uint8Array): Buffer {
  mustFit(key, where)
  if (dayOf(sealed) !== key.day) throw new SealBroken(`Sealed under the key of day ${dayOf(sealed)}, opened with that of day ${key.day}`)
  const end = sealed.length - TAG_BYTES
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, sealed.subarray(NONCE_AT, WORDS_AT), { authTagLength: TAG_BYTES })
  decipher.setAAD(placeOf(key.day, where))
  decipher.setAuthTag(sealed.subarray(end))
  const words = decipher.update(sealed.subarray(WORDS_AT, end))
  try {
    decipher.final()
  } catch (cause) {
    throw new SealBroken(`${where.table}.${where.column} of ${where.row} is not as it was sealed`, { cause })
  }
  return words
}

/** Whose key opens it: ask the ring for (workspace, this day). */
export function dayOf(sealed: Uint8Array): number {
  if (sealed.length < SEAL_BYTES) throw new SealBroken(`${sealed.length} bytes are too few to be sealed`)
  if (sealed[0] !== VERSION) throw new SealBroken(`Version ${sealed[0]} of sealing is not known`)
  return (sealed[1]! << 8) | sealed[2]! // the length was looked at above
}

export type ToSeal = { key: DataKey; where: Where; plain: string | Uint8Array }
export type ToOpen = { key: DataKey; where: Where; sealed: Uint8Array }

/** `nonces`: 12 bytes for each, drawn in one go. */
export function sealAll(items: ToSeal[], nonces: Uint8Array): Buffer[] {
  if (nonces.length < items.length * NONCE_BYTES) throw new RangeError(`${nonces.length} bytes of nonces for ${items.length} values`)
  return items.map(({ key, where, plain }, i) => seal(key, where, plain, nonces.subarray(i * NONCE_BYTES, (i + 1) * NONCE_BYTES)))
}

/** A broken one is said in its place, so that it hides nothing but itself. */
export function openAll(items: ToOpen[]): (Buffer | SealBroken)[] {
  return items.map(({ key, where, sealed }) => {
    try {
      return open(key, where, sealed)
    } catch (error) {
      if (error instanceof SealBroken) return error
      throw error
    }
  })
}

/** Table and column are names of ours and hold no bar, so nothing can be read two ways. */
const placeOf = (day: number, { workspaceId, table, row, column }: Where): Buffer =>
  Buffer.from(`${VERSION}|${day}|${workspaceId}|${table}|${column}|${row}`)

function mustFit(key: DataKey, where: Where): void {
  if (key.gone) throw new KeyGone(`The key of workspace ${key.workspaceId} for day ${key.day} was taken away`)
  if (key.workspaceId !== where.workspaceId) throw new TypeError(`A key of workspace ${key.workspaceId} used for ${where.workspaceId}`)
  if (!Number.isInteger(key.day) || key.day < 0 || key.day > LAST_DAY) throw new RangeError(`${key.day} is no day of a key`)
}
