import { z } from 'zod'
import { contact } from '#src/message/contact.ts'
import { bubble, time } from '#src/message/views.ts'

/** What the outside sees of conversations. */

const id = z.uuid()

export const conversation = z
  .object({
    id,
    contact,
    assignee: z.object({ memberId: id, name: z.string() }).nullable(),
    /** For the member who asks. */
    unread: z.int(),
    lastMessage: bubble.nullable(),
    lastAt: time,
    /** The line an answer leaves from unless another is chosen. */
    lineId: id.nullable(),
    ourNumber: z.string().nullable(),
  })
  .meta({ id: 'Conversation' })
export type Conversation = z.infer<typeof conversation>

export const listViews = ['all', 'mine', 'unassigned', 'unread'] as const
export const conversationList = z.object({
  items: z.array(conversation),
  /** Give it back as `before`; null at the end. */
  next: z.string().nullable(),
  unread: z.object({ all: z.int(), mine: z.int(), unassigned: z.int() }),
  /** The log's place this list is true for: follow the live stream from here. */
  cursor: z.int(),
})
export type ConversationList = z.infer<typeof conversationList>

export const thread = z.object({
  /** Oldest first. */
  items: z.array(bubble),
  /** Give it back as `before` for older ones; null at the beginning. */
  before: z.string().nullable(),
  /** Give it back as `after` for newer ones; null at the end. */
  after: z.string().nullable(),
  cursor: z.int(),
})
export type Thread = z.infer<typeof thread>

export const line = z
  .object({
    id,
    number: z.string(),
    label: z.string(),
    channelLabel: z.string(),
    up: z.boolean(),
    abilities: z.object({
      textLength: z.int(),
      segments: z.object({ encoding: z.literal('gsm'), udh: z.enum(['udh8', 'udh16', 'none']) }).optional(),
      media: z.array(z.string()),
      receipts: z.boolean(),
      reads: z.boolean().optional(),
      only: z.enum(['out', 'in']).optional(),
    }),
  })
  .meta({ id: 'Line' })
export type LineView = z.infer<typeof line>

/** Text exactly as typed: never trimmed, never altered. */
export const say = z.object({ text: z.string().min(1).max(10_000), clientId: z.uuid(), lineId: id.optional() })
export const startConversation = say.extend({ to: z.string().min(3).max(80) })
export const started = z.object({ conversation, message: bubble })
export const assign = z.object({ memberId: id.nullable() })
export const markRead = z.object({ upTo: id })
/** An in-doubt or failed message: send it again, or let it rest. */
export const settleDoubt = z.object({ choice: z.enum(['again', 'leave']), clientId: z.uuid() })

/** What the live stream says. The client opens `/v1/live?after=<cursor>` and gets frames of this. */
export const liveFrame = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('changes'),
    /** Everything up to here has been told. */
    upTo: z.int(),
    /** Newest state of whatever changed: put it in place of what you have. */
    messages: z.array(bubble),
    conversations: z.array(conversation),
    unread: z.object({ all: z.int(), mine: z.int(), unassigned: z.int() }),
  }),
  /** Nothing for you up to here; also the heartbeat, every 10 s. `serverNow` lets the client tell a dead socket. */
  z.object({ kind: z.literal('quiet'), upTo: z.int(), serverNow: time }),
  /** The workspace's content became unreadable, or readable again. */
  z.object({ kind: z.literal('keys'), state: z.enum(['ok', 'unavailable', 'revoked']) }),
  /** Links up or down, disk low: shown as a bar. */
  z.object({ kind: z.literal('health'), links: z.array(z.object({ name: z.string(), up: z.boolean() })), diskLow: z.boolean() }),
  /** Somebody joined or left, has another name or role, or was invited: whoever shows it fetches it anew. */
  z.object({ kind: z.literal('members') }),
  /** Too far behind to catch up by changes: fetch the lists anew. */
  z.object({ kind: z.literal('refetch'), upTo: z.int() }),
])
export type LiveFrame = z.infer<typeof liveFrame>
