/** The receipt of one segment, worded as the carrier words them. Pure. */
import { deliverSm } from '#src/protocols/smpp/build.ts'
import { formatReceipt } from '#src/protocols/smpp/format-receipt.ts'
import type { DeliverSm } from '#src/protocols/smpp/pdu.ts'
import type { Fate } from '../phones/personality.ts'
import { written } from './from-phone.ts'
import type { CarrierPlan } from './plan.ts'

export type Asked = {
  id: string
  /** As in the submit: the receipt swaps them. */
  from: string
  to: string
  reference: number | null
  submitAt: number
}

/** spec: SMPP 3.4 §5.2.17, SMPP 5.0 §4.7.21 */
export function wantsReceipt(registeredDelivery: number, delivered: boolean): boolean {
  const wish = registeredDelivery & 0x03
  return wish === 1 || wish === (delivered ? 3 : 2)
}

export function receiptFor(
  { id, from, to, reference, submitAt }: Asked,
  { state, err }: Fate,
  doneAt: number,
  plan: CarrierPlan,
): DeliverSm {
  const facts = { id, state, err, submitAt, doneAt, networkError: { network: 3, code: Number(err) } }
  return deliverSm({
    ...addressed('source', to, plan),
    ...addressed('dest', from, plan),
    ...formatReceipt(reference === null ? facts : { ...facts, reference }, plan.receipts),
  })
}

/** Numbers go as international E.164 digits, names as they are. spec: SMPP 3.4 §5.2.5, §5.2.6 */
function addressed<Side extends 'source' | 'dest'>(side: Side, address: string, plan: CarrierPlan) {
  const number = address.startsWith('+')
  return {
    [`${side}Ton`]: number ? 1 : 5,
    [`${side}Npi`]: number ? 1 : 0,
    [side]: number ? written(address, plan) : address,
  }
}
