/** What became of a request we sent, and how we answer one we were sent. */
import type { Response } from './pdu.ts'
import type { Why } from './session.ts'
import type { Tlv } from './tlv.ts'

/** `at` is the request's place in the batch it was submitted in. Each place is settled exactly once. */
export type Settled =
  /** Answered with status 0. */
  | { at: number; kind: 'resp'; resp: Response }
  /** Answered with an error, or with generic_nack. */
  | { at: number; kind: 'refused'; status: number; resp: Response }
  /** Sent, and the session ended or the response timer ran out before an answer: it may have been taken, or not. */
  | { at: number; kind: 'unknown'; why: Why | 'malformed_response' }
  /** Certainly not sent: no room, not bound, or (with its status) a field that cannot be written. */
  | { at: number; kind: 'unsent'; why: 'no_room' | 'not_bound' | 'unwritable'; status?: number; detail?: string }

/** Called with whatever settled in one read; several times for one batch. */
export type OnSettled = (results: Settled[]) => void

/** A batch on its way. */
export class Batch {
  readonly #settled: OnSettled
  #results: Settled[] = []

  constructor(settled: OnSettled) {
    this.#settled = settled
  }

  /** True when this is the first result since the last `tell`. */
  add(result: Settled): boolean {
    return this.#results.push(result) === 1
  }

  tell() {
    const results = this.#results
    this.#results = []
    this.#settled(results)
  }
}

/** A status, or the fields of the response; what is left out is 0 or empty. */
export type Answer =
  | number
  | {
      status?: number
      messageId?: string
      tlvs?: readonly Tlv[]
      finalDate?: string
      messageState?: number
      errorCode?: number
      unsuccessful?: readonly { ton: number; npi: number; address: string; status: number }[]
    }

/**
 * Answers the requests of one list, from its place `at` on (0 unless said), in as many calls as one likes.
 * Answering a place twice, or after the session ended, does nothing.
 */
export type AnswerList = (answers: readonly Answer[], at?: number) => void
