/** Ending a session in good order: ours once everything is answered or time is up, theirs once we have answered what they asked. */

export class Farewell {
  /** No more requests of ours. */
  leaving = false
  /** The peer unbound. */
  theirs = false
  #deadline: number | null = null
  #unanswered: number | null = null

  /** We want to leave, at `deadline` at the latest. */
  leave(deadline: number) {
    this.leaving = true
    this.#deadline = deadline
  }

  /** Time to send our unbind; `quiet` when nothing is in flight either way. */
  due(quiet: boolean, now: number): boolean {
    return this.#deadline !== null && (quiet || now >= this.#deadline)
  }

  /** Their unbind came. */
  asked(sequence: number) {
    this.theirs = true
    this.#unanswered = sequence
  }

  /** The sequence number of their unbind, once, when it may be answered: requests before it come first. spec: SMPP 3.4 §4.2.2 */
  answerable(open: number): number | null {
    if (open > 0) return null
    const sequence = this.#unanswered
    this.#unanswered = null
    return sequence
  }
}
