/** Bytes to PDU. Reads nothing outside `offset`–`end`, and throws nothing but RecoverablePduError. */
import { RecoverablePduError } from './errors.ts'
import { type Field, type Limits, layouts, lenientLimits } from './layouts.ts'
import {
  type Bare,
  commandIds,
  type DeliverSm,
  type Destination,
  HEADER_BYTES,
  type Kind,
  kindOf,
  type MessageResp,
  type Pdu,
  type SubmitSm,
  type Unsuccessful,
} from './pdu.ts'
import { decodeTlvs, NO_TLVS } from './tlv.ts'

const RINVMSGLEN = 0x01
const RINVCMDLEN = 0x02
const RINVCMDID = 0x03
const RINVDESTFLAG = 0x40
const EMPTY = Buffer.alloc(0)

/** Where we are in one PDU. */
interface Cursor {
  buffer: Buffer
  at: number
  end: number
  commandId: number
  sequence: number
  limits: Limits
}

/** Decodes the whole PDU that lies from `offset` to `end`, as Framer delimits it. */
export const decode = (bytes: Uint8Array, offset = 0, end = bytes.length, limits: Limits = lenientLimits): Pdu => {
  const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  if (end > buffer.length || end - offset < HEADER_BYTES) throw new RecoverablePduError('shorter than a header', RINVCMDLEN, 0, 0)
  const commandId = word(buffer, offset + 4)
  const status = word(buffer, offset + 8)
  const sequence = word(buffer, offset + 12)
  const cursor: Cursor = { buffer, at: offset + HEADER_BYTES, end, commandId, sequence, limits }
  // The four that make up nearly all traffic come first and have no loop over a layout.
  switch (commandId) {
    case commandIds.submit_sm:
      return message(cursor, 'submit_sm', status) as SubmitSm // same layout, the kind just given
    case commandIds.deliver_sm:
      return message(cursor, 'deliver_sm', status) as DeliverSm // same layout, the kind just given
    case commandIds.submit_sm_resp:
      return messageResp(cursor, 'submit_sm_resp', status)
    case commandIds.deliver_sm_resp:
      return messageResp(cursor, 'deliver_sm_resp', status)
  }
  const kind = kindOf(commandId)
  if (kind === undefined) throw new RecoverablePduError('unknown command_id', RINVCMDID, sequence, commandId)
  return byLayout(cursor, kind, status)
}

const word = (buffer: Buffer, at: number): number =>
  ((buffer[at]! << 24) | (buffer[at + 1]! << 16) | (buffer[at + 2]! << 8) | buffer[at + 3]!) >>> 0

// spec: SMPP 3.4 §4.4.1, §4.6.1
const message = (cursor: Cursor, kind: 'submit_sm' | 'deliver_sm', status: number) => {
  const { sequence, limits } = cursor
  return {
    kind,
    status,
    sequence,
    serviceType: text(cursor, limits.serviceType, 0x15),
    sourceTon: octet(cursor),
    sourceNpi: octet(cursor),
    source: text(cursor, limits.address, 0x0a),
    destTon: octet(cursor),
    destNpi: octet(cursor),
    dest: text(cursor, limits.address, 0x0b),
    esmClass: octet(cursor),
    protocolId: octet(cursor),
    priorityFlag: octet(cursor),
    scheduleDeliveryTime: text(cursor, limits.time, 0x61),
    validityPeriod: text(cursor, limits.time, 0x62),
    registeredDelivery: octet(cursor),
    replaceIfPresent: octet(cursor),
    dataCoding: octet(cursor),
    defaultMessageId: octet(cursor),
    shortMessage: octets(cursor),
    tlvs: tlvs(cursor),
  }
}

// spec: SMPP 3.4 §4.4.2
const messageResp = (cursor: Cursor, kind: MessageResp['kind'], status: number): MessageResp => ({
  kind,
  status,
  sequence: cursor.sequence,
  messageId: text(cursor, cursor.limits.messageId, 0x0c),
  tlvs: tlvs(cursor),
})

