import { z } from 'zod'
import { time } from '#src/message/views.ts'

/** What the outside sees of numbers and lines. */

const id = z.uuid()
const label = z.string().trim().min(1).max(100)
const typed = z.string().min(3).max(80)
const rank = z.int().min(0).max(1000).describe('The lowest goes first where several lines of a number could carry a message.')
const teamId = id.nullable().describe('Who works what comes in. Null: nobody, it is for programs; no conversations are made.')

export const wholeLine = z
  .object({
    id,
    number: z.string(),
    label: z.string(),
    link: z.object({ id, name: z.string(), channel: z.string(), enabled: z.boolean() }),
    teamId,
    rank,
    madeAt: time,
    up: z.boolean(),
    why: z.string().nullable().describe('Why it is not up, in words.'),
  })
  .meta({ id: 'WholeLine' })
export type WholeLine = z.infer<typeof wholeLine>

export const number = z.object({ number: z.string(), label: z.string(), madeAt: time, lines: z.array(wholeLine) }).meta({ id: 'Number' })
export const numberQuery = z.object({
  after: z
    .string()
    .max(80)

    .optional()
    .describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export const numberList = z.object({ items: z.array(number), next: z.string().nullable() }).meta({ id: 'NumberList' })
export const numberDraft = z
  .object({ number: typed.describe('As people write it, or an address: +14155550123, tel:+14155550123, 12345.'), label })
  .meta({ id: 'NumberDraft' })
export const numberChange = z.object({ label }).meta({ id: 'NumberChange' })

export const lineDraft = z
  .object({ number: typed.describe('One of your numbers.'), linkId: id, teamId: teamId.default(null), rank: rank.default(0) })
  .meta({ id: 'LineDraft' })
export const lineChange = z.object({ teamId: teamId.optional(), rank: rank.optional() }).meta({ id: 'LineChange' })
