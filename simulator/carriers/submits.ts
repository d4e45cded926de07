/** What a carrier does with submits: takes or refuses them, answers in its own time and mood, and reports what became of them. */
import { GsmError } from '#src/protocols/gsm/error.ts'
import type { DeliverSm, EsmeRequest, SubmitSm } from '#src/protocols/smpp/pdu.ts'
import type { ServerSession } from '#src/protocols/smpp/server-session.ts'
import type { Answer, AnswerList } from '#src/protocols/smpp/settled.ts'
import { status } from '#src/protocols/smpp/status.ts'
import type { Agenda } from '../agenda.ts'
import type { Fate } from '../phones/personality.ts'
import type { Random } from '../random.ts'
import { answerBadly } from './answer-badly.ts'
import type { Behaviour } from './behaviour.ts'
import { type Bucket, draw } from './bucket.ts'
import type { CarrierPlan } from './plan.ts'
import { receiptFor, wantsReceipt } from './receipt-for.ts'
import { type Piece, pieceOf } from './to-phone.ts'

export type SubmitsNeeds = {
  agenda: Agenda
  random: Random
  /** Brings a piece to its phone. `hurry`: at once. `done` comes later, when it is known what became of it. */
  bring(piece: Piece, id: string, hurry: boolean, done: (fate: Fate) => void): void
  behaviour(): Behaviour
  /** Answers how many of the copies it took; `acked` when the business's side has one. */
  report(receipt: DeliverSm, copies: number, acked: () => void): number
}

/** A response waits at most so long for the acknowledgement of the receipt that is to overtake it. */
const OVERTAKE_WITHIN_MS = 250
const RQUERYFAIL = 0x67 // spec: SMPP 3.4 §5.1.3

export class Submits {
  readonly counts = { submits: 0, taken: 0, throttled: 0, refused: 0, receipts: 0, receiptsLost: 0 }
  readonly #plan: CarrierPlan
  readonly #needs: SubmitsNeeds
  #bucket: Bucket | null = null
  #lastId = 0
  #reports = 0

  constructor(plan: CarrierPlan, needs: SubmitsNeeds) {
    this.#plan = plan
    this.#needs = needs
  }

  requested(session: ServerSession, pdus: EsmeRequest[], answer: AnswerList): void {
    this.counts.submits += pdus.length
    const { answers, delayMs } = this.#needs.behaviour()
    if (answers === 'nothing') return
    if (answers === 'garbage') return void answerBadly(session, pdus, answers, this.#needs)
    const { agenda } = this.#needs
    const overtaken = new Set<number>()
    const release = (at: number): void => {
      if (answers === 'normal' && overtaken.delete(at)) answer([given[at] ?? status.systemError], at)
    }
    const given = this.#answers(pdus, overtaken, release)
    if (answers === 'half') answerBadly(session, pdus, answers, this.#needs)
    if (answers !== 'normal') return
    const afterMs = this.#plan.answerMs + delayMs
    const waiting = [...overtaken]
    agenda.in(afterMs, () => {
      if (waiting.length === 0) answer(given)
      else for (const [at, one] of given.entries()) if (!waiting.includes(at)) answer([one], at)
    })
    if (waiting.length > 0) agenda.in(afterMs + OVERTAKE_WITHIN_MS, () => waiting.forEach(release))
  }

  /** Takes what can be taken. The places whose receipt is to come first go into `overtaken`, and `release` is called once it did. */
  #answers(pdus: readonly EsmeRequest[], overtaken: Set<number>, release: (at: number) => void): Answer[] {
    const room = this.#room(pdus.length)
    return pdus.map((pdu, at) => {
      if (pdu.kind !== 'submit_sm') return pdu.kind === 'query_sm' ? RQUERYFAIL : status.invalidCommandId
      if (at >= room) {
        this.counts.throttled++
        return status.throttled
      }
      const hurry = this.#needs.random.chance(this.#plan.receiptFirst)
      if (hurry) overtaken.add(at)
      return this.#taken(pdu, hurry, () => release(at))
    })
  }

  #room(wanted: number): number {
    const perSecond = this.#needs.behaviour().perSecond ?? (this.#plan.perSecond || null)
    if (perSecond === null) return wanted
    const { bucket, taken } = draw(this.#bucket, wanted, perSecond, this.#needs.agenda.now())
    this.#bucket = bucket
    return taken
  }

  #taken(pdu: SubmitSm, hurry: boolean, reported: () => void): Answer {
    const piece = readable(pdu)
    if (!piece) return status.invalidMessageLength
    if (!/^\+\d{8,15}$/.test(piece.to) || this.#needs.behaviour().refuse.includes(piece.to)) {
      this.counts.refused++
      return status.invalidDestination
    }
    this.counts.taken++
    const { agenda } = this.#needs
    const id = this.#plan.messageId(this.#lastId++)
    const { from, to, reference } = piece
    const asked = { id, from, to, reference, submitAt: agenda.now() }
    const { registeredDelivery } = pdu // read now: the PDU is a view
    this.#needs.bring(piece, id, hurry, (fate) => {
      if (wantsReceipt(registeredDelivery, fate.state === 'delivered'))
        this.#report(receiptFor(asked, fate, agenda.now(), this.#plan), reported)
    })
    return { messageId: id }
  }

  #report(receipt: DeliverSm, acked: () => void): void {
    const { receipts } = this.#needs.behaviour()
    const lost = receipts === 'none' || (receipts === 'lost' && this.#reports++ % 2 === 0)
    if (lost) this.counts.receiptsLost++
    else this.counts.receipts += this.#needs.report(receipt, receipts === 'double' ? 2 : 1, acked)
  }
}

/** Null: its header says what cannot be. */
function readable(pdu: SubmitSm): Piece | null {
  try {
    return pieceOf(pdu)
  } catch (error) {
    if (error instanceof GsmError) return null
    throw error
  }
}
