import { alphabet, ESCAPE, ESCAPED, type National, nearestAlphabet } from './alphabet.ts'
import { GsmError } from './error.ts'

const UNKNOWN = '\ufffd'

/**
 * Text → septets, unpacked: one per octet, as SMPP carries them. `null` when a character cannot be said in these tables.
 * Throws GsmError `language` for a national table that does not exist. spec: 3GPP TS 23.038 §6.2.1
 */
export function encodeGsm(text: string, national?: National): Uint8Array | null {
  const { codes } = alphabet(national)
  const septets = new Uint8Array(text.length * 2)
  let length = 0
  for (let at = 0; at < text.length; at++) {
    const code = codes[text.charCodeAt(at)] ?? 0
    if (code === 0) return null
    if (code & ESCAPED) septets[length++] = ESCAPE
    septets[length++] = code & 0x7f
  }
  return septets.slice(0, length)
}

/**
 * Septets, one per octet → text. Never throws. A national table we do not know is read as the default one.
 * An octet above 127, and a code its table leaves empty, becomes U+FFFD: it is nobody's character, and it must show.
 */
export function decodeGsm(octets: Uint8Array, national?: National): string {
  const { locking, single } = nearestAlphabet(national)
  let text = ''
  for (let at = 0; at < octets.length; at++) {
    const septet = octets[at] ?? 0
    if (septet !== ESCAPE) {
      text += locking[septet] ?? UNKNOWN
      continue
    }
    const shifted = octets[++at]
    if (shifted === undefined || shifted === ESCAPE) {
      text += ' ' // spec: 3GPP TS 23.038 §6.2.1.1 note 1: an escape to a table not yet defined, and a lone escape, show as a space
      continue
    }
    text += single[shifted] ?? locking[shifted] ?? UNKNOWN // spec: 3GPP TS 23.038 §6.2.1.1: not in the extension table, so as in the main one
  }
  return text
}

/** Text → UTF-16BE octets. Lone surrogates pass unchanged. spec: 3GPP TS 23.038 §6.2.3 */
export function encodeUcs2(text: string): Uint8Array {
  const octets = new Uint8Array(text.length * 2)
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    octets[at * 2] = unit >> 8
    octets[at * 2 + 1] = unit & 0xff
  }
  return octets
}

/** UTF-16BE octets → text, lossless even where surrogates stand alone. Throws GsmError `odd_length` on half a unit. */
export function decodeUcs2(octets: Uint8Array): string {
  if (octets.length % 2 !== 0) throw new GsmError('odd_length', `UCS-2 text has an even number of octets, not ${octets.length}`)
  let text = ''
  for (let at = 0; at < octets.length; at += 2) text += String.fromCharCode(((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0))
  return text
}

/**
 * Septets → packed octets, 8 in 7. `fillBits` (0–6) come first so that text after a header starts on a septet boundary; unused bits are 0.
 * Throws GsmError `range` for a septet above 127 or other fill. spec: 3GPP TS 23.038 §6.1.2.1
 */
export function pack(septets: Uint8Array, fillBits = 0): Uint8Array {
  checkFill(fillBits)
  const octets = new Uint8Array(Math.ceil((septets.length * 7 + fillBits) / 8))
  let bit = fillBits
  for (const septet of septets) {
    if (septet > 127) throw new GsmError('range', `a septet is 0 to 127, not ${septet}`)
    const at = bit >> 3
    const placed = septet << (bit & 7)
    octets[at] = (octets[at] ?? 0) | placed
    if (placed > 0xff) octets[at + 1] = placed >> 8
    bit += 7
  }
  return octets
}

/** Packed octets → `count` septets. Throws GsmError `short` when there are fewer, `range` for a count or fill that cannot be. */
export function unpack(octets: Uint8Array, count: number, fillBits = 0): Uint8Array {
  checkFill(fillBits)
  if (!Number.isInteger(count) || count < 0) throw new GsmError('range', `a count of septets is a whole number, not ${count}`)
  if (count * 7 + (count && fillBits) > octets.length * 8)
    throw new GsmError('short', `${octets.length} octets do not hold ${count} septets`)
  const septets = new Uint8Array(count)
  for (let index = 0, bit = fillBits; index < count; index++, bit += 7) {
    const at = bit >> 3
    septets[index] = ((((octets[at + 1] ?? 0) << 8) | (octets[at] ?? 0)) >> (bit & 7)) & 0x7f
  }
  return septets
}

/** How many fill bits follow a header of this many octets (its length octet included). spec: 3GPP TS 23.040 §9.2.3.24 */
export function fillBitsAfter(headerOctets: number): number {
  return (7 - ((headerOctets * 8) % 7)) % 7
}

function checkFill(fillBits: number): void {
  if (!Number.isInteger(fillBits) || fillBits < 0 || fillBits > 6) throw new GsmError('range', `fill bits are 0 to 6, not ${fillBits}`)
}
