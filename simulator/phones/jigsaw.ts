/** Puts the pieces of long texts together as a phone does: a set that is whole is shown and forgotten, so a set sent again shows again. */
import type { Piece } from '../carriers/to-phone.ts'

export type Placed = { piece: Piece; id: string }

/** Incomplete sets kept, oldest given up beyond it: phones forget too. */
const MAX_SETS = 10_000

export class Jigsaw {
  /** Pieces that came although the same one was already there. */
  repeats = 0
  /** Sets given up with pieces missing. */
  givenUp = 0
  readonly #sets = new Map<string, Map<number, Placed>>()

  /** Sets that still miss a piece. */
  get waiting(): number {
    return this.#sets.size
  }

  /** The whole text's pieces in order, when this was the last. */
  add(placed: Placed): Placed[] | null {
    const { set } = placed.piece
    if (!set) return [placed]
    const known = this.#begun(set.key, set.seq, placed)
    known.set(set.seq, placed)
    if (known.size < set.total) {
      this.#sets.set(set.key, known)
      this.#room()
      return null
    }
    this.#sets.delete(set.key)
    return [...known].sort(([a], [b]) => a - b).map(([, one]) => one)
  }

  /** The set it belongs to. The same place with other content begins a new one: references come round again. */
  #begun(key: string, seq: number, { piece }: Placed): Map<number, Placed> {
    const known = this.#sets.get(key)
    const twin = known?.get(seq)
    if (known && twin && Buffer.compare(twin.piece.octets, piece.octets) !== 0) {
      this.givenUp++
      return new Map()
    }
    if (twin) this.repeats++
    return known ?? new Map()
  }

  #room(): void {
    if (this.#sets.size <= MAX_SETS) return
    const [oldest] = this.#sets.keys()
    if (oldest !== undefined) this.#sets.delete(oldest)
    this.givenUp++
  }
}
