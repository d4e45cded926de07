import type { Reason } from '#src/message/reasons.ts'
import { type FirstState, firstState } from '#src/message/state.ts'
import { type Asking, type Judged, judge } from '#src/policies/judge.ts'
import type { Held } from './queue/store.ts'

/** What a person was asked about a message that waits for review: by which policies, and whether it may go all the same. */
export type Approval = {
  item: Held
  /** Their question is answered, now and whenever they ask it again about this message. */
  policies: readonly string[]
  state: FirstState
  by: Judged['by']
}

/**
 * A person lets it go → judged again in full, because more may have changed than their mind → free to go, held, or stopped. What the
 * person was asked no longer counts; a policy that had not asked until now asks, and it waits for review anew.
 */
export async function approve(waiting: Held & { asked: readonly string[] }, asking: Asking): Promise<Approval> {
  const { asked, ...item } = waiting
  const approved = { ...item, message: { ...item.message, approved: [...new Set([...(item.message.approved ?? []), ...asked])] } }
  const [judged] = await judge([approved.message], asking)
  const { verdict, by } = judged! // judge answers one each
  return { item: approved, policies: approved.message.approved, state: firstState(verdict), by }
}

export const whyOf = (state: FirstState): Reason | null => (state.kind === 'queued' ? null : state.why)
