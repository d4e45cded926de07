import type { LinkState, LinkView } from '../views.ts'
import type { Given, Kind } from './settings.ts'
import type { Row } from './store.ts'

/** How a link is now; null: it is not open. */
export type StateOf = (linkId: string) => LinkState | null

type Now = { kinds: readonly Kind[]; stateOf: StateOf }

/** A link as the outside sees it: of its secrets only which are set. */
export const linkShown = (row: Row, secrets: Given, { kinds, stateOf }: Now): LinkView => ({
  ...{ id: row.id, channel: row.channel, name: row.name, settings: row.settings, enabled: row.enabled, lines: row.lines },
  channelLabel: kinds.find(({ name }) => name === row.channel)?.label ?? row.channel,
  carrier: row.carrierId === null ? null : { id: row.carrierId, name: row.carrierName ?? '' },
  secretsSet: Object.keys(secrets),
  madeAt: row.madeAt.toISOString(),
  state: (row.enabled && stateOf(row.id)) || closed(row, kinds),
})

function closed({ enabled, channel }: Row, kinds: readonly Kind[]): LinkState {
  const known = kinds.some(({ name }) => name === channel)
  const whyNot = known
    ? 'It is not open: its settings or secrets could not be used; the log says which.'
    : 'There is no such channel any more.'
  const why = enabled ? whyNot : 'It is switched off.'
  return { up: false, why, since: null, room: 0, waiting: 0, underWay: 0, window: null, only: null }
}
