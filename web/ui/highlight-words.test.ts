import { expect, test } from 'vitest'
import { stretches } from './highlight-words.ts'

const cases = [
  ['The blue sofa', 'sofa', 'The blue [sofa]', 'a whole word'],
  ['The blue sofa', 'blu', 'The [blu]e sofa', 'the beginning of a word, from three letters on'],
  ['The blue sofa', 'bl', 'The blue sofa', 'two letters are too few for a beginning'],
  ['It is so', 'so', 'It is [so]', 'but enough for a whole word'],
  ['The blue sofa', 'ofa', 'The blue sofa', 'the middle of a word is not found by the index, so it is not marked'],
  ['Sofa, SOFA; sofas', 'sofa', '[Sofa], [SOFA]; [sofa]s', 'every one, whatever its case'],
  ['Café au lait', 'cafe', '[Café] au lait', 'accents aside'],
  ['cafe\u0301 noir', 'café', '[cafe\u0301] noir', 'however the accent is written'],
  ['blue and green', 'green blue', '[blue] and [green]', 'any of the words'],
  ['+1 415 555 0100', '555', '+1 415 [555] 0100', 'digits too'],
  ['<mark>', 'mark', '<[mark]>', 'markup is text'],
  ['', 'sofa', '', 'nothing in nothing'],
  ['The sofa', ' ', 'The sofa', 'nothing sought, nothing marked'],
] as const

for (const [text, q, marked, because] of cases) {
  test(because, () =>
    expect(
      stretches(text, q)
        .map((it) => (it.hit ? `[${it.text}]` : it.text))
        .join(''),
    ).toBe(marked),
  )
}
