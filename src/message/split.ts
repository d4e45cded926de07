import { count } from '#src/protocols/gsm/segment.ts'
import type { Abilities } from './abilities.ts'
import { type Part, textOf } from './message.ts'

export type Size = {
  /** What it is priced by and reported in: 1 where a channel does not cut text. */
  segments: number
  encoding: 'gsm7' | 'ucs2' | 'utf8'
  tooLong: boolean
}

/** How large a message is on a line with these abilities: shown in the composer, priced by the route, refused before it is queued. */
export function sizeOf(parts: Part[], { textLength, segments }: Abilities): Size {
  const text = textOf(parts)
  if (!segments) return { segments: 1, encoding: 'utf8', tooLong: text.length > textLength }
  const size = count(text, { udh: segments.udh })
  return { segments: size.segments, encoding: size.encoding, tooLong: text.length > textLength || size.segments > mostSegments }
}

/** The count of segments travels in one octet. A longer text is refused as `too_long`. spec: 3GPP TS 23.040 §9.2.3.24.1 */
const mostSegments = 255
