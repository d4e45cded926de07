/** What `npm start` shows: within seconds a handful of customers of a bike shop have texted, some were answered, and more keep coming. */
import { z } from 'zod'
import { tells } from '../phones/personality.ts'
import type { World } from '../world.ts'
import { early, later, type Person } from './first-day-people.ts'
import { InboxSession } from './inbox.ts'
import type { Scenario } from './scenario.ts'

const options = z.object({
  /** Between the first customers. */
  earlyMs: z.int().min(0).default(1_200),
  /** Between the later ones, roughly. */
  laterMs: z.int().min(1).default(45_000),
})

const BETWEEN_OWN_TEXTS_MS = 3_500
const BREATH_MS = 600

export const firstDay = {
  name: 'first-day',
  summary: 'Customers of Harbor Street Bikes text in: a handful at once, then one now and then.',
  options,
  start(world, { earlyMs, laterMs }) {
    const { agenda, random } = world
    let stopped = false
    let arrived = 0
    const come = (person: Person): void => {
      if (stopped) return
      arrived++
      arrive(world, person)
    }
    const comeLater = (at: number): void => {
      const person = later[at]
      if (!person || stopped) return
      come(person)
      agenda.in(random.between(laterMs * 0.6, laterMs * 1.4), () => comeLater(at + 1))
    }
    const leave = world.whenLinked(async () => {
      const first = (await isUsed(world.tandemUrl)) ? [] : early
      for (const [at, person] of first.entries()) agenda.in(BREATH_MS + at * earlyMs, () => come(person))
      agenda.in(BREATH_MS + first.length * earlyMs + laterMs / 3, () => comeLater(0))
    })
    const stop = (): void => {
      stopped = true
      leave()
    }
    return { stop, state: () => ({ arrived, people: early.length + later.length }) }
  },
} satisfies Scenario<z.infer<typeof options>>

/** An inbox started again has its first customers already. One we cannot ask is taken for new. */
async function isUsed(tandemUrl: string | null): Promise<boolean> {
  if (tandemUrl === null) return false
  const inbox = new InboxSession(tandemUrl)
  return inbox
    .enter(0)
    .then(() => inbox.used())
    .catch(() => false)
}

function arrive({ agenda, phones, numbers }: World, person: Person): void {
  const to = numbers[person.line] ?? numbers[0]
  if (!to) return
  const phone = phones.add(tells(person.answers), { name: person.name, areaCode: person.areaCode })
  for (const [at, text] of person.opens.entries()) agenda.in(at * BETWEEN_OWN_TEXTS_MS, () => phones.send(phone, to, text))
}
