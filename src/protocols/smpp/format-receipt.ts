/** Receipts as a message centre writes them, in the specification's way or in any of the ways carriers depart from it. */
import { type MessageState, messageStates } from './message-state.ts'
import type { DeliverSm } from './pdu.ts'
import { formatReceiptDate } from './times.ts'
import { octetsTlv, type Tlv, textTlv, uintTlv } from './tlv.ts'

export interface ReceiptFacts {
  id: string
  state: MessageState
  submitAt: number
  doneAt: number
  err?: string | undefined
  /** Of the original message; cut to 20 characters. */
  text?: string | undefined
  networkError?: { network: number; code: number } | undefined
  reference?: number | undefined
  intermediate?: boolean | undefined
}

type Key = 'id' | 'sub' | 'dlvrd' | 'submit date' | 'done date' | 'stat' | 'err' | 'text'

/** Every default is the specification's. */
export interface ReceiptStyle {
  /** How the id is rewritten from what the response said. */
  id: 'verbatim' | 'hexToDec' | 'decToHex' | 'stripZeros' | 'pad10' | 'upper' | 'lower'
  /** Where it says what: in the text, in TLVs, or both. `tlvId`: the text has an empty id. */
  where: 'both' | 'text' | 'tlv' | 'tlvId'
  /** The keys it writes, in this order. */
  keys: readonly Key[]
  /** Key of the text. */
  textKey: 'text' | 'Text'
  /** Between one word and the next. */
  gap: string
  dateDigits: 10 | 12 | 14
  offsetMinutes: number
  /** Words instead of those of the table. */
  words: Readonly<Partial<Record<MessageState, string>>>
  /** Text goes into message_payload. */
  inPayload: boolean
  /** ascii; utf16: as UTF-16BE under data_coding 8; asciiAsUcs2: ASCII octets under data_coding 8. */
  coding: 'ascii' | 'utf16' | 'asciiAsUcs2'
  /** Bits set in esm_class beside the type. */
  esmClassExtra: number
  /** receipted_message_id lacks its NUL. */
  omitNul: boolean
  /** message_state TLV left out although the id TLV is there. */
  omitState: boolean
}

export const specReceiptStyle: ReceiptStyle = {
  id: 'verbatim',
  where: 'both',
  keys: ['id', 'sub', 'dlvrd', 'submit date', 'done date', 'stat', 'err', 'text'],
  textKey: 'text',
  gap: ' ',
  dateDigits: 10,
  offsetMinutes: 0,
  words: {},
  inPayload: false,
  coding: 'ascii',
  esmClassExtra: 0,
  omitNul: false,
  omitState: false,
}

/** The fields of a deliver_sm that carry the receipt; the addresses, swapped, are the caller's to fill in. */
export const formatReceipt = (
  facts: ReceiptFacts,
  style: Partial<ReceiptStyle> = {},
): Pick<DeliverSm, 'esmClass' | 'dataCoding' | 'shortMessage' | 'tlvs'> => {
  const full = { ...specReceiptStyle, ...style }
  const id = rewritten(facts.id, full.id)
  const body = full.where === 'tlv' ? Buffer.alloc(0) : coded(wording(facts, full.where === 'tlvId' ? '' : id, full), full.coding)
  const tlvs = full.where === 'text' ? [] : receiptTlvs(facts, id, full)
  if (facts.reference !== undefined) tlvs.push(uintTlv('user_message_reference', facts.reference))
  const inPayload = full.inPayload || body.length > 254
  if (inPayload) tlvs.push(octetsTlv('message_payload', body))
  return {
    esmClass: (facts.intermediate ? 0x20 : 0x04) | full.esmClassExtra, // spec: SMPP 3.4 §5.2.12
    dataCoding: full.coding === 'ascii' ? 0 : 8,
    shortMessage: inPayload ? Buffer.alloc(0) : body,
    tlvs,
  }
}

const receiptTlvs = (facts: ReceiptFacts, id: string, style: ReceiptStyle): Tlv[] => {
  const tlvs = [style.omitNul ? octetsTlv('receipted_message_id', Buffer.from(id, 'latin1')) : textTlv('receipted_message_id', id)]
  if (!style.omitState) tlvs.push(uintTlv('message_state', messageStates[facts.state].code))
  const { networkError: error } = facts
  if (error) tlvs.push(octetsTlv('network_error_code', Uint8Array.of(error.network, error.code >> 8, error.code & 0xff)))
  return tlvs
}

// spec: SMPP 3.4 Appendix B
const wording = (facts: ReceiptFacts, id: string, style: ReceiptStyle): string => {
  const date = (at: number) => formatReceiptDate(at, style.dateDigits, style.offsetMinutes)
  const values: Record<Key, string> = {
    id,
    sub: '001',
    dlvrd: facts.state === 'delivered' ? '001' : '000',
    'submit date': date(facts.submitAt),
    'done date': date(facts.doneAt),
    stat: style.words[facts.state] ?? messageStates[facts.state].stat,
    err: facts.err ?? '000',
    text: (facts.text ?? '').slice(0, 20),
  }
  return style.keys.map((key) => `${key === 'text' ? style.textKey : key}:${values[key]}`).join(style.gap)
}

const coded = (text: string, coding: ReceiptStyle['coding']): Buffer =>
  coding === 'utf16' ? Buffer.from(text, 'utf16le').swap16() : Buffer.from(text, 'latin1')

const rewritten = (id: string, way: ReceiptStyle['id']): string => {
  const decimal = /^\d+$/.test(id)
  const hex = /^[0-9a-f]+$/i.test(id)
  if (way === 'hexToDec' && hex) return BigInt(`0x${id}`).toString()
  if (way === 'decToHex' && decimal) return BigInt(id).toString(16).toUpperCase()
  if (way === 'stripZeros') return id.replace(/^0+(?=.)/, '')
  if (way === 'pad10') return id.padStart(10, '0')
  if (way === 'upper') return id.toUpperCase()
  if (way === 'lower') return id.toLowerCase()
  return id
}
