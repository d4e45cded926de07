import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deliverSm } from '#src/protocols/smpp/build.ts'
import { encode } from '#src/protocols/smpp/encode.ts'
import { commandIds, HEADER_BYTES } from '#src/protocols/smpp/pdu.ts'
import { type TlvName, tagOf, tlvTable } from '#src/protocols/smpp/tlvs.ts'
import type { Random } from '../../simulator/random.ts'

/** PDUs as no peer should send them: valid ones, bent. */

/** `inStep`: its length is true, so that what follows can still be read. */
export type Malformed = { bytes: Buffer; inStep: boolean }

const vectors = join(import.meta.dirname, '..', '..', 'src', 'protocols', 'vectors', 'smpp')
const hexIn = (file: string) =>
  [...readFileSync(join(vectors, file), 'utf8').matchAll(/"hex":\s*"([0-9a-f]+)"/g)].map(([, hex]) => Buffer.from(hex!, 'hex'))
const receipts = [...readFileSync(join(vectors, 'receipts.json'), 'utf8').matchAll(/"text":\s*"((?:[^"\\]|\\.)*)"/g)].map(([, text]) =>
  encode(
    deliverSm({
      source: '15555550101',
      dest: '1000',
      esmClass: 4,
      shortMessage: Buffer.from(JSON.parse(`"${text}"`), 'latin1').subarray(0, 250),
    }),
  ),
)
const seeds = [...['pdus.json', 'malformed.json', 'tolerated.json'].flatMap(hexIn), ...receipts].filter((it) => it.length >= HEADER_BYTES)
/** Those of which a session is made: half of what is bent, because what a peer sends in masses is what must hold. */
const messages = seeds.filter((it) => [4, 5, 0x80000004, 0x80000005, 0x103].includes(it.readUInt32BE(4)))

const ids = Object.values(commandIds)
const tags = Object.values(tlvTable).map(([tag]) => tag)
/** Those that decide what becomes of a message. */
const read = ['sar_msg_ref_num', 'sar_total_segments', 'sar_segment_seqnum', 'user_message_reference', 'message_payload'] as const
const readTags = [...read, 'receipted_message_id', 'message_state', 'network_error_code'].map((name) => tagOf(name as TlvName)) // `as`: they are
const edges = [0x00, 0x01, 0x7f, 0x80, 0xfe, 0xff]
const lengths = [0, 1, 4, 15, 16, 17, 33, 255, 1_000, 69_999, 70_000, 70_001, 0x7fffffff, 0x80000000, 0xffffffff]

type Bend = (bytes: Buffer, random: Random) => Buffer

/** They leave the length to be put right afterwards. */
const bends: Bend[] = [
  (bytes, random) => {
    for (let left = random.between(1, 8); left > 0; left--) bytes[random.between(4, bytes.length - 1)]! ^= 1 << random.between(0, 7)
    return bytes
  },
  (bytes, random) => {
    for (let left = random.between(1, 6); left > 0; left--) bytes[random.between(4, bytes.length - 1)] = random.pick(edges)
    return bytes
  },
  (bytes, random) => bytes.subarray(0, random.between(HEADER_BYTES, bytes.length)),
  (bytes, random) => withTlvs(bytes, random),
  // texts without an end, and far too long
  (bytes, random) => insert(bytes, Buffer.alloc(random.between(1, 400), random.between(1, 255)), random),
  (bytes, random) => insert(bytes, Buffer.alloc(random.between(1, 40)), random),
  (bytes, random) => {
    bytes.writeUInt32BE(random.chance(0.7) ? random.pick(ids) : random.between(0, 0xffffffff), 4)
    return bytes
  },
  (bytes, random) => {
    bytes.writeUInt32BE(random.pick([0, 1, 2, 0x7fffffff, 0x80000000, 0xffffffff, random.between(0, 300)]), random.pick([8, 12]))
    return bytes
  },
  // the body of one kind under the name of another
  (bytes, random) => Buffer.concat([bytes.subarray(0, HEADER_BYTES), random.pick(seeds).subarray(HEADER_BYTES)]),
  (bytes, random) => Buffer.concat([bytes.subarray(0, HEADER_BYTES), noise(random.between(0, 300), random)]),
]

const insert = (bytes: Buffer, what: Buffer, random: Random): Buffer => {
  const at = random.between(HEADER_BYTES, bytes.length)
  return Buffer.concat([bytes.subarray(0, at), what, bytes.subarray(at)])
}

const noise = (length: number, random: Random): Buffer => Buffer.from(Array.from({ length }, () => random.between(0, 255)))

/** Known tags with impossible lengths, unknown ones, repeats, and ends in the middle. */
function withTlvs(bytes: Buffer, random: Random): Buffer {
  const added = Array.from({ length: random.between(1, 12) }, () => {
    const value = noise(random.pick([0, 1, 2, 3, 4, 5, 8, 40, random.chance(0.02) ? 65_000 : 60]), random)
    const head = Buffer.alloc(4)
    head.writeUInt16BE(anyTag(random), 0)
    head.writeUInt16BE(random.chance(0.7) ? value.length : random.pick([0, 1, value.length + 1, 0x7fff, 0xffff]), 2)
    return Buffer.concat([head, value])
  })
  return Buffer.concat([bytes, ...added])
}

export function malformed(random: Random): Malformed {
  let bytes: Buffer = Buffer.from(random.pick(random.chance(0.5) ? messages : seeds))
  for (let left = random.pick([0, 1, 1, 1, 2, 3]); left > 0; left--) bytes = Buffer.from(random.pick(bends)(bytes, random))
  bytes.writeUInt32BE(bytes.length, 0)
  // Mostly answerable: what ends the session each time never gets to torture it.
  if (random.chance(0.99)) return { bytes, inStep: bytes.length <= 70_000 }
  if (random.chance(0.4)) bytes.writeUInt32BE(random.pick(lengths), 0)
  else if (random.chance(0.5)) bytes = bytes.subarray(0, random.between(1, bytes.length - 1))
  else bytes = noise(random.between(1, 200), random)
  return { bytes, inStep: false }
}

/** The same octets as they may arrive: whole, in pieces, octet by octet. */
export function chunks(bytes: Buffer, random: Random): Buffer[] {
  if (random.chance(0.75)) return [bytes]
  const size = random.chance(0.1) ? 1 : random.between(1, Math.max(1, bytes.length))
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size))
}

function anyTag(random: Random): number {
  if (random.chance(0.5)) return random.pick(readTags)
  return random.chance(0.8) ? random.pick(tags) : random.between(0, 0xffff)
}
