import { sentenceOf } from './sentences.ts'
import type { EventView } from './views.ts'

/** A line of the log as it is told to others. */
export const eventShown = (event: {
  seq: number
  at: Date
  kind: string
  messageId: string | null
  conversationId: string | null
  data: Record<string, unknown> | null
}): EventView => ({
  seq: event.seq,
  at: event.at.toISOString(),
  kind: event.kind,
  sentence: sentenceOf(event.kind, event.data),
  messageId: event.messageId,
  conversationId: event.conversationId,
  data: event.data,
})
