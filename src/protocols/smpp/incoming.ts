/** The peer's requests: handed over in lists, answered when the owner says so. */
import { writeAnswer } from './answers.ts'
import type { Outbox } from './outbox.ts'
import type { Request } from './pdu.ts'
import type { AnswerList } from './settled.ts'

export type OverWindow = 'throttled' | 'queue_full' | 'pause'
const RMSGQFUL = 0x14
const RTHROTTLED = 0x58

export interface IncomingHooks {
  requests(requests: Request[], answer: AnswerList): void
  /** Answers were written and want to be sent. */
  answered(): void
}

export class Incoming {
  /** Requests handed over and not answered yet. */
  open = 0
  readonly #outbox: Outbox
  /** May be changed while the session lasts. */
  window: number
  readonly #over: OverWindow
  readonly #hooks: IncomingHooks
  /** Of the chunk being read, not handed over yet. */
  #waiting: Request[] = []

  constructor(outbox: Outbox, window: number, over: OverWindow, hooks: IncomingHooks) {
    this.#outbox = outbox
    this.window = window
    this.#over = over
    this.#hooks = hooks
  }

  /** Takes one more request, or answers the status to refuse it with. */
  take(request: Request): number {
    const over = this.open + this.#waiting.length >= this.window && this.#over !== 'pause'
    if (over) return this.#over === 'queue_full' ? RMSGQFUL : RTHROTTLED
    this.#waiting.push(request)
    return 0
  }

  /** Reading should stop: so much is open that nothing may be added. One read's worth can be beyond the window. */
  get full(): boolean {
    return this.#over === 'pause' && this.open >= this.window
  }

  /** Reading may go on. */
  get roomy(): boolean {
    return this.open <= this.window / 2
  }

  /** Hands over what a read brought. */
  handOver() {
    if (this.#waiting.length === 0) return
    const requests = this.#waiting
    this.#waiting = []
    this.open += requests.length
    this.#hooks.requests(requests, this.#answers(requests))
  }

  #answers(requests: readonly Request[]): AnswerList {
    const done = new Uint8Array(requests.length)
    return (answers, at = 0) => {
      for (let i = 0; i < answers.length; i++) {
        const request = requests[at + i]
        if (request === undefined || done[at + i] === 1) continue
        done[at + i] = 1
        this.open--
        writeAnswer(this.#outbox, request.kind, request.sequence, answers[i]!)
      }
      this.#hooks.answered()
    }
  }
}