const byLayout = (cursor: Cursor, kind: Kind, status: number): Pdu => {
  const fields = layouts[kind]
  if (fields.length === 0) return { kind: kind as Bare['kind'], status, sequence: cursor.sequence, tlvs: tlvs(cursor) } // bare: no fields
  const pdu: Record<string, unknown> = { kind, status, sequence: cursor.sequence }
  for (const field of fields) pdu[field.name] = read(cursor, field)
  pdu['tlvs'] = tlvs(cursor)
  return pdu as unknown as Pdu // the layout of a kind names exactly its fields
}

const read = (cursor: Cursor, { shape, limit, status }: Field): unknown => {
  switch (shape) {
    case 'u8':
      return octet(cursor)
    case 'text':
      return text(cursor, cursor.limits[limit], status)
    case 'octets':
      return octets(cursor)
    case 'destinations':
      return destinations(cursor)
    case 'unsuccessful':
      return unsuccessful(cursor)
  }
}

/** A response may end before any field: with an error status the body is often left out, and some peers leave it out always. */
const ended = ({ at, end, commandId }: Cursor): boolean => at >= end && commandId >= 0x80000000

const octet = (cursor: Cursor): number => {
  if (cursor.at < cursor.end) return cursor.buffer[cursor.at++]!
  if (ended(cursor)) return 0
  throw failure(cursor, RINVCMDLEN, 'the PDU ends before its fields do')
}

/** C-octet text. `max` counts the NUL. */
const text = (cursor: Cursor, max: number, status: number): string => {
  const { buffer, at, end } = cursor
  if (at < end && buffer[at] === 0) {
    cursor.at = at + 1
    return ''
  }
  if (ended(cursor)) return ''
  const limit = Math.min(end, at + max)
  let nul = at
  while (nul < limit && buffer[nul] !== 0) nul++
  if (nul === limit) return unending(cursor, nul, status)
  cursor.at = nul + 1
  return buffer.toString('latin1', at, nul)
}

/** Some peers leave out the NUL when the text ends the response. */
const unending = (cursor: Cursor, nul: number, status: number): string => {
  if (nul < cursor.end || cursor.commandId < 0x80000000) throw failure(cursor, status, 'a text is too long or has no end')
  const from = cursor.at
  cursor.at = nul
  return cursor.buffer.toString('latin1', from, nul)
}

const octets = (cursor: Cursor): Uint8Array => {
  const length = octet(cursor)
  if (length === 0) return EMPTY
  const from = cursor.at
  if (from + length > cursor.end) throw failure(cursor, RINVMSGLEN, 'sm_length goes beyond the PDU')
  cursor.at = from + length
  return cursor.buffer.subarray(from, cursor.at)
}

const tlvs = (cursor: Cursor) =>
  cursor.at >= cursor.end ? NO_TLVS : decodeTlvs(cursor.buffer, cursor.at, cursor.end, cursor.commandId, cursor.sequence)

// spec: SMPP 3.4 §4.5.1.1
const destinations = (cursor: Cursor): Destination[] => {
  const { limits } = cursor
  const list: Destination[] = []
  for (let left = octet(cursor); left > 0; left--) {
    const flag = octet(cursor)
    if (flag === 1) list.push({ kind: 'address', ton: octet(cursor), npi: octet(cursor), address: text(cursor, limits.address, 0x0b) })
    else if (flag === 2) list.push({ kind: 'list', name: text(cursor, limits.address, 0x34) })
    else throw failure(cursor, RINVDESTFLAG, `dest_flag ${flag}`)
  }
  return list
}

// spec: SMPP 3.4 §4.5.2.1
const unsuccessful = (cursor: Cursor): Unsuccessful[] => {
  const list: Unsuccessful[] = []
  for (let left = octet(cursor); left > 0 && cursor.at < cursor.end; left--) {
    const [ton, npi, address] = [octet(cursor), octet(cursor), text(cursor, cursor.limits.address, 0x0b)]
    if (cursor.at + 4 > cursor.end) throw failure(cursor, RINVCMDLEN, 'the PDU ends within unsuccess_sme')
    list.push({ ton, npi, address, status: word(cursor.buffer, cursor.at) })
    cursor.at += 4
  }
  return list
}

const failure = (cursor: Cursor, status: number, why: string): RecoverablePduError =>
  new RecoverablePduError(why, status, cursor.sequence, cursor.commandId)
