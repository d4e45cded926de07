import assert from 'node:assert/strict'
import { test } from 'vitest'
import { z } from 'zod'
import type { LinkState } from '../views.ts'
import type { Kind } from './settings.ts'
import { linkShown } from './shown.ts'
import type { Row } from './store.ts'

const kinds: Kind[] = [{ name: 'pigeon', label: 'Pigeons', settings: z.object({}), secrets: ['seed'] }]
const row: Row = {
  ...{ id: 'k', channel: 'pigeon', name: 'Loft', carrierId: null, carrierName: null, settings: {}, secrets: null, enabled: true, lines: 0 },
  madeAt: new Date('2026-11-21T12:00:00Z'),
}
const up: LinkState = { up: true, why: null, since: null, room: 5, waiting: 0, underWay: 0, window: 10, only: null }
const whyNow = (but: Partial<Row>, state: LinkState | null) => linkShown({ ...row, ...but }, {}, { kinds, stateOf: () => state }).state.why

test('an open link is as it says itself', () => {
  assert.deepEqual(linkShown(row, {}, { kinds, stateOf: () => up }).state, up)
})

test.each([
  ['switched off, whatever it still says', { enabled: false }, up, 'It is switched off.'],
  ['open nowhere', {}, null, 'It is not open: its settings or secrets could not be used; the log says which.'],
  ['of a channel that is gone', { channel: 'raven' }, null, 'There is no such channel any more.'],
] as const)('a link %s is closed and says why', (_, but, state, why) => assert.equal(whyNow(but, state), why))

test('of its secrets it shows which are set, and of a channel that is gone the name', () => {
  const shown = linkShown({ ...row, channel: 'raven' }, { seed: 'corn' }, { kinds, stateOf: () => null })
  assert.deepEqual([shown.secretsSet, shown.channelLabel], [['seed'], 'raven'])
  assert.ok(!JSON.stringify(shown).includes('corn'))
})
