/**
 * Lists of values as Postgres takes them in binary, for the hot path: written once, copied once, and read there without a parser. As text every
 * id, time and sealed body is escaped, quoted, and doubled in length, and Postgres undoes it all.
 *
 * spec: PostgreSQL's array_recv and the receive functions of each type: dimensions, whether one is null, the type of the elements, how many,
 * the first index; then each with its length before it, -1 for null.
 */

const HEAD_BYTES = 20
const oids = { boolean: 16, bytea: 17, bigint: 20, smallint: 21, int: 23, text: 25, json: 114, timestamptz: 1184, uuid: 2950 }

type List<T, V> = (rows: readonly T[], of: (row: T) => V | null | undefined) => Buffer
type Put<V> = (into: Buffer, at: number, value: V) => void

/** For types whose values all take `width` bytes. */
const fixed =
  <V>(oid: number, width: number, put: Put<V>) =>
  <T>(...[rows, of]: Parameters<List<T, V>>): Buffer => {
    const buffer = Buffer.allocUnsafe(HEAD_BYTES + rows.length * (4 + width))
    let at = HEAD_BYTES
    let hasNull = 0
    for (const row of rows) {
      const value = of(row)
      if (value === null || value === undefined) {
        at = buffer.writeInt32BE(-1, at)
        hasNull = 1
        continue
      }
      at = buffer.writeInt32BE(width, at)
      put(buffer, at, value)
      at += width
    }
    return headed(buffer.subarray(0, at), oid, rows.length, hasNull)
  }

/** For types whose values are as long as they are: `most` is how many bytes one can take, `put` answers how many it took. */
const varying =
  <V>(oid: number, most: (value: V) => number, put: (into: Buffer, at: number, value: V) => number) =>
  <T>(...[rows, of]: Parameters<List<T, V>>): Buffer => {
    const values = rows.map(of)
    let room = HEAD_BYTES
    for (const value of values) room += 4 + (value === null || value === undefined ? 0 : most(value))
    const buffer = Buffer.allocUnsafe(room)
    let at = HEAD_BYTES
    let hasNull = 0
    for (const value of values) {
      if (value === null || value === undefined) {
        at = buffer.writeInt32BE(-1, at)
        hasNull = 1
        continue
      }
      const took = put(buffer, at + 4, value)
      buffer.writeInt32BE(took, at)
      at += 4 + took
    }
    return headed(buffer.subarray(0, at), oid, rows.length, hasNull)
  }

function headed(buffer: Buffer, oid: number, length: number, hasNull: number): Buffer {
  buffer.writeInt32BE(length === 0 ? 0 : 1, 0)
  buffer.writeInt32BE(hasNull, 4)
  buffer.writeInt32BE(oid, 8)
  if (length === 0) return buffer.subarray(0, 12)
  buffer.writeInt32BE(length, 12)
  buffer.writeInt32BE(1, 16)
  return buffer
}

export const ints = fixed<number>(oids.int, 4, (into, at, value) => void into.writeInt32BE(value, at))
export const smallints = fixed<number>(oids.smallint, 2, (into, at, value) => void into.writeInt16BE(value, at))
export const bigints = fixed<number>(oids.bigint, 8, (into, at, value) => putLong(into, at, value))
export const booleans = fixed<boolean>(oids.boolean, 1, (into, at, value) => {
  into[at] = value ? 1 : 0
})

const FROM_2000_MS = Date.UTC(2000)
/** Microseconds since 2000. */
export const times = fixed<Date>(oids.timestamptz, 8, (into, at, value) => putLong(into, at, (value.getTime() - FROM_2000_MS) * 1000))

function putLong(into: Buffer, at: number, value: number): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${value} is no whole number that can be kept`)
  into.writeInt32BE(Math.floor(value / 0x1_0000_0000), at)
  into.writeUInt32BE(((value % 0x1_0000_0000) + 0x1_0000_0000) % 0x1_0000_0000, at + 4)
}

const nibbles = new Int8Array(128).fill(-1)
for (const [n, digit] of [...'0123456789abcdef'].entries()) {
  nibbles[digit.charCodeAt(0)] = n
  nibbles[digit.toUpperCase().charCodeAt(0)] = n
}
/** Where the two digits of each byte begin: 8-4-4-4-12. */
const digitsAt = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34]

export const uuids = fixed<string>(oids.uuid, 16, (into, at, value) => {
  let sound = value.length === 36 ? 0 : -1
  for (let i = 0; i < 16; i++) {
    const digit = digitsAt[i]! // there are 16
    const high = nibbles[value.charCodeAt(digit)] ?? -1
    const low = nibbles[value.charCodeAt(digit + 1)] ?? -1
    sound |= high | low
    into[at + i] = (high << 4) | low
  }
  if (sound < 0) throw new TypeError('not a UUID')
})

/** Short and plain as most are, a loop is faster than crossing over to the engine's own writer. */
const SHORT = 40

function putText(into: Buffer, at: number, value: string): number {
  const { length } = value
  if (length > SHORT) return into.write(value, at)
  for (let i = 0; i < length; i++) {
    const unit = value.charCodeAt(i)
    if (unit > 0x7f) return into.write(value, at)
    into[at + i] = unit
  }
  return length
}

/** A UTF-16 unit becomes three bytes at most. */
const mostText = (value: string): number => value.length * 3
export const texts = varying<string>(oids.text, mostText, putText)
/** Of what has been made text by JSON.stringify. */
export const jsons = varying<string>(oids.json, mostText, putText)
export const bytes = varying<Uint8Array>(
  oids.bytea,
  (value) => value.length,
  (into, at, value) => {
    into.set(value, at)
    return value.length
  },
)
