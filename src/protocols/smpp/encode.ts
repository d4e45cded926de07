/** PDU to bytes, into room the caller keeps: `encodeInto` on the hot path, `encode` when a fresh buffer will do. */
import { FieldError } from './errors.ts'
import { type Field, layouts } from './layouts.ts'
import { commandIds, type DeliverSm, type Destination, HEADER_BYTES, type Pdu, type SubmitSm, type Unsuccessful } from './pdu.ts'
import { encodeTlvs, tlvBytes } from './tlv.ts'

const RINVMSGLEN = 0x01
const MAX_SHORT_MESSAGE_BYTES = 255 // spec: SMPP 5.0 §4.7.24; 3.4 says 254
const MAX_TLV_BYTES = 65_535
/** Longest text field we write, NUL included. The peer's own limit may be lower; that is for it to say. */
const MAX_TEXT_BYTES = 256

export const encode = (pdu: Pdu, sequence = pdu.sequence): Buffer => {
  const out = Buffer.allocUnsafeSlow(roomFor(pdu))
  return out.subarray(0, encodeInto(pdu, out, 0, sequence))
}

/** An upper bound on the octets `pdu` takes: what `encodeInto` needs free. */
export const roomFor = (pdu: Pdu): number => {
  if (pdu.kind === 'submit_sm' || pdu.kind === 'deliver_sm') return messageRoom(pdu)
  let bytes = HEADER_BYTES + tlvBytes(pdu.tlvs)
  for (const field of layouts[pdu.kind]) bytes += sizeOf(field, fieldOf(pdu, field))
  return bytes
}

const MESSAGE_FIXED_BYTES = 17 // twelve single octets and the NULs of five texts

const messageRoom = (pdu: SubmitSm | DeliverSm): number => {
  const texts = pdu.serviceType.length + pdu.source.length + pdu.dest.length + pdu.scheduleDeliveryTime.length + pdu.validityPeriod.length
  return HEADER_BYTES + MESSAGE_FIXED_BYTES + texts + pdu.shortMessage.length + (pdu.tlvs.length === 0 ? 0 : tlvBytes(pdu.tlvs))
}

/** Writes the whole PDU at `at` and answers where it ends. A FieldError leaves nothing behind that would be sent. */
export const encodeInto = (pdu: Pdu, out: Buffer, at: number, sequence = pdu.sequence): number => {
  let end = at + HEADER_BYTES
  if (pdu.kind === 'submit_sm' || pdu.kind === 'deliver_sm') end = message(pdu, out, end)
  else for (const field of layouts[pdu.kind]) end = write(field, fieldOf(pdu, field), out, end)
  if (pdu.tlvs.length > 0) {
    for (const { value } of pdu.tlvs) if (value.length > MAX_TLV_BYTES) throw new FieldError('tlvs', 'a value over 65,535 octets', 0xc2)
    end = encodeTlvs(pdu.tlvs, out, end)
  }
  header(out, at, end - at, commandIds[pdu.kind], pdu.status, sequence)
  return end
}

/** spec: SMPP 3.4 §3.2 */
export const header = (out: Buffer, at: number, length: number, commandId: number, status: number, sequence: number) => {
  word(out, at, length)
  word(out, at + 4, commandId)
  word(out, at + 8, status)
  word(out, at + 12, sequence)
}

const word = (out: Buffer, at: number, value: number) => {
  out[at] = value >>> 24
  out[at + 1] = value >>> 16
  out[at + 2] = value >>> 8
  out[at + 3] = value
}

// spec: SMPP 3.4 §4.4.1, §4.6.1
const message = (pdu: SubmitSm | DeliverSm, out: Buffer, from: number): number => {
  let at = text('serviceType', pdu.serviceType, out, from)
  out[at++] = pdu.sourceTon
  out[at++] = pdu.sourceNpi
  at = text('source', pdu.source, out, at)
  out[at++] = pdu.destTon
  out[at++] = pdu.destNpi
  at = text('dest', pdu.dest, out, at)
  out[at++] = pdu.esmClass
  out[at++] = pdu.protocolId
  out[at++] = pdu.priorityFlag
  at = text('scheduleDeliveryTime', pdu.scheduleDeliveryTime, out, at)
  at = text('validityPeriod', pdu.validityPeriod, out, at)
  out[at++] = pdu.registeredDelivery
  out[at++] = pdu.replaceIfPresent
  out[at++] = pdu.dataCoding
  out[at++] = pdu.defaultMessageId
  return octets(pdu.shortMessage, out, at)
}

/** C-octet text: Latin-1 without NUL. Short ones are quicker copied here than by a call into native code. */
export const text = (field: string, value: string, out: Buffer, from: number): number => {
  const length = value.length
  if (length >= MAX_TEXT_BYTES) throw new FieldError(field, `${length} characters`, 0x02)
  let at = from
  for (let i = 0; i < length; i++) {
    const code = value.charCodeAt(i)
    if (code === 0 || code > 0xff) throw new FieldError(field, 'a character that cannot be written', 0x02)
    out[at++] = code
  }
  out[at] = 0
  return at + 1
}

const octets = (value: Uint8Array, out: Buffer, at: number): number => {
  const { length } = value
  if (length > MAX_SHORT_MESSAGE_BYTES) throw new FieldError('shortMessage', `${length} octets; use message_payload`, RINVMSGLEN)
  out[at] = length
  out.set(value, at + 1)
  return at + 1 + length
}

const fieldOf = (pdu: Pdu, field: Field): unknown => (pdu as unknown as Record<string, unknown>)[field.name] // the layout of a kind names exactly its fields

const sizeOf = ({ shape }: Field, value: unknown): number => {
  if (shape === 'u8') return 1
  const { length } = value as { length: number } // text, octets and lists all have one
  if (shape === 'destinations' || shape === 'unsuccessful') return 1 + length * (MAX_TEXT_BYTES + 7)
  return length + 1
}

const write = ({ name, shape }: Field, value: unknown, out: Buffer, at: number): number => {
  switch (shape) {
    case 'u8':
      out[at] = value as number // by its shape
      return at + 1
    case 'text':
      return text(name, value as string, out, at) // by its shape
    case 'octets':
      return octets(value as Uint8Array, out, at) // by its shape
    case 'destinations':
      return destinations(value as Destination[], out, at) // by its shape
    case 'unsuccessful':
      return unsuccessful(value as Unsuccessful[], out, at) // by its shape
  }
}

// spec: SMPP 3.4 §4.5.1.1
const destinations = (list: readonly Destination[], out: Buffer, from: number): number => {
  if (list.length > 255) throw new FieldError('destinations', `${list.length} of them`, 0x33)
  let at = from
  out[at++] = list.length
  for (const destination of list) {
    out[at++] = destination.kind === 'address' ? 1 : 2
    if (destination.kind === 'list') {
      at = text('destinations', destination.name, out, at)
      continue
    }
    out[at++] = destination.ton
    out[at++] = destination.npi
    at = text('destinations', destination.address, out, at)
  }
  return at
}

// spec: SMPP 3.4 §4.5.2.1
const unsuccessful = (list: readonly Unsuccessful[], out: Buffer, from: number): number => {
  if (list.length > 255) throw new FieldError('unsuccessful', `${list.length} of them`, 0x33)
  let at = from
  out[at++] = list.length
  for (const one of list) {
    out[at++] = one.ton
    out[at++] = one.npi
    at = text('unsuccessful', one.address, out, at)
    word(out, at, one.status)
    at += 4
  }
  return at
}
