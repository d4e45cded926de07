import type { CarrierPlan } from './plan.ts'

const FIRST_ID = 972_660_181
/** Its clock stands on the west coast, and knows no summer time. */
const PACIFIC_MINUTES = -480

/**
 * The small one: throttles, drops its links now and then, writes a plus before numbers, and its receipts are texts in local
 * time, under the wrong coding, with ids that lost their zeros.
 */
export const copperline: CarrierPlan = {
  name: 'Copperline',
  systemId: 'harborbike',
  password: 'c0pper',
  lines: [{ number: '+12065550101', label: 'Workshop' }],
  messageId: (count) => String(FIRST_ID + count).padStart(10, '0'),
  receipts: { id: 'stripZeros', where: 'text', textKey: 'Text', dateDigits: 12, coding: 'asciiAsUcs2', offsetMinutes: PACIFIC_MINUTES },
  receiptFirst: 0,
  udh: 'udh16',
  latin1: true,
  plus: true,
  vendorId: false,
  perSecond: 100,
  answerMs: 20,
  dropEveryS: 300,
  linkSettings: { idMode: 'verbatim', udh: 'udh16', numberFormat: 'plus', receiptOffsetMinutes: PACIFIC_MINUTES },
}
