import { GsmError } from './error.ts'

/** One information element of a user data header: its identifier and its octets. */
export type HeaderElement = { readonly iei: number; readonly data: Uint8Array }

/** Which segment this is: number `seq` of `total`, both from 1; `wide` when the reference has 16 bits. */
export type Concat = { readonly ref: number; readonly total: number; readonly seq: number; readonly wide: boolean }

export type Ports = { readonly destination: number; readonly source: number; readonly wide: boolean }

export type Header = {
  readonly elements: readonly HeaderElement[]
  /** Octets of the whole header, its length octet included: where the text begins. */
  readonly length: number
  readonly concat?: Concat
  readonly ports?: Ports
  /** Language ids, as in `National`. */
  readonly locking?: number
  readonly single?: number
}

// spec: 3GPP TS 23.040 §9.2.3.24
const CONCAT_8 = 0x00
const PORTS_8 = 0x04
const PORTS_16 = 0x05
const CONCAT_16 = 0x08
const SINGLE_SHIFT = 0x24
const LOCKING_SHIFT = 0x25

/**
 * Reads the header at the start of user data. Elements it does not know, or whose content makes no sense, stay in `elements` and are
 * otherwise ignored; of one said twice the last counts. Throws GsmError `short` when octets are missing and `header` when the elements
 * do not fill the header exactly. spec: 3GPP TS 23.040 §9.2.3.24
 */
export function readUdh(octets: Uint8Array): Header {
  const declared = octets[0]
  if (declared === undefined) throw new GsmError('short', 'a user data header has at least its length octet')
  const length = declared + 1
  if (length > octets.length) throw new GsmError('short', `the header says ${declared} octets, ${octets.length - 1} follow`)
  const elements: HeaderElement[] = []
  for (let at = 1; at < length; ) {
    const iei = octets[at] ?? 0
    const size = at + 1 < length ? (octets[at + 1] ?? 0) : -1
    if (size < 0 || at + 2 + size > length) throw new GsmError('header', `element ${iei} runs past the end of the header`)
    elements.push({ iei, data: octets.slice(at + 2, at + 2 + size) })
    at += 2 + size
  }
  return Object.assign({ elements, length }, ...elements.map(meaning))
}

/** What one element adds to the header; nothing when its length is wrong for what it says it is. */
function meaning({ iei, data }: HeaderElement): Partial<Header> {
  const [a = 0, b = 0, c = 0, d = 0] = data
  if (iei === CONCAT_8 && data.length === 3) return concat({ ref: a, total: b, seq: c, wide: false }) // spec: 3GPP TS 23.040 §9.2.3.24.1
  if (iei === CONCAT_16 && data.length === 4) return concat({ ref: (a << 8) | b, total: c, seq: d, wide: true }) // spec: 3GPP TS 23.040 §9.2.3.24.8
  if (iei === PORTS_8 && data.length === 2) return { ports: { destination: a, source: b, wide: false } } // spec: 3GPP TS 23.040 §9.2.3.24.3
  if (iei === PORTS_16 && data.length === 4) return { ports: { destination: (a << 8) | b, source: (c << 8) | d, wide: true } } // spec: 3GPP TS 23.040 §9.2.3.24.4
  if (iei === SINGLE_SHIFT && data.length === 1) return { single: a } // spec: 3GPP TS 23.040 §9.2.3.24.15
  if (iei === LOCKING_SHIFT && data.length === 1) return { locking: a } // spec: 3GPP TS 23.040 §9.2.3.24.16
  return {}
}

/** An element with a zero, or a number beyond the total, is ignored as a whole. spec: 3GPP TS 23.040 §9.2.3.24.1 */
function concat(said: Concat): Partial<Header> {
  return said.total === 0 || said.seq === 0 || said.seq > said.total ? {} : { concat: said }
}

/**
 * Elements → the header's octets, length octet first; no elements → no octets.
 * Throws GsmError `range` when an element or the whole does not fit in 140 octets, a short message's user data.
 */
export function writeUdh(elements: readonly HeaderElement[]): Uint8Array {
  const body = elements.flatMap(({ iei, data }) => {
    if (!octet(iei)) throw new GsmError('range', `an element identifier is one octet, not ${iei}`)
    return [iei, data.length, ...data]
  })
  if (body.length === 0) return new Uint8Array(0)
  if (body.length > 139) throw new GsmError('range', `a header of ${body.length} octets does not fit a short message`)
  return Uint8Array.from([body.length, ...body])
}

/** The concatenation element. Throws GsmError `range` for a number that does not fit its octets. */
export function concatElement({ ref, total, seq, wide }: Concat): HeaderElement {
  const fits = Number.isInteger(ref) && ref >= 0 && ref <= (wide ? 0xffff : 0xff) && octet(total) && octet(seq) && seq >= 1 && seq <= total
  if (!fits) throw new GsmError('range', `no concatenation element says segment ${seq} of ${total} with reference ${ref}`)
  if (wide) return { iei: CONCAT_16, data: Uint8Array.of(ref >> 8, ref & 0xff, total, seq) }
  return { iei: CONCAT_8, data: Uint8Array.of(ref, total, seq) }
}

/** The elements that announce national tables, single shift first; none for the default tables. */
export function nationalElements(national: {
  readonly locking?: number | undefined
  readonly single?: number | undefined
}): HeaderElement[] {
  const elements: HeaderElement[] = []
  if (national.single) elements.push({ iei: SINGLE_SHIFT, data: Uint8Array.of(national.single) })
  if (national.locking) elements.push({ iei: LOCKING_SHIFT, data: Uint8Array.of(national.locking) })
  return elements
}

function octet(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= 0xff
}
