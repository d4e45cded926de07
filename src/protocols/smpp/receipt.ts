/** Delivery receipts as carriers really send them: TLVs first, then the text, every departure from the specification a setting of the link. */
import { type MessageState, messageStates, stateOfCode, stateOfStat } from './message-state.ts'
import type { DataSm, DeliverSm } from './pdu.ts'
import { parseReceiptDate } from './times.ts'
import { tlvText, tlvUint, tlvValue } from './tlv.ts'

export interface ReceiptQuirks {
  /** Which id and state to trust when TLVs and text differ. Default tlv. */
  prefer: 'tlv' | 'text'
  /** Also take as receipts messages whose esm_class does not say so but whose TLVs or text do. Default false: people may write `id:… stat:…`. */
  unmarked: boolean
  /** The carrier's own `stat:` words. Default none. */
  words: Readonly<Record<string, MessageState>>
  /** How far the carrier's clock is ahead of UTC in receipt texts. Default 0. */
  offsetMinutes: number
  /** Which of ACCEPTD, ENROUTE, UNKNOWN … end the matter on this link, where it differs from the table. Default none. */
  final: Readonly<Partial<Record<MessageState, boolean>>>
}

export const defaultReceiptQuirks: ReceiptQuirks = { prefer: 'tlv', unmarked: false, words: {}, offsetMinutes: 0, final: {} }

export interface Receipt {
  /** The ids it names, as written, the more trusted first; two when TLV and text differ. */
  ids: string[]
  state: MessageState
  /** Nothing more will be heard of the message. */
  final: boolean
  /** True for an intermediate notification rather than a receipt. */
  intermediate: boolean
  /** As written in `stat:`, when it was. */
  stat?: string
  networkError?: { network: number; code: number }
  /** user_message_reference, echoed. */
  reference?: number
  submitAt?: number
  doneAt?: number
  /** As written in `err:`: carriers use decimal, hexadecimal and letters. */
  err?: string
  text?: string
}

const TYPE_MASK = 0x3c // spec: SMPP 3.4 §5.2.12: peers put mode bits beside the type
const RECEIPT = 0x04
const INTERMEDIATE = 0x20

/** What a deliver_sm or data_sm reports, or null if it is not a receipt. */
export const parseReceipt = (pdu: DeliverSm | DataSm, quirks: Partial<ReceiptQuirks> = {}): Receipt | null => {
  const rules = { ...defaultReceiptQuirks, ...quirks }
  const type = pdu.esmClass & TYPE_MASK
  const marked = type === RECEIPT || type === INTERMEDIATE
  if (!marked && !rules.unmarked) return null
  const words = wordsOf(receiptText(pdu))
  const tlvId = tlvText(pdu.tlvs, 'receipted_message_id')?.trim()
  const stated = states(pdu, words, rules)
  if (!marked && !(stated && (tlvId || words.id))) return null
  const state = stated ?? 'unknown'
  return {
    ids: distinct(rules.prefer === 'tlv' ? [tlvId, words.id] : [words.id, tlvId]),
    state,
    // Without a state nothing is final: the next receipt may have one.
    final: stated !== undefined && type !== INTERMEDIATE && (rules.final[state] ?? messageStates[state].final),
    intermediate: type === INTERMEDIATE,
    ...details(pdu, words, rules),
  }
}

const states = (pdu: DeliverSm | DataSm, words: Words, rules: ReceiptQuirks): MessageState | undefined => {
  const code = tlvUint(pdu.tlvs, 'message_state')
  const fromTlv = code === undefined ? undefined : stateOfCode(code)
  const fromText = words.stat === undefined ? undefined : stateOfStat(words.stat, rules.words)
  return rules.prefer === 'tlv' ? (fromTlv ?? fromText) : (fromText ?? fromTlv)
}

const distinct = (ids: (string | undefined)[]): string[] => [...new Set(ids.filter((id): id is string => id !== undefined && id !== ''))]

