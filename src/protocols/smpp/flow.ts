/** Back-pressure: when to write no more requests, when to read no more bytes, when a stuck peer is given up. */
import type { Wire } from './connection-options.ts'

/** Answers that may pile up unsent before we stop reading. Not at the first full socket: two peers that both stop would wait for ever. */
const MAX_BACKLOG_BYTES = 1_048_576

export class Flow {
  readonly #wire: Wire
  #blockedAt: number | null = null

  constructor(wire: Wire) {
    this.#wire = wire
  }

  /** The socket wants no more for now: only answers are written. */
  get blocked(): boolean {
    return this.#blockedAt !== null
  }

  /** Answers whether the socket still wants more. */
  write(bytes: Uint8Array, now: number): boolean {
    if (this.#wire.write(bytes)) return true
    this.#blockedAt ??= now
    return false
  }

  drained() {
    this.#blockedAt = null
  }

  /** The peer has taken nothing since `until`. */
  stuckSince(until: number): boolean {
    return this.#blockedAt !== null && this.#blockedAt <= until
  }

  /** Whether to stop reading: for bytes unsent, or for requests unanswered (`full`) until enough are (`roomy`). */
  deaf(was: boolean, { full, roomy }: { full: boolean; roomy: boolean }): boolean {
    const backlog = this.#blockedAt !== null && this.#wire.backlog() > MAX_BACKLOG_BYTES
    return backlog || full || (was && !roomy)
  }
}
