import { bubbleOf } from '#src/message/bubble.ts'
import type { Bubble } from '#src/message/views.ts'
import type { Accepted } from './outbound.ts'

/** What was just accepted, as it is shown: the same as reading it back, without the reading. */
export function shownAccepted({ message, state, segments, encoding, route, clientId }: Accepted, memberName: string | null): Bubble {
  return bubbleOf(
    {
      id: message.id,
      direction: 'out',
      conversation_id: message.conversationId ?? null,
      line_id: route?.lineId ?? null,
      from_uri: message.from,
      to_uris: message.to,
      purpose: message.purpose,
      body: nothing,
      segments,
      encoding,
      member_id: message.memberId ?? null,
      member_name: memberName,
      client_id: clientId ?? null,
      possible_duplicate: false,
      incomplete: false,
      accepted_at: message.acceptedAt,
      state: state.kind,
      reason: state.kind === 'queued' ? null : state.why,
      delivered_segments: 0,
      due_at: state.kind === 'held' ? state.until : null,
    },
    message.parts,
    null,
  )
}

const nothing = Buffer.alloc(0)
