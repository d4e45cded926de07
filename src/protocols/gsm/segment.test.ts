import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import vectors from '../vectors/gsm/segments.json' with { type: 'json' }
import userData from '../vectors/gsm/user-data.json' with { type: 'json' }
import type { National } from './alphabet.ts'
import { MAX_CULPRITS } from './encoding.ts'
import { GsmError } from './error.ts'
import { type CountOptions, count, type HeaderStyle, type SegmentOptions, segment, split } from './segment.ts'
import { decodeGsm, decodeUcs2 } from './text.ts'
import { type Header, readUdh } from './udh.ts'

type Cut = {
  because: string
  text: [string, number][]
  udh: HeaderStyle
  encoding: string
  units: number
  parts: number[]
  national?: National
}
type Octets = { because: string; text: string; ref: number; udh: HeaderStyle; national?: National; userData: string[] }

test.each(vectors.cases as Cut[])('$because', ({ text: runs, udh, national, encoding, units, parts }) => {
  const text = runs.map(([piece, times]) => piece.repeat(times)).join('')
  const cut = segment(text, { ref: 1, udh, national })
  expect(cut).toMatchObject({ encoding, units, dataCoding: encoding === 'gsm7' ? 0 : 8 })
  expect(cut.segments.map((one) => one.units)).toEqual(parts)
  expect(cut.segments.map((one) => one.text).join('')).toBe(text)
  const counted = count(text, { udh, national })
  expect(counted).toMatchObject({ encoding, units, segments: parts.length, culprits: cut.culprits })
  expect(counted.remaining).toBe(counted.perSegment - (parts.at(-1) ?? 0))
})

test.each(userData.cases as Octets[])('$because', ({ text, ref, udh, national, userData: wanted }) => {
  const cut = segment(text, { ref, udh, national })
  expect(cut.segments.map((one) => one.userData.toHex())).toEqual(wanted)
  expect(cut.header).toBe(udh !== 'none' && (wanted.length > 1 || national !== undefined))
})

describe('what forces UCS-2', () => {
  test('is named, with its place', () => {
    expect(count('a`b😀\ud83d').culprits).toEqual([
      { index: 1, char: '`' },
      { index: 3, char: '😀' },
      { index: 5, char: '\ud83d' },
    ])
    expect(count('şあ', { national: { single: 1 } }).culprits).toEqual([{ index: 1, char: 'あ' }])
  })

  test('is named so many times and no more', () => {
    expect(count('あ'.repeat(5000)).culprits.length).toBe(MAX_CULPRITS)
  })

  test('is refused where GSM 7-bit is demanded, and not looked for where UCS-2 is', () => {
    expect(() => segment('あ', { ref: 1, udh: 'udh8', alphabet: 'gsm' })).toThrow(expect.objectContaining({ code: 'unsayable' }))
    expect(segment('a', { ref: 1, udh: 'udh8', alphabet: 'ucs2' })).toMatchObject({ encoding: 'ucs2', culprits: [] })
  })
})

describe('bounds', () => {
  const options: SegmentOptions = { ref: 1, udh: 'udh8' }

  test('255 segments go, 256 do not; counting goes on', () => {
    expect(segment('a'.repeat(153 * 255), options).segments.length).toBe(255)
    expect(() => segment('a'.repeat(153 * 255 + 1), options)).toThrow(expect.objectContaining({ code: 'too_long' }))
    expect(() => segment('あ'.repeat(1_000_000), options)).toThrow(expect.objectContaining({ code: 'too_long' }))
    expect(count('a'.repeat(153 * 255 + 1)).segments).toBe(256)
  })

  test.each<[string, SegmentOptions]>([
    ['an 8-bit reference of 256, whatever the length', { ref: 256, udh: 'udh8' }],
    ['a 16-bit reference of 65536', { ref: 65_536, udh: 'udh16' }],
    ['no room for text', { ref: 1, udh: 'udh8', maxOctets: 3 }],
    ['half an octet', { ref: 1, udh: 'udh8', maxOctets: 10.5 }],
  ])('%s is refused', (_, wrong) => {
    expect(() => segment('a', wrong)).toThrow(expect.objectContaining({ code: 'range' }))
  })

  test('room for text but none behind a header', () => {
    expect(() => segment('a'.repeat(40), { ...options, maxOctets: 9 })).toThrow(expect.objectContaining({ code: 'range' }))
    expect(() => count('a'.repeat(40), { maxOctets: 9 })).toThrow(expect.objectContaining({ code: 'range' }))
  })

  test('a table that does not exist', () => {
    expect(() => count('ş', { national: { locking: 2 } })).toThrow(expect.objectContaining({ code: 'language' }))
  })
})

