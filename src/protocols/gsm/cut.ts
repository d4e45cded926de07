import { ESCAPED } from './alphabet.ts'
import type { Encoding } from './encoding.ts'

/**
 * Where a text is cut so that no piece has more than `budget` units: the end index of each piece, in UTF-16 units; an empty text is one piece.
 * Greedy, so the pieces are as few as can be. Never cuts an escape pair or a surrogate pair. Cuts a grapheme cluster only when the whole
 * cluster is longer than a piece, and CR LF, which is two characters on the wire and invisible on the phone.
 * Stops after `most` pieces; what is left over is then in none of them. `budget` is at least 2, or it could not go on.
 */
export function cut(text: string, encoding: Encoding, budget: number, most: number): number[] {
  // The default tables hold nothing that joins, so short of CR LF each of their characters is a cluster of its own.
  const clusters = encoding.kind === 'gsm7' && !encoding.national ? undefined : graphemes().segment(text)
  const ends: number[] = []
  let start = 0
  do {
    const full = encoding.kind === 'gsm7' ? fillSeptets(text, start, budget, encoding.codes) : Math.min(start + budget, text.length)
    const end = clusters ? stepBack(text, start, full, clusters) : full
    ends.push(end)
    start = end
  } while (start < text.length && ends.length < most)
  return ends
}

function fillSeptets(text: string, start: number, budget: number, codes: Uint16Array): number {
  let left = budget
  for (let at = start; at < text.length; at++) {
    left -= (codes[text.charCodeAt(at)] ?? 0) < ESCAPED ? 1 : 2
    if (left < 0) return at
  }
  return text.length
}

function stepBack(text: string, start: number, end: number, clusters: Intl.Segments): number {
  if (end >= text.length) return end
  const cluster = clusters.containing(end)
  if (!cluster || cluster.index === end || cluster.segment === '\r\n') return end
  if (cluster.index > start) return cluster.index
  return splitsPair(text, end) ? end - 1 : end
}

function splitsPair(text: string, at: number): boolean {
  return (text.charCodeAt(at - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(at) & 0xfc00) === 0xdc00
}

let segmenter: Intl.Segmenter | undefined

/** Made on first use: most texts are GSM 7-bit and never need it. Clusters do not depend on the locale. */
function graphemes(): Intl.Segmenter {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  return segmenter
}
