/** A message centre: takes what the business submits, hands it to phones, and delivers receipts and what phones say until that is acknowledged. */
import { GsmError } from '#src/protocols/gsm/error.ts'
import type { EsmeRequest, SubmitSm } from '#src/protocols/smpp/pdu.ts'
import { listen, type Server, type ServerSession } from '#src/protocols/smpp/server.ts'
import type { Answer, AnswerList } from '#src/protocols/smpp/settled.ts'
import { status } from '#src/protocols/smpp/status.ts'
import type { Agenda } from '../agenda.ts'
import type { Sent } from '../ledger.ts'
import type { Fate } from '../phones/personality.ts'
import type { Exchange } from '../phones/phones.ts'
import type { Random } from '../random.ts'
import { answerBadly } from './answer-badly.ts'
import { type Behaviour, type BehaviourChange, usual } from './behaviour.ts'
import { type Bucket, draw } from './bucket.ts'
import { Deliveries } from './deliveries.ts'
import { fromPhone } from './from-phone.ts'
import type { CarrierPlan } from './plan.ts'
import { receiptFor, wantsReceipt } from './receipt-for.ts'
import { type Piece, pieceOf } from './to-phone.ts'

export type CarrierNeeds = {
  agenda: Agenda
  random: Random
  /** Brings a piece to its phone. `hurry`: at once. `done` comes when it is known what became of it. */
  bring(piece: Piece, id: string, hurry: boolean, done: (fate: Fate) => void): void
  /** A link came up, or went. */
  linked?(carrier: Carrier): void
}

/** Requests of ours a session may have unanswered. */
const DELIVER_WINDOW = 200
/** A response that its receipt overtakes comes this late. */
const OVERTAKEN_MS = 25
const RQUERYFAIL = 0x67 // spec: SMPP 3.4 §5.1.3

export class Carrier implements Exchange {
  readonly plan: CarrierPlan
  readonly counts = { submits: 0, taken: 0, throttled: 0, refused: 0, receipts: 0, receiptsLost: 0, binds: 0, drops: 0 }
  behaviour: Behaviour
  readonly #needs: CarrierNeeds
  readonly #deliveries: Deliveries
  #server: Server | null = null
  #bucket: Bucket | null = null
  #lastId = 0
  #reports = 0
  /** Grows with every change, so that what was planned under an older behaviour knows it is stale. */
  #changes = 0

  constructor(plan: CarrierPlan, needs: CarrierNeeds) {
    this.plan = plan
    this.#needs = needs
    this.behaviour = usual(plan.dropEveryS)
    this.#deliveries = new Deliveries(needs.agenda, () => (this.behaviour.answers === 'nothing' ? [] : this.sessions))
  }

  get name(): string {
    return this.plan.name
  }

  get port(): number {
    return this.#server?.port ?? 0
  }

  /** Bound ones. */
  get sessions(): ServerSession[] {
    return [...(this.#server?.sessions ?? [])].filter(({ state }) => state.startsWith('BOUND'))
  }

  /** Texts and receipts not acknowledged yet. */
  get unacked(): number {
    return this.#deliveries.unacked
  }

  async listen(host: string, port = 0): Promise<void> {
    this.#server = await listen(
      { host, port, systemId: this.plan.systemId, window: DELIVER_WINDOW },
      {
        authenticate: ({ systemId, password }) => this.#admit(systemId, password),
        onRequests: (session, pdus, answer) => this.#requested(session, pdus, answer),
        onState: (_session, { to }) => this.#changed(to),
        onRoom: () => this.#deliveries.pump(),
      },
    )
    this.#planDrop()
  }

  /** What a phone says. Answers in how many segments; throws for what no phone could send. */
  take(sent: Sent, ref: number, changed: (sent: Sent) => void): number {
    const pdus = fromPhone({ ...sent, ref }, this.plan)
    sent.segments = pdus.length
    this.#deliveries.addText(sent, pdus, changed)
    return pdus.length
  }

  /** Takes effect at once. `forS`: for so long, then as before. */
  behave({ drop, throttleForS, forS, ...change }: BehaviourChange): void {
    const before = this.behaviour
    const mine = ++this.#changes
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    this.behaviour = { ...before, ...given, ...(throttleForS !== undefined && { perSecond: 0 }) }
    for (const session of this.sessions) session.mute = this.behaviour.answers === 'nothing'
    if (drop) this.drop()
    const seconds = throttleForS ?? forS
    if (seconds !== undefined) {
      this.#needs.agenda.in(seconds * 1000, () => {
        if (this.#changes === mine) this.behave(before)
      })
    }
    this.#planDrop()
    this.#deliveries.pump()
  }