describe('splitting without headers', () => {
  test('160 septets or 70 units each', () => {
    expect(split('a'.repeat(161)).pieces.map((piece) => piece.units)).toEqual([160, 1])
    expect(split('あ'.repeat(71)).pieces.map((piece) => piece.units)).toEqual([70, 1])
    expect(split('').pieces).toEqual([{ text: '', octets: new Uint8Array(0), units: 0 }])
  })

  test('or what the link allows', () => {
    const { pieces } = split('a€'.repeat(4), { budget: { gsm7: 4, ucs2: 2 } })
    expect(pieces.map((piece) => piece.text)).toEqual(['a€a', '€a', '€a', '€'])
    expect(() => split('a', { budget: { gsm7: 1, ucs2: 1 } })).toThrow(expect.objectContaining({ code: 'range' }))
  })
})

const spicy = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.stringMatching(/^[ -_a-z€{}~\r\n]{0,60}$/) },
    { weight: 1, arbitrary: fc.constantFrom('ş', 'İ', 'á', 'あ', '`', '😀', '👨‍👩‍👧‍👦', '🇩🇪', 'e\u0301', '\ud83d', '\udc00', 'न\u093f') },
  ),
  { maxLength: 12 },
)
const options = fc.record<CountOptions & SegmentOptions>({
  ref: fc.nat(255),
  udh: fc.constantFrom('udh8', 'udh16', 'none'),
  maxOctets: fc.integer({ min: 20, max: 140 }),
  national: fc.constantFrom(undefined, { locking: 1, single: 1 }, { single: 2 }, { locking: 3 }, { locking: 6, single: 6 }),
})

test('whatever the text, its segments fit, join, read back and agree with the count', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
  fc.assert(
    fc.property(spicy, options, (pieces, wish) => {
      const text = pieces.join('')
      const cut = segment(text, wish)
      const edges = new Set([...segmenter.segment(text)].map(({ index }) => index).concat(text.length))
      let at = 0
      for (const [index, { userData: octets, text: said, units }] of cut.segments.entries()) {
        const header: Pick<Header, 'length' | 'locking' | 'single' | 'concat'> = cut.header ? readUdh(octets) : { length: 0 }
        const body = octets.subarray(header.length)
        expect(cut.encoding === 'ucs2' ? decodeUcs2(body) : decodeGsm(body, header)).toBe(said)
        expect(header.length + (cut.encoding === 'ucs2' ? units * 2 : Math.ceil((units * 7) / 8))).toBeLessThanOrEqual(
          wish.maxOctets ?? 140,
        )
        if (cut.segments.length > 1 && wish.udh !== 'none') expect(header).toMatchObject({ concat: { seq: index + 1, ref: wish.ref } })
        at += said.length
        expect(edges.has(at) || text.slice(at - 1, at + 1) === '\r\n' || clusterIsTooLong(text, at, wish)).toBe(true)
      }
      expect(at).toBe(text.length)
      expect(count(text, wish)).toMatchObject({ encoding: cut.encoding, units: cut.units, segments: cut.segments.length })
    }),
    { numRuns: 1000 },
  )

  function clusterIsTooLong(text: string, at: number, { maxOctets = 140 }: SegmentOptions): boolean {
    return (segmenter.segment(text).containing(at)?.segment.length ?? 0) * 2 > maxOctets - 13
  }
})

test('nothing but GsmError is thrown', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer(), fc.integer({ min: -10, max: 200 }), (text, ref, maxOctets) => {
      try {
        segment(text, { ref, udh: 'udh16', maxOctets })
      } catch (error) {
        expect(error).toBeInstanceOf(GsmError)
      }
    }),
  )
})
