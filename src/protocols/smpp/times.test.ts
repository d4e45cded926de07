import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import cases from '../vectors/smpp/times.json' with { type: 'json' }
import { formatAbsolute, formatReceiptDate, formatRelative, parseReceiptDate, parseTime } from './times.ts'

test.each(cases)('$because: $text', ({ text, now, at }) => expect(parseTime(text, now)).toBe(at))

describe('there and back', () => {
  const from2000 = fc.integer({ min: Date.UTC(2000, 0, 2) / 100, max: Date.UTC(2099, 11, 30) / 100 }).map((tenths) => tenths * 100)

  test('absolute times, at any offset', () => {
    fc.assert(
      fc.property(
        from2000,
        fc.integer({ min: -48, max: 48 }),
        (at, offset) => void expect(parseTime(formatAbsolute(at, offset), 0)).toBe(at),
      ),
    )
  })
  test('relative times up to 99 days', () => {
    const seconds = fc.integer({ min: 0, max: 100 * 86_400 - 1 })
    fc.assert(fc.property(seconds, from2000, (s, now) => void expect(parseTime(formatRelative(s * 1000), now)).toBe(now + s * 1000)))
  })
  test('dates of receipts, with seconds', () => {
    const seconds = from2000.map((at) => Math.floor(at / 1000) * 1000)
    fc.assert(
      fc.property(
        seconds,
        fc.constantFrom(12, 14),
        (at, digits) => void expect(parseReceiptDate(formatReceiptDate(at, digits as 12, 60), 60)).toBe(at),
      ),
    )
  })
})

test('a day beyond 99 has no relative time', () => {
  expect(() => formatRelative(100 * 86_400_000)).toThrow(RangeError)
  expect(() => formatRelative(-1)).toThrow(RangeError)
})

test.each(['', '26', '26112112000', '261321120000', 'abcdefghij', '2611212500'])('%j is no date', (digits) => {
  expect(parseReceiptDate(digits)).toBeNull()
})
