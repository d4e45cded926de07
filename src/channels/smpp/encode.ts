import { referenceOf } from '#src/message/draft.ts'
import { type Message, type Purpose, textOf } from '#src/message/message.ts'
import { segment, split } from '#src/protocols/gsm/segment.ts'
import { submitSm } from '#src/protocols/smpp/build.ts'
import type { SubmitSm } from '#src/protocols/smpp/pdu.ts'
import { formatRelative } from '#src/protocols/smpp/times.ts'
import { octetsTlv, type Tlv, uintTlv } from '#src/protocols/smpp/tlv.ts'
import { numbered } from './addresses.ts'
import type { Settings } from './settings.ts'

const UDHI = 0x40 // spec: SMPP 3.4 §5.2.12
const RECEIPT_WANTED = 0x01 // spec: SMPP 3.4 §5.2.17

/** How long the carrier should try. It must not deliver what nobody wants any more. */
const validityMs: Record<Purpose, number> = {
  code: 10 * 60_000,
  keyword_reply: 5 * 60_000,
  conversation: 24 * 3_600_000,
  service: 48 * 3_600_000,
  marketing: 24 * 3_600_000,
}

/** The submit_sm of a message, one a segment, in order. Throws GsmError for more than 255 segments: `sizeOf` refuses those before. */
export function submits(message: Message, settings: Settings): SubmitSm[] {
  const reference = referenceOf(message.id)
  const from = numbered(message.from, settings)
  const to = numbered(message.to[0]!, settings) // a message has a recipient
  const common = {
    ...{ sourceTon: from.ton, sourceNpi: from.npi, source: from.address, destTon: to.ton, destNpi: to.npi, dest: to.address },
    registeredDelivery: RECEIPT_WANTED,
    validityPeriod: settings.askValidity ? formatRelative(validityMs[message.purpose]) : '',
  }
  const echo = uintTlv('user_message_reference', reference)
  return pieces(textOf(message.parts), reference, settings).map(({ octets, dataCoding, esmClass, tlvs }) =>
    submitSm({ ...common, dataCoding, esmClass, shortMessage: octets, tlvs: [echo, ...tlvs] }),
  )
}

type Piece = { octets: Uint8Array; dataCoding: number; esmClass: number; tlvs: Tlv[] }

function pieces(text: string, reference: number, { udh, defaultAlphabet }: Settings): Piece[] {
  // Where data_coding 0 is not GSM 03.38, only what both alphabets write the same may go under it.
  const alphabet = defaultAlphabet === 'gsm' || sameInAscii.test(text) ? 'auto' : 'ucs2'
  if (udh === 'udh8' || udh === 'udh16') {
    const cut = segment(text, { ref: udh === 'udh8' ? reference & 0xff : reference, udh, alphabet })
    return cut.segments.map(({ userData }) => ({ octets: userData, dataCoding: cut.dataCoding, esmClass: cut.header ? UDHI : 0, tlvs: [] }))
  }
  if (udh === 'payload') {
    const whole = split(text, { budget: { gsm7: 65_000, ucs2: 32_000 }, alphabet })
    return whole.pieces.map(({ octets }) =>
      octets.length <= 254
        ? { octets, dataCoding: whole.dataCoding, esmClass: 0, tlvs: [] }
        : { octets: new Uint8Array(0), dataCoding: whole.dataCoding, esmClass: 0, tlvs: [octetsTlv('message_payload', octets)] },
    )
  }
  const cut = split(text, { alphabet })
  const total = cut.pieces.length
  return cut.pieces.map(({ octets }, i) => ({
    octets,
    dataCoding: cut.dataCoding,
    esmClass: 0,
    tlvs:
      total === 1
        ? []
        : [uintTlv('sar_msg_ref_num', reference), uintTlv('sar_total_segments', total), uintTlv('sar_segment_seqnum', i + 1)],
  }))
}

/** Letters, digits and signs at the same place in ASCII, Latin-1 and GSM 03.38. */
const sameInAscii = /^[\n\r !"#%&'()*+,\-./0-9:;<=>?A-Za-z]*$/
