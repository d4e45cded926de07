import { z } from 'zod'
import { time } from '#src/message/views.ts'

/** What the outside sees of channels, carriers and links. */

const id = z.uuid()
const name = z.string().trim().min(1).max(100)
/** What a JSON Schema or the settings it describes look like from here. */
const json = z.record(z.string(), z.unknown())

export const channel = z
  .object({
    name: z.string().describe('What links are stored under.'),
    label: z.string(),
    schema: json.describe('JSON Schema of a link’s settings, each with its meaning: draw the form from it.'),
    secrets: z.array(z.string()).describe('Settings that are sealed, and never shown again.'),
  })
  .meta({ id: 'Channel' })
export const channelList = z.object({ items: z.array(channel) }).meta({ id: 'ChannelList' })

export const carrier = z.object({ id, name: z.string(), links: z.int().describe('How many links lead there.') }).meta({ id: 'Carrier' })
export const carrierList = z.object({ items: z.array(carrier) }).meta({ id: 'CarrierList' })
export const carrierDraft = z.object({ name }).meta({ id: 'CarrierDraft' })

export const linkState = z
  .object({
    up: z.boolean(),
    why: z.string().nullable().describe('Why it is not up, in words.'),
    since: time.nullable().describe('Up, or down, since then; null if this process never opened it.'),
    room: z.int().describe('Messages it would take now.'),
    waiting: z.int().describe('Messages due for it and not handed over, in memory.'),
    underWay: z.int().describe('Messages handed over whose answer is awaited.'),
    window: z.int().nullable().describe('Requests without an answer at most, where the channel has such a limit.'),
    only: z.enum(['out', 'in']).nullable().describe('It only sends, or only hears. Null: both, or it is not open.'),
  })
  .meta({ id: 'LinkState' })
export type LinkState = z.infer<typeof linkState>

export const link = z
  .object({
    id,
    channel: z.string(),
    channelLabel: z.string(),
    name: z.string(),
    carrier: z.object({ id, name: z.string() }).nullable(),
    settings: json.describe('What was set, without the secrets; what is not there has the default of the schema.'),
    secretsSet: z.array(z.string()).describe('The secrets that are set.'),
    enabled: z.boolean(),
    madeAt: time,
    lines: z.int().describe('How many lines use it.'),
    state: linkState,
  })
  .meta({ id: 'Link' })
export type LinkView = z.infer<typeof link>
export const linkList = z.object({ items: z.array(link) }).meta({ id: 'LinkList' })

export const linkDraft = z
  .object({
    channel: z.string().max(40),
    name,
    carrierId: id.nullable().default(null),
    settings: json.describe('Checked by the schema of the channel, secrets included.'),
    enabled: z.boolean().default(true),
  })
  .meta({ id: 'LinkDraft' })

export const linkChange = z
  .object({
    name: name.optional(),
    carrierId: id.nullable().optional(),
    settings: json.optional().describe('Only what changes: null takes a setting away, a secret that is left out stays.'),
    enabled: z.boolean().optional(),
  })
  .meta({ id: 'LinkChange' })

export const linkTrial = z.object({ channel: z.string().max(40), settings: json }).meta({ id: 'LinkTrial' })
export const linkRetrial = z
  .object({ settings: json.optional().describe('Tried instead of what is set; secrets that are left out are those of the link.') })
  .meta({ id: 'LinkRetrial' })
export const advice = z
  .object({
    what: z.string(),
    is: z.enum(['right', 'unknown']).describe('`unknown`: it may be meant so, and deserves a look.'),
    said: z.string(),
    remedy: z.string().optional(),
  })
  .meta({ id: 'Advice' })
export const trial = z
  .object({
    ok: z.boolean().describe('It came up, and said that it lives where it could be asked.'),
    up: z.boolean().nullable().describe('It came up. Null: the channel keeps nothing open.'),
    aliveMs: z.int().nullable().describe('How long it took to say that it lives; null if it did not, or could not be asked.'),
    ms: z.int(),
    steps: z.array(z.string()).describe('How far it came, in order.'),
    said: z.string().describe('What happened, in plain words.'),
    advice: z.array(advice).describe('What the settings mean, looked at with what was measured.'),
  })
  .meta({ id: 'Trial' })
export type Trial = z.infer<typeof trial>
