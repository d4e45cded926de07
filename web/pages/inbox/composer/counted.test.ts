import { expect, test } from 'vitest'
import { counted } from './counted.ts'

const line = { textLength: 1600, segments: { encoding: 'gsm' as const, udh: 'udh8' as const }, media: [], receipts: true }
const a = (times: number) => 'a'.repeat(times)

// spec: 3GPP TS 23.038 §6.2.1, TS 23.040 §9.2.3.24.1
const cases: [text: string, chars: number, segments: number, encoding: 'GSM-7' | 'UCS-2', because: string][] = [
  ['', 0, 1, 'GSM-7', 'nothing yet'],
  ['Hello', 5, 1, 'GSM-7', 'plain words'],
  [a(160), 160, 1, 'GSM-7', 'a full single segment'],
  [a(161), 161, 2, 'GSM-7', 'one more makes two, of 153 each'],
  [a(306), 306, 2, 'GSM-7', 'two full segments'],
  [a(307), 307, 3, 'GSM-7', 'and one more'],
  [a(459), 459, 3, 'GSM-7', 'three full segments'],
  [a(460), 460, 4, 'GSM-7', 'and one more'],
  ['€', 1, 1, 'GSM-7', 'the euro is in the extension table'],
  [`${a(158)}€`, 159, 1, 'GSM-7', 'it counts twice: 160'],
  [`${a(159)}€`, 160, 2, 'GSM-7', 'it counts twice: 161'],
  ['^{}\\[~]|€', 9, 1, 'GSM-7', 'all of the extension table'],
  [`${a(152)}€${a(152)}`, 305, 3, 'GSM-7', 'an escape pair is not cut in two'],
  ['é à ù ì ò Ç Ø ø Å å', 19, 1, 'GSM-7', 'accents the alphabet has'],
  ['Δ Φ Γ Λ Ω Π Ψ Σ Θ Ξ', 19, 1, 'GSM-7', 'Greek capitals it has'],
  ['line\nline', 9, 1, 'GSM-7', 'a new line is one character'],
  ['line\r\nline', 10, 1, 'GSM-7', 'a carriage return is one more'],
  ['@£$¥', 4, 1, 'GSM-7', 'signs of money'],
  ['It’s', 4, 1, 'UCS-2', 'one curly quote turns all of it'],
  ['“so”', 4, 1, 'UCS-2', 'curly double quotes too'],
  ['a – b', 5, 1, 'UCS-2', 'and a dash'],
  ['a\u00a0b', 3, 1, 'UCS-2', 'and a space that does not break'],
  ['ç', 1, 1, 'UCS-2', 'the small ç is not in the alphabet, though the capital is'],
  [`’${a(69)}`, 70, 1, 'UCS-2', 'a full single segment of the larger encoding'],
  [`’${a(70)}`, 71, 2, 'UCS-2', 'one more makes two, of 67 each'],
  [`’${a(133)}`, 134, 2, 'UCS-2', 'two full segments'],
  [`’${a(134)}`, 135, 3, 'UCS-2', 'and one more'],
  ['👋', 1, 1, 'UCS-2', 'one character of two units'],
  ['👋'.repeat(35), 35, 1, 'UCS-2', '35 of them are 70 units'],
  ['👋'.repeat(36), 36, 2, 'UCS-2', 'and 36 are two segments'],
  [`${a(66)}👋${a(66)}`, 133, 3, 'UCS-2', 'a surrogate pair is not cut in two'],
  ['مرحبا', 5, 1, 'UCS-2', 'other scripts'],
]

for (const [text, chars, segments, encoding, because] of cases) {
  test(`${because} (${JSON.stringify(text.slice(0, 12))})`, () => {
    const it = counted(text, line)
    expect([it.chars, it.cut?.segments, it.cut?.encoding]).toEqual([chars, segments, encoding])
  })
}

test('the guilty are pointed at', () =>
  expect(counted('It’s – fine', line).guilty).toEqual([
    { from: 2, to: 3 },
    { from: 5, to: 6 },
  ]))

test('what would replace them is named, and makes the text smaller', () => {
  const { plainer } = counted('It’s “fine” – really\u00a0so', line)
  expect(plainer?.text).toBe(`It's "fine" - really so`)
  expect(plainer?.names).toEqual([`’ → '`, '“ → "', '” → "', '– → -', 'U+00A0 → space'])
})

test('no replacing where it would save nothing', () => expect(counted('It’s 👋', line).plainer).toBeNull())

test('a line that does not cut text has no segments to count', () => {
  expect(counted('It’s', { textLength: 4096, media: [], receipts: true })).toMatchObject({ cut: null, guilty: [], tooLong: false })
})

test('too long is known before sending', () => expect(counted(a(1601), line).tooLong).toBe(true))
