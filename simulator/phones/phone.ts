/** A phone: a number, who holds it, and what it showed and sent. */
import type { Jigsaw } from './jigsaw.ts'
import type { Personality } from './personality.ts'

export type Bubble = {
  id: string
  direction: 'in' | 'out'
  /** The business's number. */
  with: string
  /** Exactly as typed or received. */
  text: string
  at: number
  segments: number
  /** Of what it sent: with the carrier, or acknowledged by the business's side. */
  state: 'sending' | 'delivered' | 'refused'
}

export type Phone = {
  readonly number: string
  readonly home: string
  readonly name: string | null
  readonly personality: Personality
  /** The last MOST_BUBBLES; older ones are in the ledger. */
  readonly bubbles: Bubble[]
  readonly jigsaw: Jigsaw
  /** Texts shown per business number: how far the talk has gone. */
  readonly shown: Map<string, number>
  /** Nothing arrives before what was under way earlier. */
  busyUntil: number
  /** Concatenation reference of the next long text. */
  ref: number
}

/** What a phone keeps; older bubbles go. */
export const MOST_BUBBLES = 500

export function keep(phone: Phone, bubble: Bubble): void {
  phone.bubbles.push(bubble)
  if (phone.bubbles.length > MOST_BUBBLES) phone.bubbles.splice(0, phone.bubbles.length - MOST_BUBBLES)
}
