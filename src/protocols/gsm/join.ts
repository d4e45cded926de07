import { decodeGsm, decodeUcs2 } from './text.ts'

/** A received segment whose encoding is known: from data_coding, and the tables from its header. */
export type TextPart = {
  readonly seq: number
  readonly total: number
  readonly octets: Uint8Array
  readonly encoding: 'gsm7' | 'ucs2'
  readonly locking?: number | undefined
  readonly single?: number | undefined
}

/**
 * The text of segments given in order of `seq`; where some are missing, `gap` stands once. Neighbours in the same encoding and tables are
 * joined before they are decoded: other senders cut escape pairs, surrogate pairs, even UTF-16 units in two. Never throws; half a unit
 * that is left over becomes U+FFFD. spec: 3GPP TS 23.040 §9.2.3.24.1
 */
export function joinText(parts: readonly TextPart[], gap = ' […] '): string {
  let text = ''
  let heard = 0
  for (let at = 0; at < parts.length; ) {
    const run = runFrom(parts, at)
    text += ((run[0]?.seq ?? 1) > heard + 1 ? gap : '') + decode(run)
    heard = run.at(-1)?.seq ?? heard
    at += run.length
  }
  return heard < (parts[0]?.total ?? 0) ? text + gap : text
}

function runFrom(parts: readonly TextPart[], start: number): readonly TextPart[] {
  let end = start + 1
  while (end < parts.length && continues(parts[end - 1], parts[end])) end++
  return parts.slice(start, end)
}

function continues(before: TextPart | undefined, after: TextPart | undefined): boolean {
  if (!before || !after || after.seq !== before.seq + 1) return false
  return before.encoding === after.encoding && before.locking === after.locking && before.single === after.single
}

function decode(run: readonly TextPart[]): string {
  const octets = Uint8Array.from(run.flatMap((part) => [...part.octets]))
  const [first] = run
  if (first?.encoding !== 'ucs2') return decodeGsm(octets, first)
  return octets.length % 2 === 0 ? decodeUcs2(octets) : `${decodeUcs2(octets.subarray(0, -1))}\ufffd`
}
