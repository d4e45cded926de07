import { type Cell, cell } from '../../ui/cell.ts'
import type { Unsent } from './outbox.ts'

/** Kept before anything is sent, so that a closed lid or a lost network loses nothing. One per member: people share machines. */
let mine: { memberId: string; outbox: Cell<Unsent[]>; drafts: Cell<Record<string, string>> } | null = null

const none = { outbox: cell<Unsent[]>([]), drafts: cell<Record<string, string>>({}) }

export function openDesk(memberId: string): void {
  if (mine?.memberId === memberId) return
  mine = { memberId, outbox: cell<Unsent[]>([], `tandem.outbox.${memberId}`), drafts: cell({}, `tandem.drafts.${memberId}`) }
}

export const outbox = (): Cell<Unsent[]> => mine?.outbox ?? none.outbox
export const drafts = (): Cell<Record<string, string>> => mine?.drafts ?? none.drafts

/** On leaving: nothing typed here stays on a shared machine. */
export function clearDesk(): void {
  mine?.outbox.set([])
  mine?.drafts.set({})
  mine = null
}

export function keepDraft(conversationId: string, text: string): void {
  const { [conversationId]: _, ...others } = drafts().get()
  drafts().set(text === '' ? others : { ...others, [conversationId]: text })
}
