import { createHmac } from 'node:crypto'

/**
 * Blind search: the words of a message as tokens that mean nothing without the workspace's search key.
 * A reader of the log writes a posting for each token; a search asks for the tokens of its words.
 * Tokens rest for years, so nothing here may depend on a dictionary that changes with the runtime. What they give away: docs/decisions/sealing.md
 */

/** 8 bytes: among 2^32 different words of a workspace two would share a token; a shared one only adds a message to check. */
const TOKEN_BYTES = 8
/** A word is found by its first 3 to 6 letters, and whole. */
const PREFIX_MIN = 3
const PREFIX_MAX = 6
/** The words of about 10 SMS segments; what comes after in a message is not found. */
const TOKENS_MAX = 800
/** What is longer is a link or a code: it is found by its beginning. */
const WORD_MAX = 64
/** Words looked for at once; further ones are left out of the search. */
const QUERY_WORDS_MAX = 12
/** So many digits at the end of a telephone number are the same at home and abroad. */
const PHONE_DIGITS_END = 7

/** The tokens of a message, each once. `key` is the search key: ring.searching(workspace).bytes */
export function tokensOf(text: string, key: Uint8Array): Buffer[] {
  return [...termsOf(text)].slice(0, TOKENS_MAX).map((term) => tokenOf(term, key))
}

export type QueryWord = {
  word: string
  /** A message with any of them may have the word; the first has the fewest messages. */
  tokens: Buffer[]
  /** False: a message with the token may still lack the word. Open it and ask `says`. */
  exact: boolean
}

/** What to look for, one entry for each word: a message must have them all. Nothing to look for: an empty list, and no message. */
export function queryTokens(query: string, key: Uint8Array): QueryWord[] {
  return queryWords(query)
    .slice(0, QUERY_WORDS_MAX)
    .map(({ word, terms, exact }) => ({ word, tokens: terms.map((term) => tokenOf(term, key)), exact }))
}

/** Whether an opened text has every word of the query, as a whole word or at the beginning of one. */
export function says(text: string, query: string): boolean {
  const folded = fold(text)
  const words = wordsIn(folded)
  const phones = phonesIn(folded)
  return queryWords(query).every(({ word, kind }) => {
    if (kind === 'unspaced') return folded.includes(word)
    if (kind === 'phone') return phones.some((it) => it.endsWith(word.slice(-PHONE_DIGITS_END)))
    return words.some((it) => it.startsWith(word))
  })
}

const tokenOf = (term: string, key: Uint8Array): Buffer => createHmac('sha256', key).update(term).digest().subarray(0, TOKEN_BYTES)

/** Scripts that put no spaces between words, and Korean, whose words grow at the end: every two letters side by side are a term. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Hangul}]/u
const WORDS = /[\p{L}\p{N}\p{M}]+/gu
const PIECES =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Hangul}]+|[^\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{sc=Hangul}]+/gu
/** A telephone number as people write it: at least 7 digits, in groups or not. */
const PHONES = /\d(?:[ ().\-/]{0,2}\d){6,}/g

function termsOf(text: string): Set<string> {
  const folded = fold(text)
  const terms = new Set<string>()
  for (const word of wordsIn(folded)) {
    if (terms.size >= TOKENS_MAX) break
    for (const term of isUnspaced(word) ? pairsOf(word) : startsOf(word)) terms.add(term)
  }
  for (const digits of phonesIn(folded)) for (const term of phoneTerms(digits)) terms.add(term)
  return terms
}

type Sought = { kind: 'word' | 'unspaced' | 'phone'; word: string; terms: string[]; exact: boolean }

function queryWords(query: string): Sought[] {
  const folded = fold(query)
  const phones = phonesIn(folded).map((word): Sought => ({ kind: 'phone', word, terms: phoneTerms(word), exact: false }))
  const words = wordsIn(folded.replace(PHONES, ' ')).flatMap((word) => (isUnspaced(word) ? soughtPairs(word) : [soughtWord(word)]))
  return [...phones, ...words]
}

function soughtWord(word: string): Sought {
  const letters = [...word]
  if (letters.length <= PREFIX_MAX) return { kind: 'word', word, terms: [word], exact: true }
  return { kind: 'word', word, terms: [word, letters.slice(0, PREFIX_MAX).join('')], exact: false }
}

/** Each pair must be there; that they stand together only `says` can tell. */
function soughtPairs(word: string): Sought[] {
  const pairs = pairsOf(word)
  return pairs.map((pair) => ({ kind: 'unspaced', word, terms: [pair], exact: pairs.length === 1 }))
}

function startsOf(word: string): string[] {
  const letters = [...word]
  const starts = [word]
  for (let n = PREFIX_MIN; n <= PREFIX_MAX && n < letters.length; n++) starts.push(letters.slice(0, n).join(''))
  return starts
}

function pairsOf(word: string): string[] {
  const letters = [...word]
  if (letters.length === 1) return letters
  return letters.slice(1).map((letter, i) => letters[i] + letter)
}

/** No word begins with a number sign, so these meet no word. */
const phoneTerms = (digits: string): string[] => [`#${digits}`, `#${digits.slice(-PHONE_DIGITS_END)}`]

const phonesIn = (folded: string): string[] => (folded.match(PHONES) ?? []).map((it) => it.replace(/\D/g, ''))

function wordsIn(folded: string): string[] {
  const words = folded.match(WORDS) ?? []
  return words.flatMap((word) => (UNSPACED.test(word) ? (word.match(PIECES) ?? []) : [word.slice(0, WORD_MAX)]))
}

const isUnspaced = (word: string): boolean => UNSPACED.test(word)

/** Upper and lower case, accents and width make no difference: STRASSE is straße, cafe is café. */
function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase().replaceAll("'", '')
  const plain = text.normalize('NFKD').replace(ACCENTS, '').normalize('NFC')
  return plain.toUpperCase().toLowerCase().replaceAll('ς', 'σ').replace(UNSEEN, '')
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
const ASCII = /^[\x00-\x7f]*$/
/** Only those of Latin, Greek and Cyrillic: elsewhere marks are letters. */
const ACCENTS = /[\u0300-\u036f]/g
/** Apostrophes, and what is not seen: soft hyphen, zero-width space, byte order mark. */
const UNSEEN = /['’ʼ\u00ad\u200b\ufeff]/g
