import fc from 'fast-check'
import { expect, test } from 'vitest'
import { joinText, type TextPart } from './join.ts'
import { segment } from './segment.ts'
import { readUdh } from './udh.ts'

type Rough = { seq: number; hex: string; encoding?: 'gsm7' | 'ucs2'; single?: number }
const parts = (total: number, rough: Rough[]): TextPart[] =>
  rough.map(({ hex, encoding = 'gsm7', ...rest }) => ({ total, encoding, octets: Uint8Array.fromHex(hex), ...rest }))

test.each<[string, number, Rough[], string]>([
  ['one part', 1, [{ seq: 1, hex: '4869' }], 'Hi'],
  [
    'an escape pair that was cut',
    2,
    [
      { seq: 1, hex: '411b' },
      { seq: 2, hex: '6542' },
    ],
    'A€B',
  ],
  [
    'a surrogate pair that was cut',
    2,
    [
      { seq: 1, hex: 'd83d', encoding: 'ucs2' },
      { seq: 2, hex: 'de00', encoding: 'ucs2' },
    ],
    '😀',
  ],
  [
    'a UTF-16 unit that was cut',
    2,
    [
      { seq: 1, hex: '004130', encoding: 'ucs2' },
      { seq: 2, hex: '42', encoding: 'ucs2' },
    ],
    'Aあ',
  ],
  ['half a unit left over', 1, [{ seq: 1, hex: '004130', encoding: 'ucs2' }], 'A\ufffd'],
  [
    'a change of encoding',
    2,
    [
      { seq: 1, hex: '41' },
      { seq: 2, hex: '3042', encoding: 'ucs2' },
    ],
    'Aあ',
  ],
  [
    'a change of tables',
    2,
    [
      { seq: 1, hex: '1b73', single: 1 },
      { seq: 2, hex: '1b73' },
    ],
    'şs',
  ],
  ['the first missing', 2, [{ seq: 2, hex: '41' }], '…A'],
  ['the last missing', 3, [{ seq: 1, hex: '41' }], 'A…'],
  [
    'two in the middle missing',
    4,
    [
      { seq: 1, hex: '41' },
      { seq: 4, hex: '42' },
    ],
    'A…B',
  ],
  ['nothing at all', 0, [], ''],
])('%s', (_, total, rough, text) => {
  expect(joinText(parts(total, rough), '…')).toBe(text)
})

test('what was segmented joins to what it was', () => {
  const text = fc.array(fc.constantFrom('hello ', '€uro', '{x}', 'ş', 'あ', '😀', '👨‍👩‍👧‍👦'), { minLength: 40, maxLength: 120 })
  fc.assert(
    fc.property(text, fc.boolean(), (words, turkish) => {
      const cut = segment(words.join(''), { ref: 9, udh: 'udh16', national: turkish ? { locking: 1, single: 1 } : undefined })
      const received = cut.segments.map(({ userData }): TextPart => {
        const header = cut.header ? readUdh(userData) : undefined
        const { total = 1, seq = 1 } = header?.concat ?? {}
        return {
          seq,
          total,
          octets: userData.subarray(header?.length ?? 0),
          encoding: cut.encoding,
          locking: header?.locking,
          single: header?.single,
        }
      })
      expect(joinText(received)).toBe(words.join(''))
    }),
  )
})
