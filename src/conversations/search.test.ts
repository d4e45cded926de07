import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { queryTokens, says, tokensOf } from './search.ts'

const key = Buffer.alloc(32, 7)
const hex = (it: Buffer) => it.toString('hex')

/** What a search does: every word has a token there, and where that is not exact the opened text says it. */
function finds(text: string, query: string): boolean {
  const there = new Set(tokensOf(text, key).map(hex))
  const words = queryTokens(query, key)
  const may = words.length > 0 && words.every(({ tokens }) => tokens.some((it) => there.has(hex(it))))
  return may && (words.every(({ exact }) => exact) || says(text, query))
}

const found = [
  ['a word is found whole', 'Your table is ready', 'table'],
  ['and by its first three letters', 'Your table is ready', 'tab'],
  ['a word of two letters is found', 'It is ok', 'ok'],
  ['case makes no difference', 'YOUR TABLE', 'Table'],
  ['all words must be there, in any order', 'Your table is ready', 'ready table'],
  ['a long word is found whole', 'Your appointment is tomorrow', 'appointment'],
  ['a long word is found while it is being typed', 'Your appointment is tomorrow', 'appointm'],
  ['accents make no difference', 'Meet me at the Café Müller', 'cafe muller'],
  ['nor do they in the query', 'Meet me at the cafe', 'café'],
  ['ß is ss', 'Hauptstraße 5', 'HAUPTSTRASSE'],
  ['a final sigma is a sigma', 'ΟΔΟΣ', 'οδοσ'],
  ['a capital I with a dot is an i', 'İstanbul', 'istanbul'],
  ['wide letters are letters', 'ＡＢＣ１２３', 'abc123'],
  ['composed or not, it is one letter', 'cafe\u0301 re\u0301sume\u0301', 'résumé'],
  ['an apostrophe parts nothing', 'I don’t know', "don't"],
  ['nor does its lack', 'I don’t know', 'dont'],
  ['a link is found by its name', 'See https://example.com/menu', 'example menu'],
  ['a number is found', 'Room 4021 is yours', '4021'],
  ['a telephone number is found however it is written', 'Call (415) 555-0142', '415-555-0142'],
  ['also when it is written without gaps', 'Call 4155550142 now', '415 555 0142'],
  ['also from abroad', 'Call (415) 555-0142', '+1 415 555 0142'],
  ['beside a word', 'Call Ann on 415.555.0142', 'ann 4155550142'],
  ['Chinese without spaces is found', '您的预约是明天下午三点', '明天下午'],
  ['Japanese, katakana with its long mark', '予約はキャンセルになりました。コーヒー', 'キャンセル コーヒー'],
  ['Korean, whatever the ending', '예약을 확인했습니다', '예약'],
  ['Thai without spaces is found', 'การนัดหมายของคุณคือพรุ่งนี้', 'พรุ่งนี้'],
  ['Hindi, whose marks are letters', 'आपकी नियुक्ति कल है', 'नियुक्ति'],
  ['letters outside the first plane are letters', '𞤀𞤁𞤂𞤃𞤄', '𞤀𞤁𞤂'],
  ['two scripts in one word', 'iPhone手机壳', '手机 iphone'],
] as const

for (const [because, text, query] of found) test(`found: ${because}`, () => assert.equal(finds(text, query), true))

const notFound = [
  ['the middle of a word is not looked for', 'Your table is ready', 'able'],
  ['one word missing is enough', 'Your table is ready', 'table tomorrow'],
  ['two letters are a whole word, not a beginning', 'Your table is ready', 'ta'],
  ['a long word with the same beginning is another', 'We are international', 'internal'],
  ['nothing is not everything', 'Your table is ready', ''],
  ['nor are signs alone', 'Your table is ready', '?! 🙂'],
  ['another telephone number', 'Call (415) 555-0142', '415-555-0143'],
  ['Chinese letters that do not stand together', '明天见，下午好，天下', '明天下午'],
] as const

for (const [because, text, query] of notFound) test(`not found: ${because}`, () => assert.equal(finds(text, query), false))

test('a token says nothing without the key, and is another in another workspace', () => {
  const [mine] = tokensOf('table', key)
  const [theirs] = tokensOf('table', Buffer.alloc(32, 8))
  assert.equal(mine?.length, 8)
  assert.notDeepEqual(mine, theirs)
})

test('tokens stay what they are: they rest in databases for years', () => {
  assert.deepEqual(tokensOf('Café 415-555-0142', key).map(hex), [
    '714e32f55522a123',
    'ec7e7446defd0af6',
    'affe3a266eb24694',
    '193e3f548c674047',
    'e76073765e546191',
    '2ff12c98ccf3f56a',
    '9993deca42b55261',
    '9dda75d350c8fa4b',
  ])
})

test('a word said twice has one token', () => assert.equal(tokensOf('ha ha ha HA', key).length, 1))
test('a message beyond measure has a measured number of tokens', () => {
  const words = Array.from({ length: 5000 }, (_, i) => `word${i}x${i}`).join(' ')
  assert.equal(tokensOf(words, key).length, 800)
})
test('a query beyond measure looks for its first words', () =>
  assert.equal(queryTokens(Array.from({ length: 50 }, (_, i) => `w${i}`).join(' '), key).length, 12))

test('a word of a message always finds it', () => {
  const words = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(words, fc.nat(), (all, i) => {
      const word = all[i % all.length]!
      fc.pre(queryTokens(word, key).length > 0)
      return finds(all.join(' '), word)
    }),
    { numRuns: 2000 },
  )
})
test('no text whatever breaks it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ unit: 'binary' }), (text, query) => {
      finds(text, query)
    }),
  )
})
