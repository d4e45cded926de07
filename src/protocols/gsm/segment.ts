import { ESCAPED } from './alphabet.ts'
import { cut } from './cut.ts'
import { type Culprit, chooseEncoding, type Encoding, type EncodingWish } from './encoding.ts'
import { GsmError } from './error.ts'
import { encodeGsm, encodeUcs2 } from './text.ts'
import { concatElement, nationalElements, writeUdh } from './udh.ts'

/** The concatenation element counts in one octet. Beyond it: GsmError `too_long`. spec: 3GPP TS 23.040 §9.2.3.24.1 */
export const MAX_SEGMENTS = 255

/** What one short message carries: 160 septets, 140 octets, 70 UTF-16 units. spec: 3GPP TS 23.040 §9.2.3.16 */
export const MAX_OCTETS = 140

export type HeaderStyle = 'udh8' | 'udh16' | 'none'

type Room = { readonly gsm7: number; readonly ucs2: number }

type Outgoing = {
  readonly encoding: 'gsm7' | 'ucs2'
  readonly dataCoding: 0 | 8 // spec: SMPP 3.4 §5.2.19
  /** Septets (an extension character counts 2) or UTF-16 units, headers not counted. */
  readonly units: number
  readonly culprits: readonly Culprit[]
}

export type Segment = {
  /** Header, if any, then text: septets one per octet, as SMPP carries them, or UTF-16BE. */
  readonly userData: Uint8Array
  readonly text: string
  readonly units: number
}

export type Segmented = Outgoing & {
  readonly segments: readonly Segment[]
  /** True when `userData` begins with a header: SMPP then sets 0x40 in esm_class. */
  readonly header: boolean
}

export type SegmentOptions = EncodingWish & {
  /** 0–255, with udh16 0–65535; unique per source and destination while parts may still travel. */
  readonly ref: number
  readonly udh: HeaderStyle
  readonly maxOctets?: number | undefined
}

/**
 * Text → the segments that carry it, by packing. A text that fits one segment gets no concatenation header; `none` never adds one (the
 * segments then belong together by sar_* parameters), and national tables are announced in a header in any case.
 * Throws GsmError: `too_long` above 255 segments, `range` for a ref or size out of bounds, `unsayable`, `language`.
 */
export function segment(text: string, { ref, udh, maxOctets = MAX_OCTETS, ...wish }: SegmentOptions): Segmented {
  const encoding = chooseEncoding(text, wish)
  const national = encoding.kind === 'gsm7' ? nationalElements(encoding.national ?? {}) : []
  const headerOf = (seq: number, total: number) => {
    if (total === 1 || udh === 'none') return writeUdh(national)
    return writeUdh([concatElement({ ref, total, seq, wide: udh === 'udh16' }), ...national])
  }
  if (udh !== 'none') concatElement({ ref, total: 1, seq: 1, wide: udh === 'udh16' }) // a bad ref fails on the first text, not on the first long one
  const alone = roomAfter(headerOf(1, 1).length, maxOctets)
  const room = encoding.units <= alone[encoding.kind] ? alone : roomAfter(headerOf(1, 2).length, maxOctets)
  const pieces = piecesOf(text, encoding, room)
  const segments = pieces.map((piece, at) => ({
    userData: joined(headerOf(at + 1, pieces.length), piece.octets),
    text: piece.text,
    units: piece.units,
  }))
  return { ...summary(encoding), segments, header: headerOf(1, pieces.length).length > 0 }
}

export type SplitOptions = EncodingWish & { readonly budget?: Room | undefined }

/** What a segment carries where nothing but text is in it. spec: 3GPP TS 23.040 §9.2.3.16 */
export const WITHOUT_HEADER: Room = { gsm7: 160, ucs2: 70 }

/** A piece of text without any header: `octets` are septets one per octet, or UTF-16BE. */
export type Piece = { readonly text: string; readonly octets: Uint8Array; readonly units: number }

/**
 * Text → pieces of at most `budget` units, for links that say in sar_* parameters what belongs together, or that want other sizes.
 * National tables are not announced: the caller writes that header and takes it off the budget. Throws as `segment` does.
 */
