/** A phone's text as the deliver_sm PDUs that carry it, in the carrier's own way. Pure. */

import { MAX_OCTETS, segment } from '#src/protocols/gsm/segment.ts'
import { encodeGsm } from '#src/protocols/gsm/text.ts'
import { concatElement, writeUdh } from '#src/protocols/gsm/udh.ts'
import { deliverSm } from '#src/protocols/smpp/build.ts'
import type { DeliverSm } from '#src/protocols/smpp/pdu.ts'
import { octetsTlv, type Tlv } from '#src/protocols/smpp/tlv.ts'
import type { CarrierPlan } from './plan.ts'

export type PhoneText = { id: string; from: string; to: string; text: string; ref: number }

const UDHI = 0x40 // spec: SMPP 3.4 §5.2.12
const LATIN1 = 3 // spec: SMPP 3.4 §5.2.19
const INTERNATIONAL = 1 // spec: SMPP 3.4 §5.2.5
const E164 = 1 // spec: SMPP 3.4 §5.2.6
/** In the range left to vendors; one carrier really writes 36 octets there, without a NUL. */
const VENDOR_ID_TAG = 0x1502

/** Throws GsmError `too_long` for what no phone could send. */
export function fromPhone(
  { id, from, to, text, ref }: PhoneText,
  plan: Pick<CarrierPlan, 'udh' | 'latin1' | 'plus' | 'vendorId'>,
): DeliverSm[] {
  const { userData, dataCoding, header } =
    plan.latin1 && onlyLatin1(text) ? latin1Segments(text, ref, plan.udh) : gsmSegments(text, ref, plan.udh)
  return userData.map((shortMessage) =>
    deliverSm({
      ...{ sourceTon: INTERNATIONAL, sourceNpi: E164, source: written(from, plan) },
      ...{ destTon: INTERNATIONAL, destNpi: E164, dest: written(to, plan) },
      ...{ esmClass: header ? UDHI : 0, dataCoding, shortMessage, tlvs: plan.vendorId ? vendorTlvs(id) : [] },
    }),
  )
}

/** A number as the carrier writes it. */
export const written = (number: string, { plus }: Pick<CarrierPlan, 'plus'>): string => (plus ? number : number.slice(1))

type Cut = { userData: Uint8Array[]; dataCoding: number; header: boolean }

function gsmSegments(text: string, ref: number, udh: CarrierPlan['udh']): Cut {
  const { segments, dataCoding, header } = segment(text, { ref, udh })
  return { userData: segments.map((it) => it.userData), dataCoding, header }
}

/** Worth it only where GSM 7-bit cannot say the text. */
const onlyLatin1 = (text: string): boolean => /^[\0-\xff]*$/.test(text) && encodeGsm(text) === null

function latin1Segments(text: string, ref: number, udh: CarrierPlan['udh']): Cut {
  const octets = Buffer.from(text, 'latin1')
  if (octets.length <= MAX_OCTETS) return { userData: [octets], dataCoding: LATIN1, header: false }
  const head = (seq: number, total: number) => writeUdh([concatElement({ ref, total, seq, wide: udh === 'udh16' })])
  const room = MAX_OCTETS - head(1, 1).length
  const total = Math.ceil(octets.length / room)
  const piece = (at: number) => Buffer.concat([head(at + 1, total), octets.subarray(at * room, (at + 1) * room)])
  return { userData: Array.from({ length: total }, (_, at) => piece(at)), dataCoding: LATIN1, header: true }
}

const vendorTlvs = (id: string): Tlv[] => [octetsTlv(VENDOR_ID_TAG, Buffer.from(id.padEnd(36, '-').slice(0, 36), 'latin1'))]
