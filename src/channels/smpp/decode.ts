import type { Fragment, Happening, Receipt } from '#src/message/happening.ts'
import type { Part } from '#src/message/message.ts'
import type { Reason } from '#src/message/reasons.ts'
import { GsmError } from '#src/protocols/gsm/error.ts'
import { joinText } from '#src/protocols/gsm/join.ts'
import { readUdh } from '#src/protocols/gsm/udh.ts'
import { messageIds } from '#src/protocols/smpp/message-ids.ts'
import type { MessageState } from '#src/protocols/smpp/message-state.ts'
import type { DataSm, DeliverSm } from '#src/protocols/smpp/pdu.ts'
import { type Receipt as CarriersReceipt, parseReceipt } from '#src/protocols/smpp/receipt.ts'
import { tlvUint, tlvValue } from '#src/protocols/smpp/tlv.ts'
import { addressOf } from './addresses.ts'
import type { Settings } from './settings.ts'

const UDHI = 0x40 // spec: SMPP 3.4 §5.2.12

type Udh = ReturnType<typeof readUdh>

/** What a deliver_sm or data_sm tells us: a receipt, a text, or a segment of one. */
export function happeningOf(pdu: DeliverSm | DataSm, settings: Settings, now: Date): Happening {
  const receipt = parseReceipt(pdu, {
    prefer: settings.receiptPrefers,
    unmarked: settings.receiptUnmarked,
    offsetMinutes: settings.receiptOffsetMinutes,
  })
  if (receipt) return told(receipt, pdu, settings, now)
  const from = addressOf({ ton: pdu.sourceTon, npi: pdu.sourceNpi, address: pdu.source }, settings)
  const to = addressOf({ ton: pdu.destTon, npi: pdu.destNpi, address: pdu.dest }, settings)
  const { octets, udh } = userData(pdu)
  const piece = pieceOf(octets, pdu.dataCoding, udh, settings)
  const place = placeOf(pdu, udh)
  if (place) return { kind: 'fragment', from, to, ...place, piece, at: now }
  return { kind: 'received', id: null, from, to, parts: join([piece]), at: now }
}

function told(receipt: CarriersReceipt, pdu: DeliverSm | DataSm, settings: Settings, now: Date): Receipt {
  const { stat, err, networkError } = receipt
  const isPlain = receipt.state === 'delivered' && /^0*$/.test(err ?? '') && !networkError?.code
  const words = isPlain
    ? []
    : [
        stat && `stat:${stat}`,
        err && `err:${err}`,
        networkError && networkError.code !== 0 && `network error ${networkError.network}/${networkError.code}`,
      ]
  const why = reasonOf(receipt.state)
  return {
    kind: 'receipt',
    ids: [...new Set(receipt.ids.flatMap((id) => messageIds(id, settings.idMode, 'receipt')))],
    ...(receipt.reference !== undefined && { reference: receipt.reference }),
    // a receipt's addresses are swapped: it comes from the phone
    to: addressOf({ ton: pdu.sourceTon, npi: pdu.sourceNpi, address: pdu.source }, settings),
    state: receipt.final ? endOf[receipt.state] : 'sent',
    at: receipt.doneAt === undefined ? now : new Date(receipt.doneAt),
    ...(why && { why }),
    // what a plain "delivered" repeats is left out, and so is the text of the message, which some repeat
    ...(!isPlain && { detail: words.filter(Boolean).join(' ') }),
  }
}

const endOf: Record<MessageState, Receipt['state']> = {
  scheduled: 'sent',
  enroute: 'sent',
  accepted: 'sent',
  delivered: 'delivered',
  expired: 'expired',
  deleted: 'failed',
  undeliverable: 'failed',
  unknown: 'failed',
  rejected: 'failed',
  skipped: 'failed',
}

function reasonOf(state: MessageState): Reason | null {
  if (state === 'expired') return 'out_of_time'
  if (state === 'rejected' || state === 'deleted') return 'blocked_by_carrier'
  return endOf[state] === 'failed' ? 'undeliverable' : null
}

function userData(pdu: DeliverSm | DataSm): { octets: Uint8Array; udh: Udh | null } {
  const short = pdu.kind === 'deliver_sm' ? pdu.shortMessage : new Uint8Array(0)
  const octets = short.length > 0 ? short : (tlvValue(pdu.tlvs, 'message_payload') ?? short)
  if ((pdu.esmClass & UDHI) === 0) return { octets, udh: null }
  try {
    const udh = readUdh(octets)
    return { octets: octets.subarray(udh.length), udh }
  } catch (cause) {
    // Marked as having a header and having none: the words are what matters.
    if (cause instanceof GsmError) return { octets, udh: null }
    throw cause
  }
}

