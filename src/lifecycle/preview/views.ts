import { z } from 'zod'
import { problem, time } from '#src/message/views.ts'

/** What is said of a message that is not sent: what would become of it. */

export const preview = z
  .object({
    from: z.string(),
    to: z.array(z.string()),
    text: z.string().describe('As it would be sent: `smart` may have replaced typography.'),
    replaced: z.string().nullable().describe('What was replaced, in words.'),
    state: z.enum(['queued', 'held', 'review', 'failed']).describe('Where its life would begin.'),
    reason: z.object({ code: z.string(), sentence: z.string(), next: z.string() }).nullable(),
    heldUntil: time.nullable(),
    segments: z.int(),
    encoding: z.string().nullable(),
    line: z
      .object({
        id: z.uuid(),
        linkId: z.uuid(),
        linkName: z.string(),
        carrierName: z.string(),
        up: z.boolean().describe('False: it would wait for the link.'),
        why: z.string().nullable().describe('Why it is not up, in words.'),
      })
      .nullable()
      .describe('What it would leave from.'),
    verdicts: z
      .array(
        z.object({
          policy: z.string().describe('`route`: whether a line can carry it.'),
          kind: z.enum(['allow', 'hold', 'review', 'block', 'not_asked']),
          why: z.string().nullable(),
          sentence: z.string().nullable(),
          next: z.string().nullable().describe('What to do about it.'),
          until: time.nullable(),
        }),
      )
      .describe('What each rule says, in order.'),
    problem: problem.nullable().describe('What keeps any message from being taken now, whatever the rules say: the key, the disk.'),
  })
  .meta({ id: 'Preview' })
export type Preview = z.infer<typeof preview>

export const previewItem = z.object({ preview: preview.nullable(), problem: problem.nullable() }).meta({ id: 'PreviewItem' })
export const previewResult = z.union([preview, z.object({ items: z.array(previewItem) }).meta({ id: 'PreviewItems' })])
