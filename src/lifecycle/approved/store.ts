import { approveFlight, moveFlights } from '#src/delivery/store.ts'
import type { Content } from '#src/message/content.ts'
import type { Db } from '#src/platform/db.ts'
import { append, type NewEvent } from '#src/platform/events.ts'
import { type Approval, whyOf } from '../approve.ts'
import { worthUntil } from '../dispatched/store.ts'
import { end } from '../ending/store.ts'
import type { StoredVerdict } from '../page/store.ts'
import { type Held, inReview } from '../queue/store.ts'

/** A message that waits for review, and the answer of the person who looked at it. */

/** With its words, and the policies that asked; null where it does not wait any more, `sealed` where its words cannot be had. */
export async function waitingForReview(
  db: Db,
  content: Content,
  workspaceId: number,
  id: string,
): Promise<(Held & { asked: string[] }) | 'sealed' | null> {
  const item = await inReview(db, content, workspaceId, id)
  if (item === null || item === 'sealed') return item
  const rows = await db.spineRead<{ by: Record<string, StoredVerdict> | null }>(
    `select verdicts as by from messages where workspace_id = $1 and id = $2
     union all select data -> 'by' from events where workspace_id = $1 and message_id = $2 and json_typeof(data -> 'by') = 'object'`,
    [workspaceId, id],
  )
  const said = rows.flatMap(({ by }) => Object.entries(by ?? {}))
  return { ...item, asked: [...new Set(said.flatMap(([policy, { kind }]) => (kind === 'review' ? [policy] : [])))] }
}

/** False: somebody else decided first, or its time ran out. */
export async function recordApproval(db: Db, { item, policies, state, by }: Approval, who: string, at: Date): Promise<boolean> {
  const { workspaceId, id, conversationId } = item.message
  const event = (kind: string, data: object): NewEvent => ({
    ...{ workspaceId, at, kind, messageId: id, conversationId: conversationId ?? null, data },
  })
  const why = whyOf(state)
  return db.spine(async (tx) => {
    if (!(await approveFlight(tx, { workspaceId, id }, policies))) return false
    const approved = event('message.approved', { by: who, policies })
    if (state.kind === 'failed') {
      const ending = { workspaceId, id, from: ['review'] as const, state: state.kind, reason: why, deliveredSegments: 0, at, data: { by } }
      append(tx, [approved, ...(await end(tx, [ending]))])
      return true
    }
    const dueAt = state.kind === 'held' ? state.until : at
    await moveFlights(tx, [
      { ...{ workspaceId, id }, from: ['review'], to: state.kind, reason: why, dueAt, expiresAt: worthUntil(item, dueAt) },
    ])
    append(tx, [
      approved,
      event(`message.${state.kind}`, { ...(why && { why }), ...(state.kind === 'held' && { until: state.until }), by }),
    ])
    return true
  })
}
