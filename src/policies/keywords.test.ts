import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { test } from 'vitest'
import data from './keywords.json' with { type: 'json' }
import { keywordIn, languages } from './keywords.ts'

const short = (text: string) => {
  const found = keywordIn(text)
  return found && `${found.kind} ${found.language}`
}

const cases = [
  ['stop', 'stop en', 'as people type it'],
  ['STOP', 'stop en', 'as we ask them to'],
  [' Stop. ', 'stop en', 'spaces and a full stop are not words'],
  ['“STOP”', 'stop en', 'some copy the quotes too'],
  ['S.T.O.P', 'stop en', 'nor are points between'],
  ['opt-out', 'stop en', 'with a hyphen'],
  ['Opt out', 'stop en', 'with a space'],
  ['ＳＴＯＰ', 'stop en', 'typed on a keyboard with wide letters'],
  ['🛑', 'stop en', 'the sign says it'],
  ['🛑️🛑️', 'stop en', 'said twice, and in colour'],
  ['Stop 🛑', 'stop en', 'said in two ways'],
  ['stop stop stop', 'stop en', 'said three times'],
  ['STOP 😡', 'stop en', 'a face is not a word'],
  ['Stop knowing me so well!', null, 'a leading word is no keyword'],
  ['please stop', null, 'free words are for a person to read, and quickly'],
  ['YES 🛑', null, 'who says both says neither'],
  ['next stop', null, 'nor is a last word'],
  ['', null, 'nothing said'],
  ['…', null, 'nothing but dots said'],
  ['1', null, 'a choice from a menu'],
  ['no', null, 'an answer to any question'],
  ['ok', null, 'the answer to most'],
  ['Yes 👍🏽', 'start en', 'rejoins who has left, and is an answer to anybody else'],
  ['START', 'start en', 'the word for it'],
  ['help?', 'help en', 'asked as a question'],
  ['arret', 'stop fr', 'accents are often left out'],
  ['Arrêt !', 'stop fr', 'French puts a space before the mark'],
  ['AYUDA', 'help es', 'in Spanish'],
  ['fin', null, 'ends a talk, not a consent'],
  ['para', null, 'half a sentence in Spanish'],
  ['pare', null, 'a friend in Tagalog'],
  ['退訂', 'stop zh', 'traditional'],
  ['退订。', 'stop zh', 'simplified, with its own full stop'],
  ['TD', 'stop zh', 'the short form carriers know'],
  ['Dừng', 'stop vi', 'with its marks'],
  ['Dừng'.normalize('NFD'), 'stop vi', 'with its marks apart'],
  ['Đúng', null, 'Vietnamese for “right”'],
  ['dung', null, 'without marks nobody knows'],
  ['dung lai', 'stop vi', 'two words say it'],
  ['huy', null, 'a first name'],
  ['أوقف', 'stop ar', 'Arabic'],
  ['مُسَاعَدَة', 'help ar', 'with vowel marks'],
  ['الغاء الاشتراك', 'stop ar', 'without its hamza'],
  ['수신 거부', 'stop ko', 'Koreans space it either way'],
  ['стоп', 'stop ru', 'Russian'],
  ['Sair', 'stop pt', 'as Brazilians are used to'],
  ['x'.repeat(65), null, 'too long to be read at all'],
] as const

for (const [text, expect, because] of cases) test(`keyword: ${because}`, () => assert.equal(short(text), expect))

test('only the words the carriers agree on rejoin somebody we did not know', () => {
  assert.equal(keywordIn('start')?.onlyIfOptedOut, undefined)
  for (const word of ['yes', 'iniciar', '开始', 'старт']) assert.equal(keywordIn(word)?.onlyIfOptedOut, true)
})

test('every keyword of the list is found, whatever its case, and what was left out is not', () => {
  for (const { stop, help, start, startAgain } of data.words)
    for (const [kind, words] of Object.entries({ stop, help, start: [...start, ...startAgain] }))
      for (const word of words) for (const text of [word, word.toLowerCase(), `"${word}!"`]) assert.equal(keywordIn(text)?.kind, kind, text)
  for (const { word } of data.leftOut) for (const each of word.split(', ')) assert.equal(keywordIn(each), null, each)
})

test('the lists are of ten languages', () => {
  assert.deepEqual(
    data.words.map(({ language }) => language),
    languages,
  )
})

test('what surrounds a keyword must be decoration: a letter more and it is another word', () => {
  const letter = fc.constantFrom(...'abcxyzéж退')
  fc.assert(
    fc.property(letter, (it) => {
      assert.equal(keywordIn(`stop ${it}`), null)
    }),
  )
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void keywordIn(text)))
})

/** All of them are listed here, each with our judgement: there is none. The dataset has no message that is a keyword and nothing more. */
const judged: Record<string, string> = {}

test('of 5,574 real messages none is taken for a keyword by mistake', () => {
  const file = join(import.meta.dirname, '../../test/data/sms-spam-collection.tsv')
  const texts = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.slice(line.indexOf('\t') + 1))
  assert.equal(texts.length, 5574)
  assert.deepEqual(texts.filter(keywordIn), Object.keys(judged))
  assert.ok(texts.filter((text) => /\b(stop|end|cancel|yes|help|start|quit|info)\b/i.test(text)).length > 300) // though many contain one
})
