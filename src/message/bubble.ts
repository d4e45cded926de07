import type { Address, Part, Purpose } from './message.ts'
import { textOf } from './message.ts'
import { type Reason, reasons } from './reasons.ts'
import type { State } from './state.ts'
import type { Bubble } from './views.ts'

/** A message as it is stored, with where its life is now. */
export type MessageRow = {
  id: string
  direction: 'in' | 'out'
  conversation_id: string | null
  line_id: string | null
  from_uri: Address
  to_uris: Address[]
  purpose: Purpose
  body: Buffer
  segments: number
  encoding: string | null
  member_id: string | null
  member_name: string | null
  client_id: string | null
  possible_duplicate: boolean
  incomplete: boolean
  accepted_at: Date
  state: State
  reason: Reason | null
  delivered_segments: number
  due_at: Date | null
}

/** What is shown of it. `words` is null where the key is not to be had, and `sealed` then says why. */
export function bubbleOf(row: MessageRow, words: Part[] | null, sealed: Bubble['sealed']): Bubble {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    direction: row.direction,
    from: row.from_uri,
    to: row.to_uris,
    text: words && textOf(words),
    sealed: words ? null : sealed,
    at: row.accepted_at.toISOString(),
    state: row.state,
    reason: row.reason && reasonShown(row.reason),
    heldUntil: row.state === 'held' ? (row.due_at?.toISOString() ?? null) : null,
    segments: row.segments,
    deliveredSegments: row.delivered_segments,
    possibleDuplicate: row.possible_duplicate,
    incomplete: row.incomplete,
    purpose: row.purpose,
    by: writer(row),
    clientId: row.client_id?.startsWith('web:') ? row.client_id.slice('web:'.length) : null,
    actions: actionsOn(row),
  }
}

export const reasonShown = (code: Reason) => {
  const [sentence, next] = reasons[code] ?? [code, '']
  return { code, sentence, next }
}

function writer({ direction, member_id, member_name, purpose }: MessageRow): Bubble['by'] {
  if (direction === 'in') return null
  if (member_id) return { memberId: member_id, name: member_name ?? 'A former member' }
  return { memberId: null, name: purpose === 'keyword_reply' ? 'Automatic answer' : 'API' }
}

/** What a person may do about a message, by where it is. The same table draws the buttons and is asked before anything is done. */
const actions: Partial<Record<State, Bubble['actions']>> = {
  held: ['cancel'],
  review: ['approve', 'cancel'],
  queued: ['cancel'],
  in_doubt: ['again', 'leave'],
  failed: ['again'],
  expired: ['again'],
}
export const actionsOn = ({ direction, state }: Pick<MessageRow, 'direction' | 'state'>): Bubble['actions'] =>
  direction === 'out' ? (actions[state] ?? []) : []
