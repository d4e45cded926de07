/** What was said here and not yet taken by the server. Pure; kept in the browser by store.ts, emptied in order by drain.ts. */

export type Unsent = {
  clientId: string
  conversationId: string
  text: string
  lineId?: string
  at: string
  /** The server refused it for good; a person decides. */
  refused: string | null
}

/** Messages that may wait here at most. Beyond it the composer keeps the text and says that the outbox is full. */
export const MOST_UNSENT = 200

export const put = (unsent: Unsent[], it: Unsent): Unsent[] =>
  unsent.length >= MOST_UNSENT || unsent.some((other) => other.clientId === it.clientId) ? unsent : [...unsent, it]

export const settle = (unsent: Unsent[], clientId: string): Unsent[] => unsent.filter((it) => it.clientId !== clientId)

export const refuse = (unsent: Unsent[], clientId: string, why: string): Unsent[] =>
  unsent.map((it) => (it.clientId === clientId ? { ...it, refused: why } : it))

/** Once more: at the end of its lane, where the person sees it. */
export const retry = (unsent: Unsent[], clientId: string, at: string): Unsent[] => {
  const it = unsent.find((other) => other.clientId === clientId)
  return it ? [...settle(unsent, clientId), { ...it, refused: null, at }] : unsent
}

/** The next to leave of each conversation: order holds within one, and none waits for another. */
export function nextOfEach(unsent: Unsent[]): Unsent[] {
  const next = new Map<string, Unsent>()
  for (const it of unsent) if (it.refused === null && !next.has(it.conversationId)) next.set(it.conversationId, it)
  return [...next.values()]
}

export const ofConversation = (unsent: Unsent[], conversationId: string): Unsent[] =>
  unsent.filter((it) => it.conversationId === conversationId)
