import { defaultAlphabet } from './alphabet.ts'
import { foldedLetters, lookAlikes } from './look-alikes.ts'

/** What was replaced, and where it stood in the text as it was given; `index` counts UTF-16 units. `to` is empty for what was removed. */
export type Replacement = { readonly index: number; readonly from: string; readonly to: string }

/**
 * Replaces typography and accents that force UCS-2 by their nearest GSM 7-bit look-alikes, and names every replacement.
 * All or nothing: if the text would need UCS-2 all the same, replacing would change the words and save nothing, so it stays as it is.
 * Web and mail addresses are never touched, letters are folded in the Latin script only. An explicit step: whoever calls this has asked the
 * sender, and keeps the original.
 */
export function smart(text: string): { readonly text: string; readonly replaced: readonly Replacement[] } {
  const untouchable = addressesIn(text)
  const replaced: Replacement[] = []
  let result = ''
  for (const { 0: from, index } of text.matchAll(CHARACTER)) {
    const to = sayable(from) ? from : untouchable(index) ? undefined : replacementFor(from)
    if (to === undefined) return { text, replaced: [] }
    if (to !== from) replaced.push({ index, from, to })
    result += to
  }
  return { text: result, replaced }
}

/** A letter with the marks that combine with it, or any one code point. */
const CHARACTER = /\p{L}\p{M}+|./gsu

/** A run without spaces, seen or unseen. What an address is, is asked of whole words only: searching inside them would be quadratic. */
const WORD = /[^\s\u200b\u2060]+/gu
const ADDRESS = /:\/\/|^[^@]+@[^@]+\.[^@]+$|^(?:[\p{L}\p{N}-]+\.)+[a-z]{2,}(?:[/?#:].*)?$/iu

/** Quotes and stops that stand around an address in a sentence are not part of it. */
const AROUND = new Set('.,;:!?()[]{}<>\'"\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\u2026')

function addressesIn(text: string): (index: number) => boolean {
  const inAddress = new Set<number>()
  for (const { 0: word, index } of text.matchAll(WORD)) {
    let start = 0
    let end = word.length
    while (start < end && AROUND.has(word.charAt(start))) start++
    while (end > start && AROUND.has(word.charAt(end - 1))) end--
    if (!ADDRESS.test(word.slice(start, end))) continue
    for (let at = start; at < end; at++) inAddress.add(index + at)
  }
  return (index) => inAddress.has(index)
}

function sayable(chars: string): boolean {
  for (let at = 0; at < chars.length; at++) if (!defaultAlphabet.codes[chars.charCodeAt(at)]) return false
  return true
}

function replacementFor(from: string): string | undefined {
  return lookAlikes.get(from) ?? narrow(from) ?? foldLetter(from)
}

/** Fullwidth forms are ASCII at a distance of 0xfee0. */
function narrow(from: string): string | undefined {
  const unit = from.charCodeAt(0)
  if (from.length !== 1 || unit < 0xff01 || unit > 0xff5e) return undefined
  const plain = String.fromCharCode(unit - 0xfee0)
  return sayable(plain) ? plain : lookAlikes.get(plain)
}

/** The letter with whichever of its marks GSM 7-bit has (é written in two parts stays é, ế becomes é), else without any. */
function foldLetter(from: string): string | undefined {
  if (!/^\p{Script=Latin}\p{M}*$/u.test(from)) return undefined
  const [base = '', ...marks] = from.normalize('NFD')
  const marked = marks.map((mark) => (base + mark).normalize('NFC')).find(sayable)
  const folded = marked ?? foldedLetters.get(base) ?? base
  return sayable(folded) ? folded : undefined
}
