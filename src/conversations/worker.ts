import type { Db } from '#src/platform/db.ts'
import type { Event } from '#src/platform/events.ts'
import { addPostings, type Posting } from './finding/store.ts'
import { bubbles, messagesByIds, type Reading } from './reading/store.ts'
import { tokensOf } from './search.ts'

/** A reader of the log: writes the postings by which a message can be found without the database ever seeing a word of it. */
export function indexer({
  db,
  reading,
  searchKey,
}: {
  db: Db
  reading: Reading
  searchKey(workspaceId: number): Promise<Uint8Array | null>
}) {
  return {
    name: 'search',
    async take(events: Event[]): Promise<void> {
      const said = events.filter(
        ({ kind, conversationId }) => conversationId && (kind === 'message.received' || kind === 'message.accepted'),
      )
      for (const [workspaceId, of] of Map.groupBy(said, (it) => it.workspaceId)) {
        const key = await searchKey(workspaceId)
        // Revoked or away: the place is not noted, and these are read again once the key is back.
        if (!key) throw new Error(`the search key of workspace ${workspaceId} cannot be had`)
        await db.web(workspaceId, async (tx) => {
          const rows = await messagesByIds(
            tx,
            workspaceId,
            of.flatMap(({ messageId }) => messageId ?? []),
          )
          const shown = await bubbles(reading.content, workspaceId, rows)
          const postings = shown.flatMap(
            (it): Posting[] =>
              it.text && it.conversationId
                ? tokensOf(it.text, key).map((token) => ({ token, messageId: it.id, conversationId: it.conversationId! }))
                : [], // just asked
          )
          await addPostings(tx, workspaceId, postings)
        })
      }
    },
  }
}
