import type { LineRow } from '../store.ts'
import type { WholeLine } from '../views.ts'

/** How a link is now; null: it is not open. */
export type StateOf = (linkId: string) => { up: boolean; why: string | null } | null

/** A line as the outside sees it: it is as well as its link is. */
export function lineShown(
  { id, uri, label, linkId, linkName, channel, enabled, teamId, rank, madeAt }: LineRow,
  stateOf: StateOf,
): WholeLine {
  const state = enabled ? stateOf(linkId) : { up: false, why: 'Its link is switched off.' }
  return {
    ...{ id, number: uri, label, teamId, rank, madeAt: madeAt.toISOString() },
    link: { id: linkId, name: linkName, channel, enabled },
    up: state?.up ?? false,
    why: state ? state.why : 'Its link is not open.',
  }
}
