/** TLVs as they are on the wire: tag and raw value, in order, repeats and unknown tags included. */
import { RecoverablePduError } from './errors.ts'
import { type TlvName, tagOf, tlvTable } from './tlvs.ts'

export interface Tlv {
  tag: number
  value: Uint8Array
}

export const NO_TLVS: readonly Tlv[] = Object.freeze([])
const RINVTLVSTREAM = 0xc0
const TLV_HEADER_BYTES = 4 // spec: SMPP 3.4 §3.2.4.1

/** Reads TLVs up to `end`. A tail too short to be one is an error in a request; in a response it is dropped, since the answer counts more. */
export const decodeTlvs = (buffer: Buffer, from: number, end: number, commandId: number, sequence: number): readonly Tlv[] => {
  if (from >= end) return NO_TLVS
  const tlvs: Tlv[] = []
  let at = from
  while (at < end) {
    const valueAt = at + TLV_HEADER_BYTES
    const next = valueAt <= end ? valueAt + (buffer[at + 2]! << 8) + buffer[at + 3]! : end + 1
    if (next > end) {
      if (commandId >= 0x80000000) break
      throw new RecoverablePduError('TLVs end in the middle of one', RINVTLVSTREAM, sequence, commandId)
    }
    tlvs.push({ tag: (buffer[at]! << 8) | buffer[at + 1]!, value: buffer.subarray(valueAt, next) })
    at = next
  }
  return tlvs
}

/** Octets the TLVs take on the wire. */
export const tlvBytes = (tlvs: readonly Tlv[]): number => {
  let bytes = 0
  for (const tlv of tlvs) bytes += TLV_HEADER_BYTES + tlv.value.length
  return bytes
}

/** Writes the TLVs and answers where the next octet goes. */
export const encodeTlvs = (tlvs: readonly Tlv[], out: Buffer, from: number): number => {
  let at = from
  for (const { tag, value } of tlvs) {
    out[at] = tag >> 8
    out[at + 1] = tag
    out[at + 2] = value.length >> 8
    out[at + 3] = value.length
    out.set(value, at + TLV_HEADER_BYTES)
    at += TLV_HEADER_BYTES + value.length
  }
  return at
}

/** The first TLV of that name or tag. */
export const tlvValue = (tlvs: readonly Tlv[], which: TlvName | number): Uint8Array | undefined => {
  if (tlvs.length === 0) return undefined
  const tag = tagOf(which)
  for (const tlv of tlvs) if (tlv.tag === tag) return tlv.value
  return undefined
}

/** A number of one to four octets, whatever width the peer chose. */
export const tlvUint = (tlvs: readonly Tlv[], which: TlvName | number): number | undefined => {
  const value = tlvValue(tlvs, which)
  if (value === undefined || value.length === 0 || value.length > 4) return undefined
  let number = 0
  for (const octet of value) number = number * 256 + octet
  return number
}

/** Text up to its NUL; some peers leave the NUL out. */
export const tlvText = (tlvs: readonly Tlv[], which: TlvName | number): string | undefined => {
  const value = tlvValue(tlvs, which)
  if (value === undefined) return undefined
  const nul = value.indexOf(0)
  return Buffer.from(value.buffer, value.byteOffset, nul < 0 ? value.length : nul).toString('latin1')
}

export const octetsTlv = (which: TlvName | number, value: Uint8Array): Tlv => ({ tag: tagOf(which), value })

/** A number, in the width the table gives unless told otherwise. */
export const uintTlv = (which: TlvName | number, number: number, bytes = widthOf(which)): Tlv => {
  const value = new Uint8Array(bytes)
  let rest = number
  for (let at = bytes - 1; at >= 0; at--) {
    value[at] = rest % 256
    rest = Math.floor(rest / 256)
  }
  return { tag: tagOf(which), value }
}

/** C-octet text, with its NUL. */
export const textTlv = (which: TlvName | number, text: string): Tlv => ({ tag: tagOf(which), value: Buffer.from(`${text}\0`, 'latin1') })

const widthOf = (which: TlvName | number): number => (typeof which === 'number' ? 1 : Math.max(1, tlvTable[which][2]))
