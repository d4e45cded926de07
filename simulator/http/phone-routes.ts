/** What the page of the phone asks: take one, look at it, text from it, follow it. */
import { z } from 'zod'
import { plainNumber, shown } from '../phones/numbers.ts'
import { personalities, personalityNames } from '../phones/personality.ts'
import type { Phone } from '../phones/phone.ts'
import type { World } from '../world.ts'
import { follow } from './live.ts'
import type { App } from './server.ts'

const addressed = z.object({ number: z.string().max(40) })
const wish = z.object({
  name: z.string().max(60).optional(),
  number: z
    .string()
    .regex(/^\+1[2-9]\d{2}55501\d{2}$/, 'a number of the form +1xxx55501xx')
    .optional(),
  areaCode: z
    .string()
    .regex(/^\d{3}$/)
    .optional(),
  personality: z.enum(personalityNames).default('yours'),
})
/** 255 segments of 153: no phone sends more. */
const said = z.object({ to: z.string().max(40), text: z.string().min(1).max(39_015) })

/** Other people's phones shown for choosing. */
const MOST_LISTED = 40

export function phoneRoutes(app: App, world: World): void {
  const { phones } = world
  const lines = world.carriers.flatMap(({ plan }) => plan.lines.map((line) => ({ ...line, shown: shown(line.number), carrier: plan.name })))
  const found = (params: unknown): Phone | undefined => phones.find(plainNumber(addressed.parse(params).number))

  app.get('/phones', async () => ({
    business: world.business,
    lines,
    yours: phones.all.filter(({ personality }) => personality.name === 'yours').map(card),
    others: phones.all
      .filter(({ personality, name }) => personality.name !== 'yours' && name !== null)
      .slice(0, MOST_LISTED)
      .map(card),
  }))

  app.post('/phones', async (request, reply) => {
    const { personality, name, number, areaCode } = wish.parse(request.body ?? {})
    const asked = { name: name ?? null, ...(number && { number }), ...(areaCode && { areaCode }) }
    return reply.code(201).send(card(phones.add(personalities[personality], asked)))
  })

  app.get('/phones/:number', async (request, reply) => {
    const phone = found(request.params)
    if (!phone) return reply.code(404).send({ error: 'Nobody has that phone.' })
    return { ...card(phone), business: world.business, lines, bubbles: phone.bubbles }
  })

  app.post('/phones/:number/send', async (request, reply) => {
    const phone = found(request.params)
    if (!phone) return reply.code(404).send({ error: 'Nobody has that phone.' })
    const { to, text } = said.parse(request.body)
    const sent = phones.send(phone, plainNumber(to), text)
    return sent ? reply.code(202).send(sent) : reply.code(422).send({ error: `No business has the number ${to}.` })
  })

  app.get('/phones/:number/live', (request, reply) => {
    const phone = found(request.params)
    if (!phone) return reply.code(404).send({ error: 'Nobody has that phone.' })
    follow(phones, phone, request, reply)
  })
}

const card = ({ number, name, home, personality }: Phone) => ({ number, shown: shown(number), name, home, personality: personality.name })
