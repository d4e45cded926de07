import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Bubble } from '#src/message/views.ts'
import type { Working } from './page/store.ts'
import { pageOf } from './page.ts'

const at = (s: number) => new Date(Date.UTC(2026, 2, 20, 12, 0, s))
type Event = Working['events'][number]
const event = (kind: string, data: Event['data'], detail: string | null = null): Event => ({ seq: 1, at: at(50), kind, data, detail })
const listed = (state: Bubble['state'], working: Partial<Working>) => {
  const all: Working = { verdicts: null, line: null, events: [], segments: [], ...working }
  return pageOf({ state, at: at(0).toISOString() } as Bubble, null, all, () => '').segmentList // `as`: the rest is passed on as it is
}
const sent = (...ids: string[]) => event('message.sent', { ids })
const row = (segment: number, carrier_id: string) => ({ segment, carrier_id, state: 'sent', at: at(1), detail: null })

test('under way, a segment has its id as the carrier spells it, not as it is compared', () => {
  const working = { events: [sent('812FC74700000010')], segments: [row(1, 'hd:9308878062554710032')] }
  assert.deepEqual(
    listed('sent', working).map(({ carrierId }) => carrierId),
    ['812FC74700000010'],
  )
  // its answer was lost: what the receipt calls it is all that is known
  assert.equal(listed('sent', { segments: [row(1, '4f')] })[0]?.carrierId, '4f')
})

test('ended, a message of one segment says when its receipt was, and in which words', () => {
  const delivered = event('message.delivered', { reportedAt: at(7).toISOString() }, 'stat:DELIVRD err:000')
  assert.deepEqual(listed('delivered', { events: [sent('A'), delivered] }), [
    { index: 1, carrierId: 'A', state: 'delivered', at: at(7).toISOString(), detail: 'stat:DELIVRD err:000' },
  ])
})

test('of several segments each has its own receipt, and the last one the end', () => {
  const receipt = event('message.receipt', { segment: 2, state: 'delivered', reportedAt: at(5).toISOString() }, 'stat:DELIVRD')
  const progress = event('message.receipt', { segment: 1, state: 'sent', reportedAt: at(4).toISOString() })
  const failed = event('message.failed', { why: 'partly_delivered', reportedAt: at(9).toISOString() }, 'stat:UNDELIV')
  const seen = listed('failed', { events: [sent('A', 'B'), progress, receipt, failed] })
  assert.deepEqual(
    seen.map((it) => [it.state, it.at, it.detail]),
    [
      ['failed', at(9).toISOString(), 'stat:UNDELIV'],
      ['delivered', at(5).toISOString(), 'stat:DELIVRD'],
    ],
  )
})

test('what nobody reported on has no time; of an earlier copy nothing is said', () => {
  const receipt = event('message.receipt', { segment: 1, state: 'failed', reportedAt: at(3).toISOString() })
  assert.deepEqual(
    listed('sent', { events: [sent('A'), receipt, sent('B'), event('message.not_reported', {})] }).map((it) => [
      it.carrierId,
      it.state,
      it.at,
    ]),
    [['B', 'sent', null]],
  )
})
