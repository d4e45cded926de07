import { bubbles } from '#src/conversations/reading/store.ts'
import type { Content } from '#src/message/content.ts'
import type { Tx } from '#src/platform/db.ts'
import { type Event, readWorkspace } from '#src/platform/events.ts'
import { mostEvents, type Told, told } from '../body.ts'
import { wants } from '../kinds.ts'
import { type Hook, messagesOf } from '../store.ts'

/** Events of the log with the messages they are about. */

/** Events read at once while looking for those that are wanted. */
export const readAtOnce = 1_000

/** The part of the log that a delivery tells. */
export async function between(
  tx: Tx,
  content: Content,
  hook: Hook,
  { firstSeq, lastSeq }: { firstSeq: number; lastSeq: number },
): Promise<Told[]> {
  const wanted: Event[] = []
  for (let place = firstSeq - 1; wanted.length < mostEvents; ) {
    const read = await readWorkspace(tx, hook.workspaceId, { after: place, upTo: lastSeq, limit: readAtOnce })
    wanted.push(...read.filter(({ kind }) => wants(hook.kinds, kind)))
    if (read.length < readAtOnce) break
    place = read.at(-1)!.seq // it is not empty
  }
  return withMessages(tx, content, hook.workspaceId, wanted.slice(0, mostEvents))
}

export async function withMessages(tx: Tx, content: Content, workspaceId: number, events: readonly Event[]): Promise<Told[]> {
  const rows = await messagesOf(
    tx,
    workspaceId,
    events.flatMap(({ messageId }) => messageId ?? []),
  )
  return told(events, new Map((await bubbles(content, workspaceId, rows)).map((bubble) => [bubble.id, bubble])))
}
