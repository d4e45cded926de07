/** The business's side of a link, as tests of the world need it: binds, submits, and writes down what it hears. */
import { addAll, type Part, reassembler } from '#src/protocols/gsm/reassemble.ts'
import { segment } from '#src/protocols/gsm/segment.ts'
import { decodeGsm, decodeUcs2 } from '#src/protocols/gsm/text.ts'
import { readUdh } from '#src/protocols/gsm/udh.ts'
import { submitSm } from '#src/protocols/smpp/build.ts'
import { type ClientSession, connect } from '#src/protocols/smpp/client.ts'
import type { ClientOptions } from '#src/protocols/smpp/client-options.ts'
import type { DeliverSm, McRequest, SubmitSm } from '#src/protocols/smpp/pdu.ts'
import { parseReceipt, type Receipt } from '#src/protocols/smpp/receipt.ts'
import type { AnswerList, Settled } from '#src/protocols/smpp/settled.ts'
import type { Carrier } from './carriers/carrier.ts'

export type HeardReceipt = { from: string; receipt: Receipt; dataCoding: number /** Submits unanswered when it came. */; before: number }

export class Business {
  readonly session: ClientSession
  /** Texts' segments, in the order of arrival. */
  readonly heard: DeliverSm[] = []
  readonly receipts: HeardReceipt[] = []
  /** Answers for what comes next, instead of 0. */
  readonly verdicts: number[] = []
  /** While true nothing is acknowledged. */
  deaf = false
  readonly #number: string
  #owed: (() => void)[] = []

  static async bind(carrier: Carrier, options: Partial<ClientOptions> = {}): Promise<Business> {
    const business = new Business(carrier, options)
    await until(() => business.session.room() > 0)
    return business
  }

  constructor({ plan, port }: Carrier, options: Partial<ClientOptions>) {
    this.#number = plan.lines[0]?.number ?? ''
    const bind = { systemId: plan.systemId, password: plan.password }
    this.session = connect({ host: '127.0.0.1', port, bind, ...options }, { onDeliver: (pdus, answer) => this.#hear(pdus, answer) })
  }

  toPhone(to: string, text: string): SubmitSm {
    const { segments, dataCoding } = segment(text, { ref: 0, udh: 'none' })
    const addresses = { sourceTon: 1, sourceNpi: 1, source: this.#number.slice(1), destTon: 1, destNpi: 1, dest: to.slice(1) }
    return submitSm({ ...addresses, dataCoding, registeredDelivery: 1, shortMessage: segments[0]?.userData ?? new Uint8Array(0) })
  }

  /** All settled, in order. */
  submit(pdus: readonly SubmitSm[]): Promise<Settled[]> {
    const results: Settled[] = []
    return new Promise((resolve) => {
      this.session.submit(pdus, (settled) => {
        results.push(...settled)
        if (results.length === pdus.length) resolve(results.sort((a, b) => a.at - b.at))
      })
    })
  }

  answerAll(): void {
    this.deaf = false
    for (const answer of this.#owed.splice(0)) answer()
  }

  /** What was heard, put together again. */
  texts(): { from: string; to: string; text: string }[] {
    const parts = this.heard.map(partOf)
    const { outcomes } = addAll(reassembler<HeardPart>(), parts, 0)
    return outcomes.flatMap((outcome) => (outcome.kind === 'complete' ? [joined(outcome.parts)] : []))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.session.destroy()
  }

  #hear(pdus: McRequest[], answer: AnswerList): void {
    for (const [at, pdu] of pdus.entries()) {
      if (pdu.kind !== 'deliver_sm') continue
      const receipt = parseReceipt(pdu)
      if (receipt) this.receipts.push({ from: numberOf(pdu.source), receipt, dataCoding: pdu.dataCoding, before: this.session.inFlight })
      else this.heard.push({ ...pdu, shortMessage: Uint8Array.from(pdu.shortMessage) })
      const code = receipt ? 0 : (this.verdicts.shift() ?? 0)
      if (this.deaf) this.#owed.push(() => answer([code], at))
      else answer([code], at)
    }
  }
}

type HeardPart = Part & { dataCoding: number }

function partOf(pdu: DeliverSm, index: number): HeardPart {
  const header = pdu.esmClass & 0x40 ? readUdh(pdu.shortMessage) : null
  const concat = header?.concat ?? { ref: -1 - index, total: 1, seq: 1, wide: false }
  const octets = pdu.shortMessage.subarray(header?.length ?? 0)
  return { source: numberOf(pdu.source), destination: numberOf(pdu.dest), ...concat, octets, dataCoding: pdu.dataCoding }
}

function joined(parts: readonly HeardPart[]): { from: string; to: string; text: string } {
  const octets = Buffer.concat(parts.map((part) => part.octets))
  const [first] = parts
  const decode = first?.dataCoding === 8 ? decodeUcs2 : first?.dataCoding === 3 ? latin1 : decodeGsm
  return { from: first?.source ?? '', to: first?.destination ?? '', text: decode(octets) }
}

const numberOf = (said: string): string => `+${said.replace('+', '')}`
const latin1 = (octets: Uint8Array): string => Buffer.from(octets).toString('latin1')

/** Asks again after whatever the process does next; no sleeping. */
export async function until(holds: () => boolean, withinMs = 5_000): Promise<void> {
  const end = performance.now() + withinMs
  while (!holds()) {
    if (performance.now() > end) throw new Error(`waited ${withinMs} ms in vain for ${holds}`)
    await new Promise<void>((resolve) => setImmediate(resolve))
  }
}
