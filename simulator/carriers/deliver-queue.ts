/** What a carrier still has to hand to the business: texts and receipts, kept until acknowledged, in order. */
import type { DeliverSm } from '#src/protocols/smpp/pdu.ts'

export type Item = {
  pdu: DeliverSm
  attempts: number
  /** It is on the wire once more. */
  offered?(attempts: number): void
  /** 0: the business's side has it. Anything else: refused for good, with that status. */
  done?(status: number): void
}

type Queued = Item & { order: number }

/** Beyond it `add` answers false: the carrier is full. */
export const MOST_QUEUED = 500_000
/** The array is cut when so many at its head are gone. */
const CUT_AFTER = 10_000

export class DeliverQueue {
  #items: Queued[] = []
  #head = 0
  /** Those that came back, oldest first: they go before all others. */
  #returned: Queued[] = []
  #order = 0
  #out = 0

  /** Waiting to be offered. */
  get waiting(): number {
    return this.#items.length - this.#head + this.#returned.length
  }

  /** Offered and not acknowledged. */
  get out(): number {
    return this.#out
  }

  add(items: readonly Item[]): boolean {
    if (this.waiting + items.length > MOST_QUEUED) return false
    for (const item of items) this.#items.push({ ...item, order: this.#order++ })
    return true
  }

  take(most: number): Queued[] {
    const taken = this.#returned.splice(0, most)
    const end = Math.min(this.#items.length, this.#head + most - taken.length)
    for (; this.#head < end; this.#head++) taken.push(this.#items[this.#head]!) // between head and end lie items
    if (this.#head >= CUT_AFTER) {
      this.#items = this.#items.slice(this.#head)
      this.#head = 0
    }
    this.#out += taken.length
    return taken
  }

  settle(count: number): void {
    this.#out -= count
  }

  /** Not acknowledged: it is offered again. */
  giveBack(items: readonly Queued[]): void {
    if (items.length === 0) return
    this.#out -= items.length
    this.#returned = [...this.#returned, ...items].sort((a, b) => a.order - b.order)
  }
}
