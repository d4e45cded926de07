import { z } from 'zod'
import { time } from '#src/message/views.ts'
import { filters } from './kinds.ts'

/** What the outside sees of webhooks. */

const id = z.uuid()
const name = z.string().trim().min(1).max(100)
const url = z.string().trim().min(8).max(2000)
const kinds = z
  // the route says which are meant instead of others, so any word comes to it
  .array(
    z
      .string()
      .max(100)
      .meta({ enum: [...filters] }),
  )
  .max(50)
  .describe('Kinds of events to tell: message.delivered, or message.* for all of a sort. Empty: all.')

export const webhook = z
  .object({
    id,
    name: z.string(),
    url: z.string(),
    kinds: z.array(z.string()),
    state: z.enum(['active', 'failing', 'paused']),
    why: z.string().nullable().describe('Why it is failing or paused, in words.'),
    upTo: z.int().describe('Everything up to this sequence number was told.'),
    failingSince: time.nullable(),
    nextTryAt: time.nullable().describe('When a failing one is tried again.'),
    attempts: z.int().describe('Tries of what is being told now that failed.'),
    madeAt: time,
  })
  .meta({ id: 'Webhook' })
export type WebhookView = z.infer<typeof webhook>
export const webhookList = z.object({ items: z.array(webhook) }).meta({ id: 'WebhookList' })

export const webhookDraft = z
  .object({
    name: name.optional().describe('What people call it; its host if left out.'),
    url: url.describe('https, on a public address; http and private ones only where the operator allows them.'),
    kinds: kinds.default([]),
    after: z.int().min(0).optional().describe('Tell what comes after this sequence number; from now on if left out.'),
  })
  .meta({ id: 'WebhookDraft' })
export const webhookChange = z
  .object({
    name: name.optional(),
    url: url.optional(),
    kinds: kinds.optional(),
    state: z.enum(['active', 'paused']).optional().describe('Pause it, or let it go on where it was.'),
  })
  .meta({ id: 'WebhookChange' })

const secret = z.string().describe('To verify signatures with. Shown this once.')
export const newWebhook = webhook.extend({ secret }).meta({ id: 'NewWebhook' })
export const newSecret = z
  .object({ secret, previousUntil: time.describe('Until then the secret before signs too.') })
  .meta({ id: 'NewWebhookSecret' })

export const rewind = z
  .object({
    after: z
      .int()
      .min(0)
      .nullable()
      .describe('Tell everything after this sequence number again. Null: go on from now, and skip what waits.'),
  })
  .meta({ id: 'WebhookRewind' })

export const delivery = z
  .object({
    id: id.describe('The id in the body and the Tandem-Delivery header: the same however often it is tried.'),
    kind: z.enum(['events', 'replay', 'test']),
    state: z.enum(['pending', 'delivered', 'failed']),
    firstSeq: z.int().describe('The part of the log it tells; 0 in a test.'),
    lastSeq: z.int(),
    events: z.int().describe('How many events it told.'),
    kinds: z.array(z.string()).describe('Their kinds, each once, in the order they were told.'),
    messageIds: z.array(id).describe('The messages they are about: the first ten.'),
    attempts: z.int(),
    madeAt: time,
    triedAt: time.nullable(),
    ms: z.int().nullable().describe('How long the last try took.'),
    status: z.int().nullable().describe('What they answered; null if nothing came back.'),
    said: z.string().nullable().describe('The beginning of their answer, or why there was none.'),
    replayOf: id.nullable(),
  })
  .meta({ id: 'WebhookDelivery' })
export type DeliveryView = z.infer<typeof delivery>
export const deliveryQuery = z.object({
  state: z.enum(['pending', 'delivered', 'failed']).optional(),
  before: id.optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const deliveryList = z.object({ items: z.array(delivery), next: id.nullable() }).meta({ id: 'WebhookDeliveryList' })
