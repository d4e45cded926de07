/** The truth of the world, for tests to hold Tandem to: every text a phone sent, every text a phone was shown. Exact, and never pruned silently. */
import type { MessageState } from '#src/protocols/smpp/message-state.ts'

/** A text from a phone to a business. */
export type Sent = {
  id: string
  from: string
  to: string
  text: string
  carrier: string
  segments: number
  at: number
  /** When the last of its segments was acknowledged by the business's side; null while any waits. */
  ackedAt: number | null
  /** How often it was put on the wire: 1, unless an acknowledgement never came. */
  deliveries: number
  /** Set when the business's side refused it for good. */
  refused: number | null
}

/** A text shown by a phone, or meant for one that could not be reached. */
export type Heard = {
  to: string
  from: string
  text: string
  carrier: string
  /** Of each segment, as the carrier's responses said. */
  ids: string[]
  /** user_message_reference, where one was given. */
  reference: number | null
  at: number
  /** What became of it. */
  state: MessageState
}

/** The same text from the same number to the same phone, however often it came. */
export type Received = Omit<Heard, 'state'> & { copies: number; states: MessageState[] }

/** Per direction. Beyond it the oldest tenth is dropped, and `dropped` counts it. */
const MAX_ENTRIES = 1_000_000

export class Ledger {
  readonly sent: Sent[] = []
  readonly heard: Heard[] = []
  dropped = 0

  addSent(entry: Sent): void {
    this.#room(this.sent)
    this.sent.push(entry)
  }

  addHeard(entry: Heard): void {
    this.#room(this.heard)
    this.heard.push(entry)
  }

  /** How many texts of phones the business's side has not yet acknowledged. */
  unacked(): number {
    return this.sent.reduce((sum, { ackedAt, refused }) => sum + (ackedAt === null && refused === null ? 1 : 0), 0)
  }

  /** What phones were shown, equal texts counted together; oldest first. */
  received(): Received[] {
    const found = new Map<string, Received>()
    for (const { state, ...heard } of this.heard) {
      const key = JSON.stringify([heard.to, heard.from, heard.text])
      const known = found.get(key)
      if (!known) found.set(key, { ...heard, ids: [...heard.ids], copies: 1, states: [state] })
      else {
        known.copies++
        known.ids.push(...heard.ids)
        known.states.push(state)
      }
    }
    return [...found.values()]
  }

  #room(list: unknown[]): void {
    if (list.length < MAX_ENTRIES) return
    list.splice(0, MAX_ENTRIES / 10)
    this.dropped += MAX_ENTRIES / 10
  }
}