  /** Every link, without a word. */
  drop(): void {
    this.counts.drops++
    for (const session of this.#server?.sessions ?? []) session.destroy()
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#changes++
    await this.#server?.destroy()
  }

  #admit(systemId: string, password: string): number {
    if (this.behaviour.refuseBinds) return status.systemError
    return systemId === this.plan.systemId && password === this.plan.password ? status.ok : status.bindFailed
  }

  #changed(to: string): void {
    if (to.startsWith('BOUND')) {
      this.counts.binds++
      for (const session of this.sessions) session.mute = this.behaviour.answers === 'nothing'
      this.#deliveries.pump()
    }
    this.#needs.linked?.(this)
  }

  #planDrop(): void {
    const { dropEveryS } = this.behaviour
    const mine = this.#changes
    if (dropEveryS <= 0) return
    const inMs = dropEveryS * 1000 * (0.5 + this.#needs.random.next())
    this.#needs.agenda.in(inMs, () => {
      if (this.#changes !== mine) return
      this.drop()
      this.#planDrop()
    })
  }

  #requested(session: ServerSession, pdus: EsmeRequest[], answer: AnswerList): void {
    this.counts.submits += pdus.length
    const { answers, delayMs } = this.behaviour
    if (answers === 'nothing') return
    const overtaken = new Set<number>()
    const given = answers === 'garbage' ? [] : this.#answers(pdus, overtaken)
    if (answers === 'garbage' || answers === 'half') answerBadly(session, pdus, answers, this.#needs)
    if (answers !== 'normal') return
    const afterMs = this.plan.answerMs + delayMs
    this.#needs.agenda.in(afterMs, () => {
      if (overtaken.size === 0) answer(given)
      else for (const [at, one] of given.entries()) if (!overtaken.has(at)) answer([one], at)
    })
    if (overtaken.size === 0) return
    this.#needs.agenda.in(afterMs + OVERTAKEN_MS, () => {
      for (const at of overtaken) answer([given[at] ?? status.systemError], at)
    })
  }

  /** Takes what can be taken. Places whose receipt is to come first are added to `overtaken`. */
  #answers(pdus: readonly EsmeRequest[], overtaken: Set<number>): Answer[] {
    const room = this.#room(pdus.length)
    return pdus.map((pdu, at) => {
      if (pdu.kind !== 'submit_sm') return pdu.kind === 'query_sm' ? RQUERYFAIL : status.invalidCommandId
      if (at >= room) {
        this.counts.throttled++
        return status.throttled
      }
      const hurry = this.#needs.random.chance(this.plan.receiptFirst)
      if (hurry) overtaken.add(at)
      return this.#taken(pdu, hurry)
    })
  }

  #room(wanted: number): number {
    const perSecond = this.behaviour.perSecond ?? (this.plan.perSecond || null)
    if (perSecond === null) return wanted
    const { bucket, taken } = draw(this.#bucket, wanted, perSecond, this.#needs.agenda.now())
    this.#bucket = bucket
    return taken
  }

  #taken(pdu: SubmitSm, hurry: boolean): Answer {
    const piece = readable(pdu)
    if (!piece) return status.invalidMessageLength
    if (!/^\+\d{8,15}$/.test(piece.to) || this.behaviour.refuse.includes(piece.to)) {
      this.counts.refused++
      return status.invalidDestination
    }
    this.counts.taken++
    const { agenda } = this.#needs
    const id = this.plan.messageId(this.#lastId++)
    const { from, to, reference } = piece
    const asked = { id, from, to, reference, registeredDelivery: pdu.registeredDelivery, submitAt: agenda.now() }
    this.#needs.bring(piece, id, hurry, (fate) => {
      if (wantsReceipt(asked.registeredDelivery, fate.state === 'delivered')) this.#report(receiptFor(asked, fate, agenda.now(), this.plan))
    })
    return { messageId: id }
  }

  #report(receipt: ReturnType<typeof receiptFor>): void {
    const { receipts } = this.behaviour
    const lost = receipts === 'none' || (receipts === 'lost' && this.#reports++ % 2 === 0)
    if (lost) this.counts.receiptsLost++
    else this.counts.receipts += this.#deliveries.addReceipt(receipt, receipts === 'double' ? 2 : 1)
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
