/** All phones of the world: they take what carriers bring, let their holders answer, and hand what they say to the carrier of the number it is for. */
import type { Agenda } from '../agenda.ts'
import { type Piece, textOf } from '../carriers/to-phone.ts'
import type { Ledger, Sent } from '../ledger.ts'
import type { Random } from '../random.ts'
import { Jigsaw, type Placed } from './jigsaw.ts'
import { byEnding, isFictional, MOST_NUMBERS, numberAt, numbersIn } from './numbers.ts'
import { type Fate, type Personality, personalities } from './personality.ts'
import { type Bubble, keep, type Phone } from './phone.ts'

/** The carrier a business's number lives on. */
export type Exchange = {
  readonly name: string
  /** Answers how many segments it is; throws for what cannot be sent. `acked` comes once the business's side has all of it. */
  take(sent: Sent, ref: number, changed: (sent: Sent) => void): number
}

/** `hurry`: it is there at once. */
export type Brought = { id: string; carrier: string; hurry: boolean }

export type PhoneEvent = { phone: Phone; bubble: Bubble }

/** `areaCode`: if there is room in it. */
export type Wish = { name?: string | null; areaCode?: string; number?: string }

type Needs = { agenda: Agenda; random: Random; ledger: Ledger; homes: readonly string[]; exchangeOf(number: string): Exchange | undefined }

export class Phones {
  readonly #needs: Needs
  readonly #byNumber = new Map<string, Phone>()
  readonly #watchers = new Set<(event: PhoneEvent) => void>()
  readonly #lost = new Jigsaw()
  #nextNumber: number | undefined
  #nextId = 1

  constructor(needs: Needs) {
    this.#needs = needs
  }

  get all(): Phone[] {
    return [...this.#byNumber.values()]
  }

  find(number: string): Phone | undefined {
    return this.#byNumber.get(number)
  }

  /** A phone nobody has yet, or the one with that number if it is free. Throws when the world has no more, or it is taken. */
  add(personality: Personality, { name = null, areaCode, number = this.#freeNumber(areaCode) }: Wish = {}): Phone {
    if (!this.#free(number)) throw new RangeError(`${number} is taken`)
    const { homes, random } = this.#needs
    const phone: Phone = {
      ...{ number, name, personality, home: random.pick(homes), bubbles: [], jigsaw: new Jigsaw(), shown: new Map() },
      ...{ busyUntil: 0, ref: random.between(0, 255) },
    }
    this.#byNumber.set(number, phone)
    return phone
  }

  /** Told of every bubble, new or changed. The answer ends it. */
  watch(watcher: (event: PhoneEvent) => void): () => void {
    this.#watchers.add(watcher)
    return () => this.#watchers.delete(watcher)
  }

  /** The phone texts a business. Null: nobody has that number. Throws GsmError for what no phone could send. */
  send(phone: Phone, to: string, text: string): Sent | null {
    const exchange = this.#needs.exchangeOf(to)
    if (!exchange) return null
    const id = `mo-${this.#nextId++}`
    const at = this.#needs.agenda.now()
    const sent: Sent = {
      ...{ id, from: phone.number, to, text, carrier: exchange.name, segments: 0, at },
      ...{ ackedAt: null, deliveries: 0, refused: null },
    }
    const bubble: Bubble = { id, direction: 'out', with: to, text, at, segments: 0, state: 'sending' }
    bubble.segments = exchange.take(sent, phone.ref, (now) => {
      bubble.state = now.refused === null ? 'delivered' : 'refused'
      this.#tell({ phone, bubble })
    })
    phone.ref = (phone.ref + 1) % 256
    this.#needs.ledger.addSent(sent)
    keep(phone, bubble)
    this.#tell({ phone, bubble })
    return sent
  }

  /** A carrier brings a piece. `done` comes when it is known what became of it. Fictional numbers nobody has are answered by somebody. */
  bring(piece: Piece, { id, carrier, hurry }: Brought, done: (fate: Fate) => void): void {
    const { agenda, random } = this.#needs
    const phone = this.#byNumber.get(piece.to) ?? this.#stranger(piece.to)
    const fate = phone.personality.fate(random)
    const dueAt = Math.max(agenda.now() + (hurry ? 0 : fate.afterMs), phone.busyUntil)
    phone.busyUntil = dueAt
    agenda.in(dueAt - agenda.now(), () => {
      this.#arrive(phone, { piece, id }, carrier, fate)
      done(fate)
    })
  }

  #stranger(number: string): Phone {
    if (!isFictional(number) || this.#needs.exchangeOf(number)) return this.#unkept(number)
    return this.add(personalities[byEnding[number.slice(-2)] ?? 'answers'], { number })
  }

  /** Not remembered: whoever sends to a million wrong numbers must not fill the world with them. */
  #unkept(number: string): Phone {
    return {
      ...{ number, name: null, personality: personalities.nobody, home: '', bubbles: [], jigsaw: this.#lost, shown: new Map() },
      ...{ busyUntil: 0, ref: 0 },
    }
  }

  #arrive(phone: Phone, placed: Placed, carrier: string, fate: Fate): void {
    const whole = phone.jigsaw.add(placed)
    if (!whole) return
    const { ledger, agenda } = this.#needs
    const { from, reference } = placed.piece
    const text = textOf(whole.map(({ piece }) => piece))
    const at = agenda.now()
    ledger.addHeard({ to: phone.number, from, text, carrier, ids: whole.map(({ id }) => id), reference, at, state: fate.state })
    if (fate.state !== 'delivered') return
    const bubble: Bubble = { id: `mt-${this.#nextId++}`, direction: 'in', with: from, text, at, segments: whole.length, state: 'delivered' }
    keep(phone, bubble)
    this.#tell({ phone, bubble })
    this.#react(phone, from, text)
  }

  #react(phone: Phone, from: string, text: string): void {
    const { agenda, random } = this.#needs
    const before = phone.shown.get(from) ?? 0
    phone.shown.set(from, before + 1)
    for (const { text: says, afterMs } of phone.personality.answer(text, before, random)) {
      agenda.in(afterMs, () => this.send(phone, from, says))
    }
  }

  #tell(event: PhoneEvent): void {
    for (const watcher of this.#watchers) watcher(event)
  }

  /** Anywhere, so that a world begun again is not full of the same people. */
  #freeNumber(areaCode?: string): string {
    const { random } = this.#needs
    const local = areaCode ? numbersIn(areaCode).filter((number) => this.#free(number)) : []
    if (local.length > 0) return random.pick(local)
    this.#nextNumber ??= random.between(0, MOST_NUMBERS - 1)
    for (let tried = 0; tried < MOST_NUMBERS; tried++) {
      const number = numberAt(this.#nextNumber++ % MOST_NUMBERS)
      if (this.#free(number)) return number
    }
    throw new RangeError(`the world has ${MOST_NUMBERS} numbers, and all are taken`)
  }

  #free(number: string): boolean {
    return !this.#byNumber.has(number) && !this.#needs.exchangeOf(number)
  }
}
