/** Every one of the real messages under test/data, texted in by phones, byte for byte. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { personalities, personalityNames } from '../phones/personality.ts'
import type { Phone } from '../phones/phone.ts'
import type { World } from '../world.ts'
import { paced } from './paced.ts'
import type { Scenario } from './scenario.ts'

const options = z.object({
  phones: z.int().min(40).max(3_000).default(200),
  perSecond: z.number().min(0.1).max(5_000).default(50),
  /** Only the first so many. */
  limit: z.int().min(1).optional(),
  /** The business's number; left out: all of them, each phone keeping to one. */
  to: z.string().optional(),
  /** How the phones take the answers. */
  personality: z.enum(personalityNames).default('silent'),
})

export const realMessages = {
  name: 'real-messages',
  summary: 'The 5,574 real messages of test/data, exactly as they are, from many phones.',
  options,
  start(world, { phones: count, perSecond, limit, to, personality }) {
    const texts = realTexts().slice(0, limit)
    const crowd = Array.from({ length: count }, () => world.phones.add(personalities[personality]))
    const whose = spread(texts, count)
    let sent = 0
    const stop = paced({ agenda: world.agenda, perSecond, total: texts.length }, (at) => {
      const [text, place] = [texts[at], whose[at]]
      if (text === undefined || place === undefined) return
      if (say(world, crowd, place, text, to)) sent++
    })
    return { stop, state: () => ({ sent, of: texts.length, phones: count }) }
  },
} satisfies Scenario<z.infer<typeof options>>

function say(world: World, crowd: readonly Phone[], place: number, text: string, to: string | undefined): boolean {
  const phone = crowd[place]
  const number = to ?? world.numbers[place % world.numbers.length]
  return phone !== undefined && number !== undefined && world.phones.send(phone, number, text) !== null
}

/** Which phone says which text. In turn, but never the same text twice from one phone: that would be hard to tell from a redelivery. */
export function spread(texts: readonly string[], phones: number): number[] {
  const saidBy = new Map<string, Set<number>>()
  return texts.map((text, at) => {
    const before = saidBy.get(text) ?? new Set<number>()
    saidBy.set(text, before)
    if (before.size >= phones) throw new RangeError(`${phones} phones are too few: one text comes more often`)
    let phone = at % phones
    while (before.has(phone)) phone = (phone + 1) % phones
    before.add(phone)
    return phone
  })
}

/** The text of each line: what follows the first tab, with every space and control character. */
export function realTexts(): string[] {
  const file = readFileSync(new URL('../../test/data/sms-spam-collection.tsv', import.meta.url), 'utf8')
  const lines = file.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines.map((line) => line.slice(line.indexOf('\t') + 1))
}