/** spec: SMPP 3.4 §5.3.2.17. A larger one was never ours, whatever width the peer wrote it in. */
const MAX_REFERENCE = 0xffff

type Details = Pick<Receipt, 'stat' | 'networkError' | 'reference' | 'submitAt' | 'doneAt' | 'err' | 'text'>

const details = (pdu: DeliverSm | DataSm, words: Words, rules: ReceiptQuirks): Details => {
  const found: Details = {}
  const submitAt = parseReceiptDate(words.submit ?? '', rules.offsetMinutes)
  const doneAt = parseReceiptDate(words.done ?? '', rules.offsetMinutes)
  const network = tlvValue(pdu.tlvs, 'network_error_code')
  const reference = tlvUint(pdu.tlvs, 'user_message_reference')
  if (submitAt !== null) found.submitAt = submitAt
  if (doneAt !== null) found.doneAt = doneAt
  if (network?.length === 3) found.networkError = { network: network[0]!, code: (network[1]! << 8) | network[2]! }
  if (reference !== undefined && reference <= MAX_REFERENCE) found.reference = reference
  if (words.stat !== undefined) found.stat = words.stat
  if (words.err !== undefined) found.err = words.err
  if (words.text !== undefined) found.text = words.text
  return found
}

/**
 * The text from raw octets. data_coding is not asked: carriers repeat that of the original message over ASCII.
 * Real UTF-16 shows itself by a zero in every other octet.
 */
const receiptText = (pdu: DeliverSm | DataSm): string => {
  const short = pdu.kind === 'deliver_sm' ? pdu.shortMessage : undefined
  const octets = short && short.length > 0 ? short : tlvValue(pdu.tlvs, 'message_payload')
  if (octets === undefined || octets.length === 0) return ''
  const buffer = Buffer.from(octets.buffer, octets.byteOffset, octets.length)
  if (octets.length >= 4 && octets[0] === 0 && octets[2] === 0)
    return Buffer.from(buffer.subarray(0, buffer.length & ~1))
      .swap16()
      .toString('utf16le')
  if (octets.length >= 4 && octets[1] === 0 && octets[3] === 0) return buffer.toString('utf16le')
  return buffer.toString('latin1')
}

interface Words {
  id?: string
  submit?: string
  done?: string
  stat?: string
  err?: string
  text?: string
}

// Each key by itself: any order, any case, missing, empty, extra, or grown together with its neighbour (`DELIVRDerr:000`).
const KEY = String.raw`(?:id|sub|dlvrd|submit\s*date|done\s*date|stat|err|text)\s*[:=]`
const word = (key: string, characters: string, max: number): RegExp =>
  new RegExp(String.raw`${key}\s*[:=]\s*(?!${KEY})([${characters}]{1,${max}}?)(?=${KEY}|[^${characters}]|$)`, 'i')
const ID = word('(?<![a-z])id', String.raw`\w.@-`, 65)
const SUBMIT = word(String.raw`submit\s*date`, '0-9', 14)
const DONE = word(String.raw`done\s*date`, '0-9', 14)
const STAT = word('stat', 'a-z0-9_', 16)
const ERR = word('err', 'a-z0-9', 16)
const TEXT = /text\s*[:=]\s?([\s\S]*)$/i

// spec: SMPP 3.4 Appendix B
const wordsOf = (whole: string): Words => {
  const found: Words = {}
  const text = TEXT.exec(whole)
  if (text) found.text = text[1]!.replace(/\0+$/, '')
  const rest = text ? whole.slice(0, text.index) : whole // the customer's own words must not answer for the carrier's
  const [id, submit, done, stat, err] = [ID.exec(rest), SUBMIT.exec(rest), DONE.exec(rest), STAT.exec(rest), ERR.exec(rest)]
  if (id) found.id = id[1]!
  if (submit) found.submit = submit[1]!
  if (done) found.done = done[1]!
  if (stat) found.stat = stat[1]!
  if (err) found.err = err[1]!
  return found
}
