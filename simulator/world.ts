/** A pretend world: carriers, phones and the people who hold them. Tests start it in their own process, `npm start` as one of its own. */
import { Agenda, realClock, type WorldClock } from './agenda.ts'
import { Carrier } from './carriers/carrier.ts'
import { copperline } from './carriers/copperline.ts'
import { meridianMobile } from './carriers/meridian-mobile.ts'
import type { CarrierPlan } from './carriers/plan.ts'
import { Ledger } from './ledger.ts'
import { Phones } from './phones/phones.ts'
import { makeRandom, type Random } from './random.ts'

export type WorldOptions = {
  /** The same seed gives the same people, delays and drops. Default 1. */
  seed?: number
  clock?: WorldClock
  /** Default: Meridian Mobile and Copperline. */
  carriers?: readonly CarrierPlan[]
  /** Where carriers listen. Default 127.0.0.1. */
  host?: string
  /** The inbox, for the simulated team. */
  tandemUrl?: string | null
}

export type World = AsyncDisposable & {
  readonly agenda: Agenda
  readonly random: Random
  readonly host: string
  /** Whose customers the phones are. */
  readonly business: string
  readonly tandemUrl: string | null
  readonly carriers: readonly Carrier[]
  readonly phones: Phones
  readonly ledger: Ledger
  /** The business's, of all carriers. */
  readonly numbers: readonly string[]
  /** Calls `act` once, as soon as a carrier has a link: now, if one has. The answer calls it off. */
  whenLinked(act: () => unknown): () => void
}

export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const { seed = 1, clock = realClock, carriers: plans = [meridianMobile, copperline], host = '127.0.0.1', tandemUrl = null } = options
  const agenda = new Agenda(clock)
  const random = makeRandom(seed)
  const ledger = new Ledger()
  const waiting = new Set<() => unknown>()
  const linked = (carrier: Carrier): void => {
    if (carrier.sessions.length === 0) return
    for (const act of waiting) agenda.in(0, act)
    waiting.clear()
  }
  const carriers: Carrier[] = plans.map((plan, at) => {
    const bring: ConstructorParameters<typeof Carrier>[1]['bring'] = (piece, id, hurry, done) =>
      phones.bring(piece, { id, hurry, carrier: plan.name }, done)
    return new Carrier(plan, { agenda, random: makeRandom(seed * 1_000 + at), bring, linked })
  })
  const exchanges = new Map(carriers.flatMap((carrier) => carrier.plan.lines.map(({ number }) => [number, carrier] as const)))
  const homes = plans.map(({ name }) => name)
  const phones = new Phones({ agenda, random, ledger, homes, exchangeOf: (number) => exchanges.get(number) })
  await Promise.all(carriers.map((carrier) => carrier.listen(host)))

  return {
    ...{ agenda, random, host, business: 'Harbor Street Bikes', tandemUrl, carriers, phones, ledger, numbers: [...exchanges.keys()] },
    whenLinked(act) {
      if (carriers.some(({ sessions }) => sessions.length > 0)) agenda.in(0, act)
      else waiting.add(act)
      return () => waiting.delete(act)
    },
    async [Symbol.asyncDispose]() {
      agenda[Symbol.dispose]()
      await Promise.all(carriers.map((carrier) => carrier[Symbol.asyncDispose]()))
    },
  }
}
