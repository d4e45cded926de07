import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import vectors from '../vectors/gsm/udh.json' with { type: 'json' }
import broken from '../vectors/gsm/udh-broken.json' with { type: 'json' }
import { GsmError } from './error.ts'
import { concatElement, nationalElements, readUdh, writeUdh } from './udh.ts'

const octets = (text: string) => Uint8Array.fromHex(text)

test.each(vectors.cases)('$because', ({ because, hex, length, elements, ...meaning }) => {
  const header = readUdh(octets(hex))
  expect(header).toEqual({ length, elements: elements.map(([iei, data]) => ({ iei, data: octets(String(data)) })), ...meaning })
  if (elements.length > 0) expect(writeUdh(header.elements).toHex(), because).toBe(hex.slice(0, length * 2))
})

test.each(broken.cases)('$because', ({ hex, error }) => {
  expect(() => readUdh(octets(hex))).toThrow(expect.objectContaining({ name: 'GsmError', code: error }))
})

test('any octets give a header or a GsmError', () => {
  const plausible = fc.tuple(fc.nat(12), fc.uint8Array({ maxLength: 14 })).map(([length, rest]) => Uint8Array.of(length, ...rest))
  fc.assert(
    fc.property(fc.oneof(plausible, fc.uint8Array({ maxLength: 300 })), (any) => {
      try {
        const header = readUdh(any)
        expect(header.length).toBe((any[0] ?? 0) + 1)
      } catch (error) {
        expect(error).toBeInstanceOf(GsmError)
      }
    }),
    { numRuns: 500 },
  )
})

test('elements that are written are read', () => {
  const element = fc.record({ iei: fc.nat(255), data: fc.uint8Array({ maxLength: 10 }) })
  fc.assert(
    fc.property(fc.array(element, { minLength: 1, maxLength: 11 }), (elements) => {
      expect(readUdh(writeUdh(elements)).elements).toEqual(elements)
    }),
  )
})

describe('writing', () => {
  test('no elements, no header', () => {
    expect(writeUdh([]).length).toBe(0)
    expect(nationalElements({})).toEqual([])
    expect(nationalElements({ locking: 0, single: 2 })).toEqual([{ iei: 0x24, data: Uint8Array.of(2) }])
  })

  test.each([
    ['a header no message holds', () => writeUdh([{ iei: 1, data: new Uint8Array(138) }])],
    ['an identifier of two octets', () => writeUdh([{ iei: 256, data: new Uint8Array(0) }])],
    ['an 8-bit reference of 256', () => concatElement({ ref: 256, total: 2, seq: 1, wide: false })],
    ['a 16-bit reference of 65536', () => concatElement({ ref: 65_536, total: 2, seq: 1, wide: true })],
    ['segment 0', () => concatElement({ ref: 1, total: 2, seq: 0, wide: false })],
    ['segment 3 of 2', () => concatElement({ ref: 1, total: 2, seq: 3, wide: false })],
    ['a total of 256', () => concatElement({ ref: 1, total: 256, seq: 1, wide: false })],
  ])('%s is refused', (_, write) => {
    expect(write).toThrow(expect.objectContaining({ code: 'range' }))
  })
})
