/** What makes one carrier different from the next, as data. Everything here has been seen on a real carrier's link. */
import type { ReceiptStyle } from '#src/protocols/smpp/format-receipt.ts'

export type CarrierPlan = {
  name: string
  systemId: string
  password: string
  /** Numbers of the business that live on this carrier, as `+1…`, and what the business calls them. */
  lines: readonly { number: string; label: string }[]
  /** The `count`th message id, as the response spells it. */
  messageId(count: number): string
  /** How receipts depart from the specification. */
  receipts: Partial<ReceiptStyle>
  /** Share of receipts that overtake the response they belong to. */
  receiptFirst: number
  /** Concatenation header of texts from phones. */
  udh: 'udh8' | 'udh16'
  /** Texts from phones that GSM 7-bit cannot say, but Latin-1 can, go as Latin-1 under data_coding 3. */
  latin1: boolean
  /** Its numbers begin with a plus, which the specification does not have. */
  plus: boolean
  /** A TLV of its own with an id on every text from a phone. */
  vendorId: boolean
  /** Submits taken a second; beyond it RTHROTTLED. 0: no limit. */
  perSecond: number
  /** How long a response takes. */
  answerMs: number
  /** Seconds between two drops of every link, roughly; 0: it never does. */
  dropEveryS: number
  /** How the business's link must be set to understand this carrier. */
  linkSettings: Readonly<Record<string, string | number | boolean>>
}
