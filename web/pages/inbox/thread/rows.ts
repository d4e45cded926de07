import type { Bubble } from '#src/message/views.ts'
import type { Unsent } from '../../../api/outbox/outbox.ts'
import { dayOf } from '../../../ui/times.ts'

/**
 * A thread as it is shown: days said above their first bubble, and bubbles of one author close together. A day is no row of its own:
 * when older messages come in before it, what was on the screen must still be found by its key.
 */
export type Row =
  | { kind: 'said'; key: string; bubble: Bubble; newDay: boolean; begins: boolean; ends: boolean }
  | { kind: 'unsent'; key: string; unsent: Unsent }

/** Further apart than this, and it is said anew. */
const PAUSE_MS = 5 * 60_000

/** What is unsent and already echoed is shown once: both carry the same clientId, and so the same key. */
export function rowsOf(items: Bubble[], unsent: Unsent[]): Row[] {
  const rows: Row[] = []
  const echoed = new Set<string>()
  let day = ''
  items.forEach((bubble, at) => {
    const before = items[at - 1]
    const after = items[at + 1]
    const today = dayOf(bubble.at)
    const newDay = today !== day
    const begins = newDay || !before || !together(before, bubble)
    const ends = !after || dayOf(after.at) !== today || !together(bubble, after)
    day = today
    if (bubble.clientId) echoed.add(bubble.clientId)
    rows.push({ kind: 'said', key: bubble.clientId ?? bubble.id, bubble, newDay, begins, ends })
  })
  for (const it of unsent) if (!echoed.has(it.clientId)) rows.push({ kind: 'unsent', key: it.clientId, unsent: it })
  return rows
}

const together = (a: Bubble, b: Bubble): boolean =>
  a.direction === b.direction &&
  a.from === b.from &&
  a.by?.name === b.by?.name &&
  a.state === b.state &&
  Date.parse(b.at) - Date.parse(a.at) < PAUSE_MS
