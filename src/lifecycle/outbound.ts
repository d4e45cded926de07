import { type Draft, messageFrom } from '#src/message/draft.ts'
import { type FirstState, firstState } from '#src/message/state.ts'
import { policies } from '#src/policies/all.ts'
import { type Asking, type Judged, judge } from '#src/policies/judge.ts'

/** What accepting needs from the outside. app.ts has it all; a test passes plain functions. */
export type Accepting = Pick<Asking, 'sources' | 'unavailable'> & {
  now(): Date
  id(): string
  /** One transaction: the messages, every verdict, the first events of their lives, and their place in the queue. */
  record(accepted: Accepted[]): Promise<void>
}

export type Accepted = Judged & { state: FirstState }

/** Asked to send → judged → written down. A no is written down too, as failed with its reason; nothing has left the building yet. */
export async function accept(drafts: Draft[], { sources, unavailable, now, id, record }: Accepting): Promise<Accepted[]> {
  const at = now()
  const messages = drafts.map((draft) => messageFrom(draft, id(), at))
  const judged = await judge(messages, { policies, sources, now: at, unavailable })
  const accepted = judged.map((it) => ({ ...it, state: firstState(it.verdict) }))
  await record(accepted)
  return accepted
}
