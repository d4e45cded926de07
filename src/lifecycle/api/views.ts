import { z } from 'zod'
import { purposes } from '#src/message/message.ts'
import { states } from '#src/message/state.ts'
import { anyTime, bubble, eventView, problem } from '#src/message/views.ts'

/** What the API takes and gives about messages. */

/** Messages of one request at most; a longer list is refused whole. */
export const mostMessages = 1000

const oneRecipient = 'one message has one recipient: send a list of messages'
const to = z
  .string({ error: ({ input }) => (Array.isArray(input) ? oneRecipient : undefined) })
  .min(3)
  .max(80)
  .describe('A number as people write it, or an address: +14155550123, tel:+14155550123. To write to many, send a list of messages.')

export const messageDraft = z
  .strictObject({
    from: z.string().min(3).max(80).optional().describe('One of your numbers. Left out: the first line of the workspace.'),
    to,
    text: z.string().min(1).max(10_000).describe('Sent exactly as it is, unless you say `smart`.'),
    purpose: z
      .enum(purposes)
      .exclude(['keyword_reply'])
      .default('service')
      .describe('Decides which rules apply, and how long it is worth sending.'),
    smart: z
      .boolean()
      .default(false)
      .describe(
        'Lets typography that would make it dearer give way to look-alikes; the message’s page names what was replaced. Never in codes.',
      ),
    inDoubt: z
      .enum(['resend', 'ask'])
      .optional()
      .describe(
        'If the connection breaks before the carrier answers: send again, or ask. Codes are sent again, all else asks, unless you say so.',
      ),
  })
  .meta({ id: 'MessageDraft' })
export type MessageDraft = z.infer<typeof messageDraft>

export const longestKey = 200
export const sendHeaders = z.object({
  'Idempotency-Key': z
    .string()
    .min(1)
    .max(longestKey)
    .optional()
    .describe(
      'Makes a repeat safe: the same key with the same body answers the same messages, with another body it is refused. Kept for 7 days.',
    )
    .meta({ example: 'order-1' }),
})

const list = z
  // Described as what each should be; checked one by one.
  .array(z.unknown().meta({ override: { $ref: '#/components/schemas/MessageDraft' } }))
  .min(1, 'at least one message')
  .max(mostMessages, `at most ${mostMessages.toLocaleString('en-US')} messages`)

/** Each of a list closed, to be opened and read by itself: what is wrong with one keeps back none of the others. */
export const sendBody = z.union([messageDraft, list.transform((items) => items.map((it) => () => it))])

export const itemResult = z
  .object({
    status: z
      .enum(['accepted', 'same', 'refused'])
      .describe(
        '`same`: this idempotency key named it before. `refused`: nothing was taken; `problem` says why, with `fields` where it is malformed.',
      ),
    message: bubble.nullable().describe('Also for a message that was blocked: it is recorded as failed, with its reason.'),
    problem: problem.nullable().describe('Of this one alone: the others of the list go their way.'),
  })
  .meta({ id: 'ItemResult' })
export const sendResult = z.union([bubble, z.object({ items: z.array(itemResult) }).meta({ id: 'ItemResults' })])

export const messageFilter = z.object({
  direction: z.enum(['in', 'out']).optional(),
  state: z.enum(states).optional(),
  from: z.string().max(80).optional(),
  to: z.string().max(80).optional(),
  conversation: z.uuid().optional(),
  since: anyTime.optional().describe('Accepted or received at this time or later.'),
  until: anyTime.optional().describe('Before this time.'),
  before: z.uuid().optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export const messagePageList = z.object({ items: z.array(bubble), next: z.string().nullable() })

export const eventQuery = z.object({
  after: z.coerce.number().int().min(0).default(0).describe('The last sequence number you have.'),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
  wait: z.coerce.number().int().min(0).max(30).default(0).describe('Seconds to wait when there is nothing new.'),
})
export const eventHeaders = z.object({
  'Last-Event-ID': z
    .int()
    .min(0)
    .optional()
    .describe('With server-sent events: the last id you have, instead of `after`. Browsers send it by themselves.'),
})
/** What server-sent events look like. */
export const eventStream = {
  description: 'Each event as `id`, `event` (its kind) and `data` (the event as JSON). Ends after an hour: connect again with the last id.',
  example:
    'id: 45\nevent: message.sent\ndata: {"seq":45,"at":"2026-11-21T20:26:52.244Z","kind":"message.sent","sentence":"The carrier took it.","messageId":"01a1ffca-539d-7528-aa6f-c9f7bf657b75","conversationId":null,"data":{"attempt":1}}\n\n',
}
export const eventList = z.object({
  items: z.array(eventView),
  /** Everything up to here has been told: use it as the next `after`, also when nothing came. */
  upTo: z.int(),
})
