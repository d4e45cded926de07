import fc from 'fast-check'
import { expect, test } from 'vitest'
import vectors from '../vectors/gsm/smart.json' with { type: 'json' }
import { count } from './segment.ts'
import { smart } from './smart.ts'

test.each(vectors.cases)('$because', ({ text, to, replaced }) => {
  expect(smart(text)).toEqual({ text: to, replaced })
})

test('a half pair is left alone', () => {
  expect(smart('\ud83d’')).toEqual({ text: '\ud83d’', replaced: [] })
})

test('the replacements explain the result, which is GSM 7-bit or the text as it was', () => {
  const piece = fc.oneof(
    fc.string(),
    fc.constantFrom('“', '’', '–', '\u00a0', 'á', 'ł', 'e\u0301', 'Ａ', '…', 'ﬁ', ' https://example.com/a '),
    fc.string({ unit: 'binary' }),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join('')
      const result = smart(text)
      let rebuilt = text
      for (const { index, from, to } of result.replaced.toReversed()) {
        expect(rebuilt.slice(index, index + from.length)).toBe(from)
        rebuilt = rebuilt.slice(0, index) + to + rebuilt.slice(index + from.length)
      }
      expect(rebuilt).toBe(result.text)
      if (result.text !== text) expect(count(result.text).encoding).toBe('gsm7')
      expect(smart(result.text)).toEqual({ text: result.text, replaced: [] })
    }),
    { numRuns: 500 },
  )
})

test('a long word takes no longer than a long text', () => {
  const before = performance.now()
  for (const word of ['a', '.', 'a.', '@a', 'a@', '“']) smart(`${word.repeat(20_000)}あ`)
  expect(performance.now() - before).toBeLessThan(2000)
})
