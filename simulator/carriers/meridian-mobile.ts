import type { CarrierPlan } from './plan.ts'

/** 64 bits: more than a JavaScript number holds. */
const FIRST_ID = 0x812fc74700000001n

/** The big one: quick and never down, but its ids are hexadecimal in responses and decimal in receipts, and receipts overtake responses. */
export const meridianMobile: CarrierPlan = {
  name: 'Meridian Mobile',
  systemId: 'harborst',
  password: 'merid1an',
  lines: [{ number: '+12065550100', label: 'Front desk' }],
  messageId: (count) => (FIRST_ID + BigInt(count)).toString(16).toUpperCase(),
  receipts: { id: 'hexToDec', where: 'both' },
  receiptFirst: 0.1,
  udh: 'udh8',
  latin1: false,
  plus: false,
  vendorId: true,
  perSecond: 0,
  answerMs: 2,
  dropEveryS: 0,
  linkSettings: { idMode: 'respHex_dlrDec', udh: 'udh8', window: 50 },
}
