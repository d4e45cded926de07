import type { LineView } from '#src/conversations/views.ts'
import { count } from '#src/protocols/gsm/segment.ts'
import { smart } from '#src/protocols/gsm/smart.ts'

/** What a text costs on a line, and what could be done about it. Pure; asked at every keystroke. */
export type Counted = {
  chars: number
  /** Null where the line does not cut text. */
  cut: { segments: number; encoding: string; perSegment: number; remaining: number } | null
  tooLong: boolean
  /** Stretches of the text that force the larger encoding: from, to. */
  guilty: { from: number; to: number }[]
  /** The same text in the smaller encoding, where that is possible. */
  plainer: { text: string; names: string[] } | null
}

const ENCODINGS = { gsm7: 'GSM-7', ucs2: 'UCS-2' } as const

export function counted(text: string, abilities: LineView['abilities'] | undefined): Counted {
  const chars = Array.from(text).length
  const tooLong = abilities !== undefined && text.length > abilities.textLength
  if (!abilities?.segments) return { chars, cut: null, tooLong, guilty: [], plainer: null }
  const { encoding, segments, perSegment, remaining, culprits } = count(text, { udh: abilities.segments.udh })
  const guilty = culprits.map(({ index, char }) => ({ from: index, to: index + char.length }))
  return {
    chars,
    cut: { segments, encoding: ENCODINGS[encoding], perSegment, remaining },
    tooLong,
    guilty,
    plainer: plainerOf(text, guilty.length),
  }
}

/** Null when nothing is guilty, or when replacing would not save anything. */
function plainerOf(text: string, guilty: number): Counted['plainer'] {
  if (guilty === 0) return null
  const { text: plain, replaced } = smart(text)
  if (replaced.length === 0) return null
  return {
    text: plain,
    names: [...new Set(replaced.map(({ from, to }) => (to === '' ? `${nameOf(from)} removed` : `${nameOf(from)} → ${nameOf(to)}`)))],
  }
}

const nameOf = (char: string): string => {
  if (char === ' ') return 'space'
  return /^[\p{Cc}\p{Cf}\p{Z}]$/u.test(char) ? `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}` : char
}
