import { describe, expect, test } from 'vitest'
import malformed from '../vectors/smpp/malformed.json' with { type: 'json' }
import vectors from '../vectors/smpp/pdus.json' with { type: 'json' }
import tolerated from '../vectors/smpp/tolerated.json' with { type: 'json' }
import { submitSm } from './build.ts'
import { decode } from './decode.ts'
import { encode, encodeInto, roomFor } from './encode.ts'
import { FieldError, RecoverablePduError, UnrecoverablePduError } from './errors.ts'
import { Framer } from './frames.ts'
import { specLimits } from './layouts.ts'
import { commandIds, type Pdu } from './pdu.ts'

interface Written {
  tlvs: { tag: number; value: string }[]
  shortMessage?: string
}
/** From the hexadecimal of the vectors to the octets of a PDU. */
const pduOf = (written: Written): Pdu =>
  ({
    ...written,
    ...(written.shortMessage === undefined ? {} : { shortMessage: Buffer.from(written.shortMessage, 'hex') }),
    tlvs: written.tlvs.map(({ tag, value }) => ({ tag, value: Buffer.from(value, 'hex') })),
  }) as unknown as Pdu // the vectors are PDUs
const plain = (pdu: Pdu): Pdu =>
  ({
    ...pdu,
    ...('shortMessage' in pdu ? { shortMessage: Buffer.from(pdu.shortMessage) } : {}),
    tlvs: pdu.tlvs.map(({ tag, value }) => ({ tag, value: Buffer.from(value) })),
  }) as Pdu // the same PDU

const frames = (chunks: readonly Uint8Array[], maxPduBytes?: number): string[] => {
  const framer = new Framer(maxPduBytes)
  const found: string[] = []
  for (const chunk of chunks) {
    framer.push(chunk)
    while (framer.next()) found.push(framer.buffer.toString('hex', framer.start, framer.end))
  }
  return found
}
const octetByOctet = (bytes: Buffer): Buffer[] => Array.from(bytes, (_, at) => bytes.subarray(at, at + 1))
const thrown = (run: () => unknown): unknown => {
  try {
    run()
  } catch (error) {
    return error
  }
  return null
}

describe.each(vectors)('$name ($because)', ({ hex, pdu }) => {
  const bytes = Buffer.from(hex, 'hex')
  const expected = pduOf(pdu)

  test('hex in, fields out', () => expect(plain(decode(bytes))).toEqual(expected))
  test('fields in, hex out', () => expect(encode(expected).toString('hex')).toBe(hex))
  test('takes no more room than foretold', () => expect(roomFor(expected)).toBeGreaterThanOrEqual(bytes.length))
  test('in the middle of other bytes', () => {
    const around = Buffer.concat([Buffer.alloc(7, 0xff), bytes, Buffer.alloc(9, 0xff)])
    expect(plain(decode(around, 7, 7 + bytes.length))).toEqual(expected)
    const out = Buffer.alloc(bytes.length + 20)
    expect(encodeInto(expected, out, 11)).toBe(11 + bytes.length)
    expect(out.toString('hex', 11, 11 + bytes.length)).toBe(hex)
  })
  test('octet by octet, doubled, and both', () => {
    const twice = Buffer.concat([bytes, bytes])
    expect(frames(octetByOctet(bytes))).toEqual([hex])
    expect(frames([twice])).toEqual([hex, hex])
    expect(frames(octetByOctet(twice))).toEqual([hex, hex])
  })
  test('cut short anywhere it is no PDU yet, or a recoverable error, or a shorter PDU', () => {
    for (let length = 0; length < bytes.length; length++) {
      expect(frames([bytes.subarray(0, length)])).toEqual([])
      const error = thrown(() => decode(bytes, 0, length))
      expect(error === null || error instanceof RecoverablePduError).toBe(true)
    }
  })
})

test('every PDU has a vector', () => {
  expect(new Set(vectors.map(({ pdu }) => pdu.kind))).toEqual(new Set(Object.keys(commandIds)))
})

test.each(tolerated)('$name is read: $because', ({ hex, pdu }) => {
  expect(plain(decode(Buffer.from(hex, 'hex')))).toEqual(pduOf(pdu))
})

describe.each(malformed)('$name: $because', ({ hex, error }) => {
  test(`is ${error.kind}`, () => {
    const bytes = Buffer.from(hex, 'hex')
    if (error.kind === 'recoverable') {
      const { commandStatus, sequence, commandId } = error
      expect(frames([bytes])).toEqual([hex])
      const found = thrown(() => decode(bytes))
      expect(found).toBeInstanceOf(RecoverablePduError)
      expect(found).toMatchObject({ commandStatus, sequence, commandId })
      return
    }
    const { commandStatus, sequence } = error
    const found = thrown(() => frames([bytes]))
    expect(found).toBeInstanceOf(UnrecoverablePduError)
    expect(found).toMatchObject({ commandStatus, sequence })
  })
})

describe('the framer', () => {
  const bytes = Buffer.from(vectors[0]?.hex ?? '', 'hex')

  test('says how much of an unfinished PDU it holds, and keeps it', () => {
    const framer = new Framer()
    framer.push(bytes.subarray(0, 20))
    expect([framer.next(), framer.pendingBytes]).toEqual([false, 20])
    framer.push(bytes.subarray(20))
    expect([framer.next(), framer.pendingBytes]).toEqual([true, 0])
  })

  test('a PDU at the limit passes, one octet more does not', () => {
    expect(frames([bytes], bytes.length)).toHaveLength(1)
    expect(() => frames([bytes], bytes.length - 1)).toThrow(UnrecoverablePduError)
  })

  test('an impossible length that comes octet by octet is noticed with its header', () => {
    expect(thrown(() => frames(octetByOctet(Buffer.from('ffffffff000000040000000000000007', 'hex'))))).toMatchObject({ sequence: 7 })
  })
})

describe('limits', () => {
  test('a password of 16 characters is fine unless the link is strict', () => {
    const long = Buffer.from(vectors[1]?.hex ?? '', 'hex')
    expect(decode(long)).toMatchObject({ password: 'correct horse battery staple' })
    expect(() => decode(long, 0, long.length, specLimits)).toThrow(RecoverablePduError)
  })

  test.each([
    ['a NUL in a text', { source: 'a\0b' }],
    ['a letter beyond Latin-1', { dest: 'Ω' }],
    ['a text of 300 characters', { serviceType: 'x'.repeat(300) }],
    ['256 octets of short_message', { shortMessage: new Uint8Array(256) }],
    ['a TLV of 65,536 octets', { tlvs: [{ tag: 0x424, value: new Uint8Array(65_536) }] }],
  ])('%s cannot be written', (_, fields) => {
    expect(() => encode(submitSm(fields))).toThrow(FieldError)
  })
})
