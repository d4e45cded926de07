import data from './keywords.json' with { type: 'json' }

/** What a person may say with one word that the law makes us obey: STOP, HELP, START, in the languages of keywords.json. */
export type Keyword = {
  kind: 'stop' | 'help' | 'start'
  /** As it stands in keywords.json. */
  keyword: string
  /** The first of keywords.json that has the word: BCP 47. */
  language: Language
  /** Too ordinary a word to begin with: it rejoins only somebody who opted out. */
  onlyIfOptedOut?: true
}

export const languages = ['en', 'es', 'fr', 'zh', 'tl', 'vi', 'ar', 'ko', 'ru', 'pt'] as const
export type Language = (typeof languages)[number]

/**
 * The whole message must be the keyword: a leading word would opt out "Stop knowing me so well!". Capitals, spaces, punctuation, width
 * and emoji do not count, marks on letters only where they tell words apart; said several times it is still said.
 */
export function keywordIn(text: string): Keyword | null {
  if (text.length > longestWorthReading) return null
  const all = plain(text)
  const words = all.filter((word) => word !== STOP_SIGN)
  if (words.length === 0) return all.length === 0 ? null : named(STOP_SIGN)
  const found = named(new Set(words).size === 1 ? words[0]! : words.join('')) // `!`: size 1, so there is a first
  const contradicts = words.length < all.length && found?.kind !== 'stop'
  return contradicts ? null : found
}

const named = (said: string): Keyword | null => marked.get(said) ?? unmarked.get(withoutMarks(said)) ?? null

/** Our choice: three times the longest keyword. What is longer was not meant as one. */
const longestWorthReading = 64

const STOP_SIGN = '🛑'

/** Emoji but the stop sign; what colours or joins them, soft hyphens and the like, and the stroke that stretches Arabic words. */
const decoration =
  /(?!🛑)\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\p{Cf}|\p{Variation_Selector}|\u{20E3}|\u{0640}/gu
const notAWord = /[^\p{L}\p{M}\p{N}🛑]+/gu

/** In small letters, without what is decoration. The stop sign is a word of its own. */
function plain(text: string): string[] {
  const letters = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(STOP_SIGN, ` ${STOP_SIGN} `)
    .replaceAll(decoration, '')
    .replaceAll(notAWord, ' ')
    .trim()
  return letters === '' ? [] : letters.split(' ')
}

const withoutMarks = (word: string) => word.normalize('NFD').replaceAll(/\p{M}+/gu, '')

const marked = new Map<string, Keyword>()
const unmarked = new Map<string, Keyword>()

for (const { language, marks, stop, help, start, startAgain } of data.words) {
  const add = (words: string[], kind: Keyword['kind'], onlyIfOptedOut?: true) => {
    for (const keyword of words) {
      const said = plain(keyword).join('')
      const [map, key] = marks === 'kept' ? [marked, said] : [unmarked, withoutMarks(said)]
      // `as`: keywords.test.ts compares the two lists
      if (!map.has(key)) map.set(key, { kind, keyword, language: language as Language, ...(onlyIfOptedOut && { onlyIfOptedOut }) })
    }
  }
  add(stop, 'stop')
  add(help, 'help')
  add(start, 'start')
  add(startAgain, 'start', true)
}