export function split(
  text: string,
  { budget = WITHOUT_HEADER, ...wish }: SplitOptions = {},
): Outgoing & { readonly pieces: readonly Piece[] } {
  const encoding = chooseEncoding(text, wish)
  return { ...summary(encoding), pieces: piecesOf(text, encoding, budget) }
}

export type CountOptions = EncodingWish & { readonly udh?: HeaderStyle | undefined; readonly maxOctets?: number | undefined }

export type Count = {
  readonly encoding: 'gsm7' | 'ucs2'
  readonly units: number
  /** At least 1; above 255 the text cannot be sent as one message. */
  readonly segments: number
  /** Units a segment holds, the header being what it is at this length. */
  readonly perSegment: number
  /** Units free in the last segment. */
  readonly remaining: number
  readonly culprits: readonly Culprit[]
}

/**
 * What a text will cost, without encoding it: for every keystroke in the composer and for pricing. Agrees with `segment` for the same options.
 * Throws GsmError `range` for a size out of bounds, `unsayable`, `language`; never for length.
 */
export function count(text: string, { udh = 'udh8', maxOctets = MAX_OCTETS, ...wish }: CountOptions = {}): Count {
  const encoding = chooseEncoding(text, wish)
  const { kind, units, culprits } = encoding
  const national = kind === 'gsm7' && encoding.national ? writeUdh(nationalElements(encoding.national)).length : 0
  const alone = roomAfter(national, maxOctets)[kind]
  if (units <= alone) return { encoding: kind, units, segments: 1, perSegment: alone, remaining: alone - units, culprits }
  const concat = udh === 'none' ? 0 : (udh === 'udh16' ? 6 : 5) + (national ? 0 : 1)
  const perSegment = roomAfter(national + concat, maxOctets)[kind]
  const ends = cut(text, encoding, perSegment, Number.POSITIVE_INFINITY)
  const last = unitsOf(text.slice(ends.at(-2) ?? 0), encoding)
  return { encoding: kind, units, segments: ends.length, perSegment, remaining: perSegment - last, culprits }
}

function roomAfter(headerOctets: number, maxOctets: number): Room {
  const left = maxOctets - headerOctets
  // 4 octets hold a surrogate pair or two escape pairs; with less, a segment could have to stay empty.
  if (!Number.isInteger(maxOctets) || left < 4) throw new GsmError('range', `${maxOctets} octets leave no room for text`)
  return { gsm7: Math.floor((left * 8) / 7), ucs2: Math.floor(left / 2) } // spec: 3GPP TS 23.040 §9.2.3.24 (fill bits)
}

function piecesOf(text: string, encoding: Encoding, room: Room): Piece[] {
  const budget = room[encoding.kind]
  if (!Number.isInteger(budget) || budget < 2) throw new GsmError('range', `a segment of ${budget} units cannot hold every character`)
  const ends = cut(text, encoding, budget, MAX_SEGMENTS)
  if ((ends.at(-1) ?? 0) < text.length) throw new GsmError('too_long', `the text needs more than ${MAX_SEGMENTS} segments`)
  return ends.map((end, at) => {
    const piece = text.slice(ends[at - 1] ?? 0, end)
    return { text: piece, octets: octetsOf(piece, encoding), units: unitsOf(piece, encoding) }
  })
}

function octetsOf(text: string, encoding: Encoding): Uint8Array {
  if (encoding.kind === 'ucs2') return encodeUcs2(text)
  const septets = encodeGsm(text, encoding.national)
  if (!septets) throw new Error('the encoding was chosen for a text it cannot say') // a bug, not an input
  return septets
}

function unitsOf(text: string, encoding: Encoding): number {
  if (encoding.kind === 'ucs2') return text.length
  let units = 0
  for (let at = 0; at < text.length; at++) units += (encoding.codes[text.charCodeAt(at)] ?? 0) < ESCAPED ? 1 : 2
  return units
}

function summary({ kind, units, culprits }: Encoding): Outgoing {
  return { encoding: kind, dataCoding: kind === 'gsm7' ? 0 : 8, units, culprits }
}

function joined(header: Uint8Array, octets: Uint8Array): Uint8Array {
  if (header.length === 0) return octets
  const both = new Uint8Array(header.length + octets.length)
  both.set(header)
  both.set(octets, header.length)
  return both
}
