/** Our requests: how many may go, which are in flight, and what became of them. */
import { writePdu } from './answers.ts'
import { FieldError, type RecoverablePduError } from './errors.ts'
import type { Outbox } from './outbox.ts'
import { HEADER_BYTES, type Request, type Response } from './pdu.ts'
import { Pending } from './pending.ts'
import type { Why } from './session.ts'
import { Batch, type OnSettled, type Settled } from './settled.ts'
import { isThrottling } from './status.ts'
import { allowance, congested, type Throttle, type ThrottleRules, throttled, unthrottled } from './throttle.ts'
import { tlvUint } from './tlv.ts'

export class Outgoing {
  readonly #outbox: Outbox
  readonly #window: number
  readonly #rules: ThrottleRules
  readonly #pending: Pending<Batch>
  #throttle: Throttle
  #touched: Batch[] = []

  constructor(outbox: Outbox, window: number, rules: ThrottleRules, throttle: Throttle = unthrottled) {
    this.#outbox = outbox
    this.#window = window
    this.#rules = rules
    this.#throttle = throttle
    this.#pending = new Pending(window)
  }

  get inFlight(): number {
    return this.#pending.count
  }

  /** What the carrier asked for so far; a new connection to it begins with it. */
  get throttle(): Throttle {
    return this.#throttle
  }

  room(now: number): number {
    return Math.max(0, allowance(this.#throttle, this.#window, now, this.#rules) - this.#pending.count)
  }

  nextSequence(): number {
    return this.#pending.nextSequence()
  }

  /** Writes the first `room` requests; settles the others, and what cannot be written, as unsent. */
  send(requests: readonly (Request | Uint8Array)[], settled: OnSettled, room: number, why: 'no_room' | 'not_bound', now: number) {
    const batch = new Batch(settled)
    for (let at = 0; at < requests.length; at++) {
      if (at < room) this.#write(requests[at]!, batch, at, now)
      else this.#settle(batch, { at, kind: 'unsent', why })
    }
  }

  answered(resp: Response, now: number) {
    const slot = this.#pending.find(resp.sequence)
    if (slot < 0) return // late, or an answer to nothing
    const [batch, at] = [this.#pending.ownerAt(slot), this.#pending.placeAt(slot)]
    this.#pending.free(slot)
    if (resp.tlvs.length > 0) this.#steer(resp, now)
    if (resp.status === 0 && resp.kind !== 'generic_nack') return this.#settle(batch, { at, kind: 'resp', resp })
    if (isThrottling(resp.status)) this.#throttle = throttled(this.#throttle, now, this.#rules)
    this.#settle(batch, { at, kind: 'refused', status: resp.status, resp })
  }

  /** A response came that cannot be read: whether the request was taken is anybody's guess. */
  answeredBadly({ sequence }: RecoverablePduError) {
    const slot = this.#pending.find(sequence)
    if (slot < 0) return
    const [batch, at] = [this.#pending.ownerAt(slot), this.#pending.placeAt(slot)]
    this.#pending.free(slot)
    this.#settle(batch, { at, kind: 'unknown', why: 'malformed_response' })
  }

  anyUntil(until: number): boolean {
    return this.#pending.anyUntil(until)
  }

  /** Gives up on everything sent at or before `until`. */
  giveUp(until: number, why: Why) {
    this.#pending.expire(until, (batch, at) => this.#settle(batch, { at, kind: 'unknown', why }))
  }

  /** We did not listen for a while: everything counts as sent now. */
  restart(now: number) {
    this.#pending.restart(now)
  }

  /** Tells the owners what has settled. They may submit again from within, and if one throws, the others are told next time. */
  tell() {
    for (let left = this.#touched.length; left > 0; left--) this.#touched.shift()?.tell()
  }

  #write(request: Request | Uint8Array, batch: Batch, at: number, now: number) {
    const sequence = this.#pending.add(batch, at, now)
    try {
      if (request instanceof Uint8Array) this.#copy(request, sequence)
      else writePdu(this.#outbox, request, sequence)
    } catch (error) {
      this.#pending.free(this.#pending.find(sequence))
      if (!(error instanceof FieldError)) throw error
      this.#settle(batch, { at, kind: 'unsent', why: 'unwritable', status: error.commandStatus, detail: error.message })
    }
  }

  #copy(pdu: Uint8Array, sequence: number) {
    if (pdu.length < HEADER_BYTES) throw new FieldError('pdu', 'shorter than a header', 0x02)
    this.#outbox.reserve(pdu.length)
    const { buffer, at } = this.#outbox
    buffer.set(pdu, at)
    buffer.writeUInt32BE(sequence, at + 12) // spec: SMPP 3.4 §3.2
    this.#outbox.wrote(at + pdu.length)
  }

  #settle(batch: Batch, result: Settled) {
    if (batch.add(result)) this.#touched.push(batch)
  }

  #steer(resp: Response, now: number) {
    const congestion = tlvUint(resp.tlvs, 'congestion_state') // spec: SMPP 5.0 §4.8.4.18
    if (congestion !== undefined) this.#throttle = congested(this.#throttle, congestion, now, this.#rules)
  }
}
