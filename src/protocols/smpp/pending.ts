/** Requests sent and not answered: a ring over typed arrays, so that a message in flight costs no object of its own. */
import { MAX_SEQUENCE } from './pdu.ts'

export class Pending<Owner> {
  count = 0
  readonly #mask: number
  readonly #sequences: Int32Array
  readonly #places: Int32Array
  readonly #sentAt: Float64Array
  readonly #owners: (Owner | null)[]
  #sequence: number

  /** Holds at least `window` requests; numbers begin after `lastSequence`. */
  constructor(window: number, lastSequence = 0) {
    this.#sequence = lastSequence
    const size = 2 ** Math.ceil(Math.log2(Math.max(window, 8) * 2))
    this.#mask = size - 1
    this.#sequences = new Int32Array(size)
    this.#places = new Int32Array(size)
    this.#sentAt = new Float64Array(size)
    this.#owners = new Array(size).fill(null)
  }

  /** The next number for a PDU we do not wait for here (bind, enquire_link, unbind). */
  nextSequence(): number {
    this.#sequence = this.#sequence === MAX_SEQUENCE ? 1 : this.#sequence + 1 // spec: SMPP 3.4 §5.1.4
    return this.#sequence
  }

  /** Files a request and answers its sequence number. Numbers whose slot an old request still holds are left out. */
  add(owner: Owner, place: number, now: number): number {
    let sequence = this.nextSequence()
    while (this.#sequences[sequence & this.#mask] !== 0) sequence = this.nextSequence()
    const slot = sequence & this.#mask
    this.#sequences[slot] = sequence
    this.#places[slot] = place
    this.#sentAt[slot] = now
    this.#owners[slot] = owner
    this.count++
    return sequence
  }

  /** The slot of a request that awaits its answer, or -1. */
  find(sequence: number): number {
    const slot = sequence & this.#mask
    return sequence !== 0 && this.#sequences[slot] === sequence ? slot : -1
  }

  /** Whose it is. Only for a slot that `find` just gave. */
  ownerAt(slot: number): Owner {
    return this.#owners[slot] as Owner // a found slot has one
  }

  placeAt(slot: number): number {
    return this.#places[slot]!
  }

  free(slot: number) {
    this.#sequences[slot] = 0
    this.#owners[slot] = null
    this.count--
  }

  /** Frees every request sent at or before `until`, telling of each. */
  expire(until: number, each: (owner: Owner, place: number) => void) {
    if (this.count === 0) return
    for (let slot = 0; slot <= this.#mask; slot++) {
      if (this.#sequences[slot] === 0 || this.#sentAt[slot]! > until) continue
      const owner = this.ownerAt(slot)
      this.free(slot)
      each(owner, this.#places[slot]!)
    }
  }

  /** Whether any was sent at or before `until`. */
  anyUntil(until: number): boolean {
    if (this.count === 0) return false
    return this.#sequences.some((sequence, slot) => sequence !== 0 && this.#sentAt[slot]! <= until)
  }

  /** Counts all requests as sent at `now`: we did not listen meanwhile. */
  restart(now: number) {
    this.#sentAt.fill(now)
  }
}
