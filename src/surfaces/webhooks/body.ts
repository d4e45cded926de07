import { eventShown } from '#src/message/event.ts'
import type { Bubble, EventView } from '#src/message/views.ts'

/** What is told in one call. */

export const mostEvents = 100
/** Of the body, in bytes; a single event that is larger goes alone. */
export const mostBytes = 256_000

export type Told = EventView & { message: Bubble | null }
type Event = Parameters<typeof eventShown>[0]

/** Events with the messages they are about, as they are now. */
export const told = (events: readonly Event[], messages: ReadonlyMap<string, Bubble>): Told[] =>
  events.map((event) => ({ ...eventShown(event), message: (event.messageId && messages.get(event.messageId)) || null }))

/** As many of the first as fit into one call: at least one. */
export function fitting(all: readonly Told[]): Told[] {
  let bytes = 0
  const end = all.findIndex((it, i) => {
    bytes += Buffer.byteLength(JSON.stringify(it)) + 1
    return i >= mostEvents || (i > 0 && bytes > mostBytes)
  })
  return end < 0 ? [...all] : all.slice(0, end)
}

/** Of the messages that a call is about, so many are named in its log. */
const mostNamed = 10

/** What a call tells, as its log keeps it. */
export const summed = (events: readonly Told[]): { events: number; kinds: string[]; messageIds: string[] } => ({
  events: events.length,
  kinds: [...new Set(events.map(({ kind }) => kind))],
  messageIds: [...new Set(events.flatMap(({ messageId }) => messageId ?? []))].slice(0, mostNamed),
})

export const bodyOf = (id: string, webhookId: string, events: readonly Told[]): string => JSON.stringify({ id, webhookId, events })
