import fc from 'fast-check'
import { expect, test } from 'vitest'
import vectors from '../vectors/smpp/pdus.json' with { type: 'json' }
import { dataSm, deliverSm, messageResp, submitMulti, submitSm } from './build.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import { RecoverablePduError, UnrecoverablePduError } from './errors.ts'
import { Framer } from './frames.ts'
import type { Pdu } from './pdu.ts'

const octet = fc.integer({ min: 0, max: 255 })
const text = (maxLength: number) => fc.array(fc.integer({ min: 1, max: 255 }), { maxLength }).map((codes) => String.fromCharCode(...codes))
const octets = (maxLength: number) => fc.uint8Array({ maxLength }).map((bytes) => Buffer.from(bytes))
const tlvs = fc.array(fc.record({ tag: fc.integer({ min: 0, max: 0xffff }), value: octets(300) }), { maxLength: 6 })
const head = { status: fc.nat(), sequence: fc.integer({ min: 0, max: 0xffffffff }), tlvs }
const source = { sourceTon: octet, sourceNpi: octet, source: text(64) }
const dest = { destTon: octet, destNpi: octet, dest: text(64) }
const message = {
  ...{ ...head, ...source, serviceType: text(32), esmClass: octet, protocolId: octet, priorityFlag: octet },
  ...{ scheduleDeliveryTime: text(32), validityPeriod: text(32), registeredDelivery: octet, replaceIfPresent: octet },
  ...{ dataCoding: octet, defaultMessageId: octet, shortMessage: octets(255) },
}
const destination = fc.oneof(
  fc.record({ kind: fc.constant('address' as const), ton: octet, npi: octet, address: text(64) }),
  fc.record({ kind: fc.constant('list' as const), name: text(64) }),
)
const anyPdu: fc.Arbitrary<Pdu> = fc.oneof(
  fc.record({ ...message, ...dest }).map(submitSm),
  fc.record({ ...message, ...dest }).map(deliverSm),
  fc.record({ ...message, destinations: fc.array(destination, { maxLength: 10 }) }).map(submitMulti),
  fc
    .record({ ...head, ...source, ...dest, serviceType: text(32), esmClass: octet, registeredDelivery: octet, dataCoding: octet })
    .map(dataSm),
  fc.record({ ...head, messageId: text(255) }).map((fields) => messageResp('submit_sm_resp', fields)),
)
/** A valid PDU with some octets changed, and perhaps cut, its length kept true so that it reaches the decoder. */
const damaged = fc
  .tuple(fc.constantFrom(...vectors.map(({ hex }) => hex)), fc.array(fc.tuple(fc.nat(), octet), { maxLength: 8 }), fc.nat())
  .map(([hex, changes, cut]) => {
    const bytes = Buffer.from(hex, 'hex')
    for (const [at, value] of changes) bytes[at % bytes.length] = value
    return bytes.subarray(0, 16 + (cut % (bytes.length - 15)))
  })

const readable = (bytes: Uint8Array, offset = 0, end = bytes.length): Pdu | RecoverablePduError => {
  try {
    return decode(bytes, offset, end)
  } catch (error) {
    if (error instanceof RecoverablePduError) return error
    throw error
  }
}

test('what is encoded decodes to itself', () => {
  fc.assert(fc.property(anyPdu, (pdu) => void expect(decode(encode(pdu))).toEqual(pdu)))
})

test('damaged PDUs decode or are recoverable errors, nothing else', () => {
  fc.assert(
    fc.property(damaged, (bytes) => void readable(bytes)),
    { numRuns: 2_000 },
  )
})

test('garbage decodes or is a recoverable error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readable(bytes)),
    { numRuns: 2_000 },
  )
})

test('nothing outside the PDU is read: what surrounds it changes nothing', () => {
  fc.assert(
    fc.property(damaged, octet, (bytes, fill) => {
      const around = Buffer.concat([Buffer.alloc(5, fill), bytes, Buffer.alloc(300, fill)])
      const [alone, within] = [readable(bytes), readable(around, 5, 5 + bytes.length)]
      if (alone instanceof Error) expect(within).toMatchObject({ commandStatus: alone.commandStatus, sequence: alone.sequence })
      else expect(within).toEqual(alone)
    }),
    { numRuns: 1_000 },
  )
})

test('a stream is cut into the same PDUs however it arrives', () => {
  fc.assert(
    fc.property(fc.array(anyPdu, { maxLength: 5 }), fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1 }), (pdus, sizes) => {
      const stream = Buffer.concat(pdus.map((pdu) => encode(pdu)))
      const framer = new Framer(1_000_000)
      const found: Pdu[] = []
      for (let at = 0, i = 0; at < stream.length; i++) {
        const size = sizes[i % sizes.length] ?? 1
        framer.push(stream.subarray(at, at + size))
        while (framer.next()) found.push(decode(framer.buffer, framer.start, framer.end))
        at += size
      }
      expect(found).toEqual(pdus)
      expect(framer.pendingBytes).toBe(0)
    }),
  )
})

test('a stream of garbage ends in an unrecoverable error, or waits', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 8 }), (chunks) => {
      const framer = new Framer()
      try {
        for (const chunk of chunks) {
          framer.push(chunk)
          while (framer.next()) readable(framer.buffer, framer.start, framer.end)
        }
      } catch (error) {
        expect(error).toBeInstanceOf(UnrecoverablePduError)
      }
    }),
    { numRuns: 1_000 },
  )
})
