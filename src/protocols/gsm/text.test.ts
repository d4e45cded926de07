import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import garbage from '../vectors/gsm/garbage.json' with { type: 'json' }
import tables from '../vectors/gsm/tables.json' with { type: 'json' }
import vectors from '../vectors/gsm/text.json' with { type: 'json' }
import unsayable from '../vectors/gsm/unsayable.json' with { type: 'json' }
import type { National } from './alphabet.ts'
import { GsmError } from './error.ts'
import { decodeGsm, decodeUcs2, encodeGsm, encodeUcs2, fillBitsAfter, pack, unpack } from './text.ts'

const hex = (octets: Uint8Array | null) => octets?.toHex() ?? null
const octets = (text: string) => Uint8Array.fromHex(text)
type Case = National & { because: string; text: string; septets: string; packed: string }

describe('septets', () => {
  test.each(vectors.cases as Case[])('$because', ({ text, septets, packed, ...national }) => {
    expect(hex(encodeGsm(text, national))).toBe(septets)
    expect(decodeGsm(octets(septets), national)).toBe(text)
    expect(hex(pack(octets(septets)))).toBe(packed)
    expect(hex(unpack(octets(packed), septets.length / 2))).toBe(septets)
  })

  test.each(unsayable.cases as (National & { because: string; text: string })[])('$because', ({ text, ...national }) => {
    expect(encodeGsm(text, national)).toBeNull()
  })

  test('a lone surrogate cannot be said; it is here because JSON cannot carry it', () => {
    expect(encodeGsm('\ud83d')).toBeNull()
  })

  test.each(garbage.cases as Omit<Case, 'packed'>[])('$because', ({ septets, text, ...national }) => {
    expect(decodeGsm(octets(septets), national)).toBe(text)
  })

  test('a table that does not exist is not written in', () => {
    expect(() => encodeGsm('a', { locking: 2 })).toThrow(expect.objectContaining({ code: 'language' }))
    expect(() => encodeGsm('a', { single: 14 })).toThrow(expect.objectContaining({ code: 'language' }))
    expect(hex(encodeGsm('a', { locking: 0, single: 0 }))).toBe('61')
  })
})

describe.each(tables.tables)('the tables of $name', ({ language, locking, single }) => {
  const char = (unit: string | undefined) => (unit === undefined ? undefined : String.fromCharCode(Number.parseInt(unit, 16)))
  const codes = [...Array(128).keys()].filter((code) => code !== 0x1b).map((code) => code.toString(16).padStart(2, '0'))

  test.runIf(locking)('the main table, every code', () => {
    const wanted: Record<string, string | undefined> = locking ?? {}
    for (const code of codes) expect(decodeGsm(octets(code), { locking: language }), code).toBe(char(wanted[code]) ?? '\ufffd')
  })

  test('the table behind the escape, every code', () => {
    const main: Record<string, string | undefined> = tables.tables[0]?.locking ?? {}
    const wanted: Record<string, string | undefined> = single
    for (const code of codes) expect(decodeGsm(octets(`1b${code}`), { single: language }), code).toBe(char(wanted[code] ?? main[code]))
  })

  test('what is written reads as it was', () => {
    const national = locking ? { locking: language, single: language } : { single: language }
    const all = [...Object.values(locking ?? {}), ...Object.values(single)].map((unit) => char(unit)).join('')
    const said = encodeGsm(all, national)
    expect(said && decodeGsm(said, national)).toBe(all)
  })
})

describe('UCS-2', () => {
  test.each([
    ['Aあ', '00413042'],
    ['😀', 'd83dde00'],
    ['\ude00\ud83d', 'de00d83d'],
    ['', ''],
  ])('%j', (text, wanted) => {
    expect(hex(encodeUcs2(text))).toBe(wanted)
    expect(decodeUcs2(octets(wanted))).toBe(text)
  })

  test('half a unit is an error', () => {
    expect(() => decodeUcs2(octets('004130'))).toThrow(expect.objectContaining({ name: 'GsmError', code: 'odd_length' }))
  })

  test('any string passes unchanged, lone surrogates too', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => decodeUcs2(encodeUcs2(text)) === text))
    fc.assert(fc.property(fc.uint8Array(), (any) => any.length % 2 === 1 || hex(encodeUcs2(decodeUcs2(any))) === hex(any)))
  })
})

describe('packing', () => {
  test('one fill bit follows a 6-octet header, none a 7-octet one', () => {
    expect([1, 6, 7, 12].map(fillBitsAfter)).toEqual([6, 1, 0, 2])
    expect(hex(pack(octets('61'), 1))).toBe('c2')
    expect(hex(unpack(octets('c2'), 1, 1))).toBe('61')
  })

  test('160 septets fill 140 octets, 153 fill 134 after one fill bit', () => {
    expect(pack(new Uint8Array(160)).length).toBe(140)
    expect(pack(new Uint8Array(153), 1).length).toBe(134)
  })

  test('what cannot be packed is said', () => {
    expect(() => pack(octets('80'))).toThrow(expect.objectContaining({ code: 'range' }))
    expect(() => pack(octets('00'), 7)).toThrow(expect.objectContaining({ code: 'range' }))
    expect(() => unpack(octets('00'), 2)).toThrow(expect.objectContaining({ code: 'short' }))
    expect(() => unpack(octets('00'), -1)).toThrow(expect.objectContaining({ code: 'range' }))
    expect(() => unpack(octets('00'), 1, 0.5)).toThrow(expect.objectContaining({ code: 'range' }))
  })

  test('what is packed unpacks, whatever the fill', () => {
    fc.assert(
      fc.property(fc.uint8Array({ max: 127 }), fc.nat(6), (septets, fill) => {
        const packed = pack(septets, fill)
        expect(packed.length).toBe(Math.ceil((septets.length * 7 + fill) / 8))
        expect(hex(unpack(packed, septets.length, fill))).toBe(hex(septets))
      }),
    )
  })
})

test('reading garbage throws nothing but GsmError', () => {
  const language = fc.option(fc.integer({ min: -1, max: 300 }), { nil: undefined })
  fc.assert(
    fc.property(fc.uint8Array(), fc.integer({ min: -2, max: 400 }), language, language, (any, count, locking, single) => {
      expect(decodeGsm(any, { locking, single }).length).toBeLessThanOrEqual(any.length)
      for (const read of [() => decodeUcs2(any), () => unpack(any, count, count % 9)]) {
        try {
          read()
        } catch (error) {
          expect(error).toBeInstanceOf(GsmError)
        }
      }
    }),
  )
})
