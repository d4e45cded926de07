import { addDoubts } from '#src/delivery/correlation/store.ts'
import { mostResends } from '#src/delivery/retry.ts'
import { type Change, moveFlights } from '#src/delivery/store.ts'
import type { Db } from '#src/platform/db.ts'
import { append } from '#src/platform/events.ts'

type Row = {
  workspace_id: number
  message_id: string
  in_doubt: 'resend' | 'ask'
  attempts: number
  conversation_id: string | null
  uri: string
  reference: number
}

/** What another process, or this one before it was killed, had handed over under an older lease: nobody knows whether it went. */
export async function recover(db: Db, linkId: string, lease: { epoch: number }, at: Date): Promise<number> {
  return db.spine(async (tx) => {
    const rows = await tx.query<Row>(
      `select f.workspace_id, f.message_id, m.in_doubt, f.attempts, m.conversation_id, m.to_uris[1] as uri, f.reference from flight f
       join messages m on m.workspace_id = f.workspace_id and m.id = f.message_id
       where f.link_id = $1 and f.state = 'sending' and f.epoch < $2 order by f.message_id for update of f`,
      [linkId, lease.epoch],
    )
    await moveFlights(
      tx,
      rows.map((it) => ({ workspaceId: it.workspace_id, id: it.message_id, ...whereTo(it, at) })),
    )
    addDoubts(
      tx,
      rows.map((it) => ({ workspaceId: it.workspace_id, id: it.message_id, linkId, reference: it.reference, to: it.uri })),
    )
    append(
      tx,
      rows.map((it) => ({
        workspaceId: it.workspace_id,
        at,
        kind: 'message.in_doubt',
        messageId: it.message_id,
        conversationId: it.conversation_id,
        data: { why: 'lost_answer', link: linkId, choice: goesAgain(it) ? 'resend' : 'ask' },
      })),
    )
    return rows.length
  })
}

const goesAgain = ({ in_doubt, attempts }: Row): boolean => in_doubt === 'resend' && attempts < mostResends

const whereTo = (it: Row, at: Date): Pick<Change, 'from' | 'to' | 'reason' | 'dueAt'> =>
  goesAgain(it)
    ? { from: ['sending'], to: 'queued', reason: 'lost_answer', dueAt: at }
    : { from: ['sending'], to: 'in_doubt', reason: 'lost_answer' }
