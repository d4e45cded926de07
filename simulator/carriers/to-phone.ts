/**
 * A submit_sm read as a phone's network reads it: whose, for whom, which piece of which text. Deliberately not the code Tandem reads
 * with: what checks the truth must not share its mistakes.
 */
import { decodeGsm, decodeUcs2 } from '#src/protocols/gsm/text.ts'
import { readUdh } from '#src/protocols/gsm/udh.ts'
import type { SubmitSm } from '#src/protocols/smpp/pdu.ts'
import { tlvUint, tlvValue } from '#src/protocols/smpp/tlv.ts'

export type Piece = {
  from: string
  to: string
  /** Null: the whole text is in this one. */
  set: { key: string; total: number; seq: number } | null
  octets: Uint8Array
  dataCoding: number
  national: { locking?: number | undefined; single?: number | undefined }
  reference: number | null
}

const UDHI = 0x40 // spec: SMPP 3.4 §5.2.12

/** Throws GsmError for a header that cannot be read. */
export function pieceOf(pdu: SubmitSm): Piece {
  const payload = tlvValue(pdu.tlvs, 'message_payload')
  const userData = pdu.shortMessage.length > 0 ? pdu.shortMessage : (payload ?? pdu.shortMessage)
  const header = pdu.esmClass & UDHI ? readUdh(userData) : null
  const { from, to } = { from: addressOf(pdu.source), to: addressOf(pdu.dest) }
  const concat = header?.concat ?? sarOf(pdu)
  const set =
    concat && concat.total > 1
      ? { key: `${from} ${to} ${concat.ref} ${concat.total} ${concat.wide}`, total: concat.total, seq: concat.seq }
      : null
  return {
    ...{ from, to, set, dataCoding: pdu.dataCoding, national: { locking: header?.locking, single: header?.single } },
    octets: Uint8Array.from(header ? userData.subarray(header.length) : userData), // copied: the PDU is a view
    reference: tlvUint(pdu.tlvs, 'user_message_reference') ?? null,
  }
}

/** All three, or none. */
function sarOf({ tlvs }: SubmitSm): { ref: number; total: number; seq: number; wide: boolean } | null {
  const [ref, total, seq] = [tlvUint(tlvs, 'sar_msg_ref_num'), tlvUint(tlvs, 'sar_total_segments'), tlvUint(tlvs, 'sar_segment_seqnum')]
  if (ref === undefined || total === undefined || seq === undefined) return null
  return seq < 1 || seq > total ? null : { ref, total, seq, wide: true }
}

/** Digits with or without a plus are a number; anything else is a name, and stays one. */
const addressOf = (said: string): string => (/^\+?\d{7,15}$/.test(said) ? `+${said.replace('+', '')}` : said)

/** What the phone shows. Pieces in order. */
export function textOf(pieces: readonly Piece[]): string {
  const [first] = pieces
  if (!first) return ''
  const octets = pieces.length === 1 ? first.octets : Buffer.concat(pieces.map((piece) => piece.octets))
  switch (codingOf(first.dataCoding)) {
    case 'ucs2':
      return octets.length % 2 === 0 ? decodeUcs2(octets) : `${decodeUcs2(octets.subarray(0, -1))}\ufffd`
    case 'octets':
      return Buffer.from(octets).toString('latin1')
    case 'gsm':
      return decodeGsm(octets, first.national)
  }
}

// spec: SMPP 3.4 §5.2.19, 3GPP TS 23.038 §4
function codingOf(dataCoding: number): 'gsm' | 'ucs2' | 'octets' {
  if (dataCoding === 8 || dataCoding === 0x18 || (dataCoding & 0xf0) === 0xe0) return 'ucs2'
  if ((dataCoding & 0xf0) === 0xf0) return dataCoding & 0x04 ? 'octets' : 'gsm'
  return dataCoding >= 1 && dataCoding <= 4 ? 'octets' : 'gsm'
}
