/** A message centre: takes what the business submits, hands it to phones, and delivers receipts and what phones say until that is acknowledged. */
import { listen, type Server } from '#src/protocols/smpp/server.ts'
import type { ServerSession } from '#src/protocols/smpp/server-session.ts'
import { status } from '#src/protocols/smpp/status.ts'
import type { Agenda } from '../agenda.ts'
import type { Sent } from '../ledger.ts'
import type { Exchange } from '../phones/phones.ts'
import type { Random } from '../random.ts'
import { type Behaviour, type BehaviourChange, usual } from './behaviour.ts'
import { Deliveries } from './deliveries.ts'
import { fromPhone } from './from-phone.ts'
import type { CarrierPlan } from './plan.ts'
import { Submits, type SubmitsNeeds } from './submits.ts'

export type CarrierNeeds = {
  agenda: Agenda
  random: Random
  bring: SubmitsNeeds['bring']
  /** A link came up, or went. */
  linked?(carrier: Carrier): void
}

/** Requests of ours a session may have unanswered. */
const DELIVER_WINDOW = 200

export class Carrier implements Exchange {
  readonly plan: CarrierPlan
  behaviour: Behaviour
  readonly #needs: CarrierNeeds
  readonly #deliveries: Deliveries
  readonly #submits: Submits
  #server: Server | null = null
  #binds = 0
  #drops = 0
  /** Grows with every change, so that what was planned under an older behaviour knows it is stale. */
  #changes = 0

  constructor(plan: CarrierPlan, needs: CarrierNeeds) {
    this.plan = plan
    this.#needs = needs
    this.behaviour = usual(plan.dropEveryS)
    this.#deliveries = new Deliveries(needs.agenda, () => (this.behaviour.answers === 'nothing' ? [] : this.sessions))
    const report: SubmitsNeeds['report'] = (receipt, copies, acked) => this.#deliveries.addReceipt(receipt, copies, acked)
    this.#submits = new Submits(plan, { ...needs, behaviour: () => this.behaviour, report })
  }

  get counts() {
    return { ...this.#submits.counts, binds: this.#binds, drops: this.#drops }
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
        onRequests: (session, pdus, answer) => this.#submits.requested(session, pdus, answer),
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
    this.#drops++
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
      this.#binds++
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
}