/** Which segment of which message this is, by its header or by the SAR parameters; those count only if all three are there. */
function placeOf(pdu: DeliverSm | DataSm, udh: Udh | null): Pick<Fragment, 'reference' | 'total' | 'seq'> | null {
  const concat = udh?.concat
  if (concat) return place(`${concat.wide ? 'w' : 'n'}${concat.ref}`, concat.total, concat.seq)
  const ref = tlvUint(pdu.tlvs, 'sar_msg_ref_num')
  const total = tlvUint(pdu.tlvs, 'sar_total_segments')
  const seq = tlvUint(pdu.tlvs, 'sar_segment_seqnum')
  return ref === undefined || total === undefined || seq === undefined ? null : place(`s${ref}`, total, seq)
}

/** spec: SMPP 3.4 §5.3.2.23: one octet, whatever width the carrier wrote it in. */
const mostSegments = 255

/** "1 of 1" is no fragment, and "4 of 3" and "1 of 70,000" are mistakes: what came is shown as it is. */
const place = (reference: string, total: number, seq: number) =>
  total > 1 && total <= mostSegments && seq >= 1 && seq <= total ? { reference, total, seq } : null

/** How the octets of a piece are to be read; it is kept with them, so that segments can be joined before they are decoded. */
const readings = ['gsm7', 'ucs2', 'latin1', 'ascii', 'binary', 'shift_jis', 'iso-8859-5', 'iso-8859-8', 'iso-2022-jp', 'euc-kr'] as const
type Reading = (typeof readings)[number]

function pieceOf(octets: Uint8Array, dataCoding: number, udh: Udh | null, settings: Settings): Uint8Array {
  const reading = readingOf(octets, dataCoding, settings)
  const piece = new Uint8Array(3 + octets.length)
  piece[0] = readings.indexOf(reading)
  piece[1] = udh?.locking ?? 0
  piece[2] = udh?.single ?? 0
  piece.set(octets, 3)
  return piece
}

// spec: SMPP 3.4 §5.2.19, 3GPP TS 23.038 §4
function readingOf(octets: Uint8Array, dataCoding: number, { defaultAlphabet, sniffUcs2 }: Settings): Reading {
  const ofDefault: Reading = defaultAlphabet === 'gsm' ? 'gsm7' : defaultAlphabet
  if (dataCoding === 0) return sniffUcs2 && looksLikeUcs2(octets) ? 'ucs2' : ofDefault
  const named = codings.get(dataCoding)
  if (named) return named
  if (dataCoding >= 0xf0) return (dataCoding & 0x04) === 0 ? 'gsm7' : 'binary'
  if (dataCoding >= 0xe0) return 'ucs2'
  if (dataCoding >= 0xc0) return 'gsm7'
  return dataCoding >= 0x10 && dataCoding <= 0x1f ? 'gsm7' : ofDefault
}

const codings = new Map<number, Reading>([
  [0x01, 'ascii'],
  [0x02, 'binary'],
  [0x03, 'latin1'],
  [0x04, 'binary'],
  [0x05, 'shift_jis'],
  [0x06, 'iso-8859-5'],
  [0x07, 'iso-8859-8'],
  [0x08, 'ucs2'],
  [0x0a, 'iso-2022-jp'],
  [0x0e, 'euc-kr'],
])

/** Every other octet a zero: nobody writes `@` that often. */
const looksLikeUcs2 = (octets: Uint8Array): boolean =>
  octets.length >= 4 && octets.length % 2 === 0 && octets.every((octet, i) => i % 2 === 1 || octet === 0)

/** The parts of a message from its pieces in order; where one is missing a gap stands. Octets that are no text are shown as hexadecimal. */
export function join(pieces: readonly (Uint8Array | null)[]): Part[] {
  const known = pieces.flatMap((piece, i) => (piece ? [{ piece, seq: i + 1 }] : []))
  const first = readings[known[0]?.piece[0] ?? 0] ?? 'gsm7'
  if (first === 'gsm7' || first === 'ucs2') {
    const parts = known.map(({ piece, seq }) => ({
      seq,
      total: pieces.length,
      octets: piece.subarray(3),
      encoding: readings[piece[0] ?? 0] === 'ucs2' ? ('ucs2' as const) : ('gsm7' as const),
      ...(piece[1] && { locking: piece[1] }),
      ...(piece[2] && { single: piece[2] }),
    }))
    return [{ kind: 'text', text: joinText(parts) }]
  }
  return [{ kind: 'text', text: pieces.map((piece) => (piece ? decoded(piece.subarray(3), first) : ' […] ')).join('') }]
}

function decoded(octets: Uint8Array, reading: Exclude<Reading, 'gsm7' | 'ucs2'>): string {
  if (reading === 'binary') return octets.toHex()
  // Latin-1 as it is written, not as browsers read it
  if (reading === 'latin1' || reading === 'ascii') return String.fromCharCode(...octets)
  return new TextDecoder(reading).decode(octets)
}
