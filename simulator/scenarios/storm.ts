/** More than a team could read: for benches, and for watching the inbox bear it. */
import { z } from 'zod'
import { personalities } from '../phones/personality.ts'
import type { Phone } from '../phones/phone.ts'
import type { World } from '../world.ts'
import { paced } from './paced.ts'
import type { Scenario } from './scenario.ts'

const options = z.object({
  perSecond: z.number().min(1).max(10_000).default(200),
  seconds: z.number().min(0.1).max(86_400).default(30),
  phones: z.int().min(1).max(4_000).default(1_000),
  to: z.string().optional(),
})

/** A second segment for every fifth text. */
const LONG_EVERY = 5
const CROWD = 'One of the crowd'
const ballast = ' The wind is up, the ferries are late, and everybody wants their bike back before the weekend.'.repeat(2)

export const storm = {
  name: 'storm',
  summary: 'Many phones texting at once, no two texts the same.',
  options,
  start(world, { perSecond, seconds, phones: count, to }) {
    const crowd = silentCrowd(world, count)
    const total = Math.round(perSecond * seconds)
    let sent = 0
    const stop = paced({ agenda: world.agenda, perSecond, total }, (at) => {
      const phone = crowd[at % count]
      const number = to ?? world.numbers[(at % count) % world.numbers.length]
      if (!phone || !number) return
      world.phones.send(phone, number, `Storm ${at}: is my bike ready?${at % LONG_EVERY === 0 ? ballast : ''}`)
      sent++
    })
    return { stop, state: () => ({ sent, of: total }) }
  },
} satisfies Scenario<z.infer<typeof options>>

/** Those of the last storm again, and as many more as are needed: numbers are few. */
function silentCrowd({ phones }: World, count: number): Phone[] {
  const before = phones.all.filter(({ personality, name }) => personality === personalities.silent && name === CROWD).slice(0, count)
  return [...before, ...Array.from({ length: count - before.length }, () => phones.add(personalities.silent, { name: CROWD }))]
}
