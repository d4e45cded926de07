import type { Db } from '#src/platform/db.ts'
import type { Event } from '#src/platform/events.ts'
import { addPostings, type Posting } from './finding/store.ts'
import { bubbles, messagesByIds, type Reading } from './reading/store.ts'
import { tokensOf } from './search.ts'

type Indexing = { db: Db; reading: Reading; searchKey(workspaceId: number): Promise<Uint8Array | null> }

/** A reader of the log: writes the postings by which a message can be found without the database ever seeing a word of it. */
export function indexer(it: Indexing) {
  return {
    name: 'search',
    kinds: ['message.received', 'message.accepted'],
    /** Answers the workspaces whose key is away: what they said is found when it is back. */
    async take(events: Event[]): Promise<number[]> {
      const said = events.filter(({ conversationId }) => conversationId)
      const left: number[] = []
      for (const [workspaceId, of] of Map.groupBy(said, (one) => one.workspaceId)) {
        const key = await it.searchKey(workspaceId)
        if (!key || !(await index(it, workspaceId, key, of))) left.push(workspaceId)
      }
      return left
    },
  }
}

/** False: none of it can be read for the moment. What is shredded, or broken among what is whole, never will be, and is passed over. */
async function index({ db, reading }: Indexing, workspaceId: number, key: Uint8Array, events: readonly Event[]): Promise<boolean> {
  return db.web(workspaceId, async (tx) => {
    const rows = await messagesByIds(
      tx,
      workspaceId,
      events.flatMap(({ messageId }) => messageId ?? []),
    )
    const shown = await bubbles(reading.content, workspaceId, rows)
    if (shown.length > 0 && shown.every(({ sealed }) => sealed === 'unavailable' || sealed === 'revoked')) return false
    const postings = shown.flatMap(({ id: messageId, text, conversationId }): Posting[] =>
      text && conversationId ? tokensOf(text, key).map((token) => ({ token, messageId, conversationId })) : [],
    )
    await addPostings(tx, workspaceId, postings)
    return true
  })
}
