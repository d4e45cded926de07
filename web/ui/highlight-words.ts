/** Which stretches of a text a search found: words that begin with a word of the search, accents and case aside. */
export type Stretch = { text: string; hit: boolean }

const WORD = /[\p{L}\p{N}\p{M}]+/gu

export function stretches(text: string, q: string): Stretch[] {
  const sought = (q.match(WORD) ?? []).map(bare)
  if (sought.length === 0) return text === '' ? [] : [{ text, hit: false }]
  const found: Stretch[] = []
  let at = 0
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const length = Math.max(0, ...sought.map((it) => hitLength(word, it)))
    if (length === 0) continue
    if (index > at) found.push({ text: text.slice(at, index), hit: false })
    found.push({ text: text.slice(index, index + length), hit: true })
    at = index + length
  }
  if (at < text.length) found.push({ text: text.slice(at), hit: false })
  return found
}

const bare = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** How many of the word's own characters the sought word covers, or 0. Shorter than three letters, only the whole word counts. */
function hitLength(word: string, sought: string): number {
  const whole = bare(word)
  if (whole === sought) return word.length
  if (sought.length < 3 || !whole.startsWith(sought)) return 0
  let length = 0
  while (bare(word.slice(0, length)).length < sought.length) length++
  return length
}
