import type { QueryClient } from '@tanstack/react-query'
import { postConversationsByIdMessages } from '../../../client/sdk.generated.ts'
import { takeIn } from '../live/take-in.ts'
import { isPassing, isRefusal, plainly } from '../request.ts'
import { nextOfEach, refuse, settle, type Unsent } from './outbox.ts'
import { outbox } from './store.ts'

const busy = new Set<string>()
const AGAIN_MS = 3_000
let again = 0

/** Sends what waits, one at a time per conversation. Called after every `put`, when the connection is back, and when the page opens. */
export function drain(cache: QueryClient): void {
  for (const it of nextOfEach(outbox().get())) {
    if (busy.has(it.conversationId)) continue
    busy.add(it.conversationId)
    void alone(it.conversationId, () => sendAll(cache, it.conversationId)).finally(() => busy.delete(it.conversationId))
  }
}

async function sendAll(cache: QueryClient, conversationId: string): Promise<void> {
  for (;;) {
    const next = nextOfEach(outbox().get()).find((it) => it.conversationId === conversationId)
    if (!next) return
    if (!(await sendOne(cache, next))) return tryLater(cache)
  }
}

/** False: nobody answered, so it may or may not have arrived. Its clientId makes saying it again harmless. */
async function sendOne(cache: QueryClient, { clientId, conversationId, text, lineId }: Unsent): Promise<boolean> {
  try {
    const body = { text, clientId, ...(lineId ? { lineId } : {}) }
    const bubble = await postConversationsByIdMessages({ path: { id: conversationId }, body })
    takeIn(cache, [{ messages: [bubble], conversations: [] }])
    outbox().set(settle(outbox().get(), clientId))
    return true
  } catch (error) {
    if (isPassing(error) || isRefusal(error, 401)) return false
    outbox().set(refuse(outbox().get(), clientId, plainly(error)))
    return true
  }
}

function tryLater(cache: QueryClient): void {
  clearTimeout(again)
  again = window.setTimeout(() => drain(cache), AGAIN_MS)
}

/** Two tabs share one outbox: only one of them sends a conversation's messages, or their order would be lost. */
async function alone(conversationId: string, work: () => Promise<void>): Promise<void> {
  if ('locks' in navigator) await navigator.locks.request(`tandem.outbox.${conversationId}`, work)
  else await work()
}
