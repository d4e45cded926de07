/** Gathers PDUs so that many leave in one write, in memory that is used again once the socket has let go of it. */

/** One write is at most this long, unless a single PDU is longer. */
const SLAB_BYTES = 65_536

export interface Sink {
  write(bytes: Uint8Array): void
  /** True when everything written has left, so its memory is ours again. */
  idle(): boolean
}

export class Outbox {
  buffer: Buffer = Buffer.allocUnsafeSlow(SLAB_BYTES)
  /** Where the next PDU begins. */
  at = 0
  readonly #sink: Sink
  #from = 0

  constructor(sink: Sink) {
    this.#sink = sink
  }

  /** Sees to it that `bytes` fit into `buffer` from `at` on. Write there, then call `wrote(end)`. */
  reserve(bytes: number) {
    if (this.at + bytes <= this.buffer.length) return
    this.flush()
    if (this.at + bytes > this.buffer.length) this.#renew(Math.max(bytes, SLAB_BYTES))
  }

  wrote(end: number) {
    this.at = end
  }

  /** Hands on what was gathered. */
  flush() {
    if (this.at === this.#from) return
    const bytes = this.buffer.subarray(this.#from, this.at)
    this.#from = this.at
    this.#sink.write(bytes)
    if (!this.#sink.idle()) return
    this.#from = 0
    this.at = 0
  }

  #renew(bytes: number) {
    this.buffer = Buffer.allocUnsafeSlow(bytes)
    this.#from = 0
    this.at = 0
  }
}
