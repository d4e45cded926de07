/** Keeps the queue moving: into whichever session listens and has room, again when an acknowledgement does not come. */
import type { DeliverSm } from '#src/protocols/smpp/pdu.ts'
import type { ServerSession } from '#src/protocols/smpp/server-session.ts'
import type { Settled } from '#src/protocols/smpp/settled.ts'
import { status, statusOf } from '#src/protocols/smpp/status.ts'
import type { Agenda } from '../agenda.ts'
import type { Sent } from '../ledger.ts'
import { DeliverQueue, type Item } from './deliver-queue.ts'

/** After "not now" everything waits so long. */
const RETRY_MS = 1_000
/** So many go to one session before the next gets its turn. */
const HANDFUL = 50

type Queued = ReturnType<DeliverQueue['take']>[number]

export class Deliveries {
  readonly #queue = new DeliverQueue()
  readonly #agenda: Agenda
  readonly #sessions: () => ServerSession[]
  #pumping = false
  #pausedUntil = 0
  #turn = 0

  constructor(agenda: Agenda, sessions: () => ServerSession[]) {
    this.#agenda = agenda
    this.#sessions = sessions
  }

  get unacked(): number {
    return this.#queue.waiting + this.#queue.out
  }

  /** One text's segments. `changed` when all are acknowledged, or one is refused. */
  addText(sent: Sent, pdus: readonly DeliverSm[], changed: (sent: Sent) => void): void {
    let left = pdus.length
    const done = (code: number): void => {
      left--
      if (code !== status.ok) sent.refused = code
      else if (left === 0 && sent.refused === null) sent.ackedAt = this.#agenda.now()
      if (code !== status.ok || left === 0) changed(sent)
    }
    const offered = (attempts: number): void => {
      sent.deliveries = Math.max(sent.deliveries, attempts)
    }
    if (!this.#queue.add(pdus.map((pdu) => ({ pdu, attempts: 0, offered, done })))) sent.refused = status.queueFull
    this.pump()
  }

  /** Answers how many were queued: a full queue takes none. `done` with each acknowledgement. */
  addReceipt(pdu: DeliverSm, copies: number, done: () => void): number {
    const items: Item[] = Array.from({ length: copies }, () => ({ pdu, attempts: 0, done }))
    const added = this.#queue.add(items)
    this.pump()
    return added ? copies : 0
  }

  /** Soon, with whatever else happens in this turn. */
  pump(): void {
    if (this.#pumping) return
    this.#pumping = true
    setImmediate(() => {
      this.#pumping = false
      this.#run()
    })
  }

  #run(): void {
    if (this.#agenda.now() < this.#pausedUntil) return
    const listening = this.#sessions().filter(({ state }) => state === 'BOUND_RX' || state === 'BOUND_TRX')
    for (let idle = 0; idle < listening.length && this.#queue.waiting > 0; ) {
      const session = listening[this.#turn++ % listening.length]
      const room = session?.room() ?? 0
      idle = room > 0 ? 0 : idle + 1
      if (session && room > 0) this.#offer(session, this.#queue.take(Math.min(room, HANDFUL)))
    }
  }

  #offer(session: ServerSession, items: Queued[]): void {
    for (const item of items) item.offered?.(++item.attempts)
    session.deliver(
      items.map(({ pdu }) => pdu),
      (results) => this.#settle(items, results),
    )
  }

  #settle(items: readonly Queued[], results: readonly Settled[]): void {
    const again: Queued[] = []
    for (const result of results) {
      const item = items[result.at]
      if (!item) continue
      const code = verdict(result)
      if (code === null) again.push(item)
      else {
        this.#queue.settle(1)
        item.done?.(code)
      }
      if (result.kind === 'refused' && code === null) this.#pause()
    }
    this.#queue.giveBack(again)
    this.pump()
  }

  #pause(): void {
    this.#pausedUntil = this.#agenda.now() + RETRY_MS
    this.#agenda.in(RETRY_MS, () => this.pump())
  }
}

/** 0: acknowledged. Null: it must be offered again. Otherwise: refused for good. */
function verdict(result: Settled): number | null {
  switch (result.kind) {
    case 'resp':
      return status.ok
    case 'refused':
      return statusOf(result.status).retry === 'later' ? null : result.status
    case 'unknown':
      return null
    case 'unsent':
      return result.why === 'unwritable' ? (result.status ?? status.systemError) : null
  }
}
