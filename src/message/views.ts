import { z } from 'zod'
import { allKinds, kinds, testKind } from './kinds.ts'
import { purposes } from './message.ts'
import { states } from './state.ts'

/** What the outside sees of a message: answered by the routes, read by the web app. Times are ISO 8601 in UTC. */

const id = z.uuid()
/** Postgres knows no year 0. */
export const time = z.iso.datetime().refine((it) => !it.startsWith('0000'), 'there is no year 0')

/** A time as people and programs write it, in any offset; a `+` that was left bare in an address came as a space. */
export const anyTime = z
  .string()
  .overwrite((it) => it.replace(/ (?=\d\d:\d\d$)/, '+'))
  .check(z.iso.datetime({ offset: true }))
  .refine((it) => /^\d{4}-/.test(utc(it)) && !utc(it).startsWith('0000'), 'there is no year 0, and none beyond 9999')
  .transform(utc)
function utc(it: string): string {
  const at = new Date(it)
  return Number.isNaN(at.getTime()) ? '' : at.toISOString()
}

/** One bubble of a thread. */
export const bubble = z
  .object({
    id,
    conversationId: id.nullable(),
    direction: z.enum(['in', 'out']),
    from: z.string(),
    to: z.array(z.string()),
    /** Null while the workspace's key cannot be had; `sealed` then says why. */
    text: z.string().nullable(),
    sealed: z.enum(['unavailable', 'revoked', 'shredded']).nullable(),
    at: time,
    state: z.enum(states),
    /** Why it is held, failed or in doubt: code, sentence, next step. */
    reason: z.object({ code: z.string(), sentence: z.string(), next: z.string() }).nullable(),
    heldUntil: time.nullable(),
    segments: z.int(),
    deliveredSegments: z.int(),
    /** The same text arrived in an earlier session of the link within minutes. */
    possibleDuplicate: z.boolean(),
    /** Some of its segments never came. */
    incomplete: z.boolean(),
    purpose: z.enum(purposes),
    /** Who wrote it: a member's name, or what automation did. */
    by: z.object({ memberId: id.nullable(), name: z.string() }).nullable(),
    /** Echo of what the sender called it: replaces the optimistic bubble. */
    clientId: z.string().nullable(),
    /** What a person may do now. */
    actions: z.array(z.enum(['again', 'leave', 'cancel', 'approve'])),
  })
  .meta({ id: 'Message' })
export type Bubble = z.infer<typeof bubble>

/** A message with its whole working: "why was this not sent?" is answered here. */
export const messagePage = bubble
  .extend({
    channel: z.string(),
    line: z.object({ id, number: z.string(), linkName: z.string(), carrierName: z.string() }).nullable(),
    encoding: z.string().nullable(),
    verdicts: z.array(
      z.object({
        policy: z.string(),
        kind: z.enum(['allow', 'hold', 'review', 'block', 'not_asked']),
        why: z.string().nullable(),
        sentence: z.string().nullable(),
        until: time.nullable(),
        at: time,
        /** At the gate, or judged again before the wire. */
        moment: z.enum(['gate', 'wire']),
      }),
    ),
    events: z.array(z.object({ seq: z.int(), at: time, kind: z.string(), sentence: z.string(), detail: z.string().nullable() })),
    segmentList: z.array(
      z.object({ index: z.int(), carrierId: z.string().nullable(), state: z.string(), at: time.nullable(), detail: z.string().nullable() }),
    ),
  })
  .meta({ id: 'MessagePage' })
export type MessagePage = z.infer<typeof messagePage>

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    /** Stable: programs may switch on it. */
    code: z.string(),
    detail: z.string().optional(),
    /** What to do about it. */
    remedy: z.string(),
    /** What is wrong where, for a form to show. */
    fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    /** Tell it to whoever operates this, to find the request in the log. */
    requestId: z.string().optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof problem>

/** Open: what an older or newer Tandem wrote stands in the log too. */
const eventKind = z
  .union([z.enum([...allKinds, testKind]), z.string().max(100)])
  .describe(
    `What happened. There will be more kinds: pass over those you do not know.\n\n${Object.entries(kinds)
      .map(([kind, when]) => `- \`${kind}\`: ${when}`)
      .join('\n')}`,
  )
  .meta({ id: 'EventKind' })

/** One line of the log, as the API, webhooks and exports tell it. */
export const eventView = z
  .object({
    seq: z
      .int()
      .describe('Grows; use it as `after`. There are gaps: the log is shared. 0 is a test call to a webhook, which is in no log.'),
    at: time,
    kind: eventKind,
    sentence: z.string().describe('The same for a person.'),
    messageId: z.uuid().nullable(),
    conversationId: z.uuid().nullable(),
    data: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'Event' })
export type EventView = z.infer<typeof eventView>
