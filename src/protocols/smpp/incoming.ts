/** The peer's requests: handed over in lists, answered when the owner says so. */
import { writeAnswer } from './answers.ts'
import type { Outbox } from './outbox.ts'
import type { Request } from './pdu.ts'
import type { AnswerList } from './settled.ts'

export type OverWindow = 'throttled' | 'queue_full' | 'pause'
const RMSGQFUL = 0x14
const RTHROTTLED = 0x58

export class Incoming {
  /** Requests not answered yet. */
  open = 0
  readonly #outbox: Outbox
  readonly #window: number
  readonly #over: OverWindow
  readonly #answered: () => void

  /** `answered` is called after answers were written, to have them sent. */
  constructor(outbox: Outbox, window: number, over: OverWindow, answered: () => void) {
    this.#outbox = outbox
    this.#window = window
    this.#over = over
    this.#answered = answered
  }

  /** 0, or the status for one more request while `waiting` others are about to be handed over. */
  refusal(waiting: number): number {
    if (this.#over === 'pause' || this.open + waiting < this.#window) return 0
    return this.#over === 'queue_full' ? RMSGQFUL : RTHROTTLED
  }

  /** Reading should stop: so much is open that nothing may be added. One read's worth can be beyond the window. */
  get full(): boolean {
    return this.#over === 'pause' && this.open >= this.#window
  }

  /** Reading may go on. */
  get roomy(): boolean {
    return this.open <= this.#window / 2
  }

  /** Counts the requests as open and answers the function that answers them. */
  take(requests: readonly Request[]): AnswerList {
    this.open += requests.length
    const done = new Uint8Array(requests.length)
    return (answers, at = 0) => {
      for (let i = 0; i < answers.length; i++) {
        const request = requests[at + i]
        if (request === undefined || done[at + i] === 1) continue
        done[at + i] = 1
        this.open--
        writeAnswer(this.#outbox, request.kind, request.sequence, answers[i]!)
      }
      this.#answered()
    }
  }
}
