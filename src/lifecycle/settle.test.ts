import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Receipt } from '#src/message/happening.ts'
import { mustMove } from '#src/message/state.ts'
import { believedFrom, endOfMany, endOfOne, endOverdueSegments } from './settle.ts'

const receipt = (state: Receipt['state'], why?: Receipt['why']): Receipt => ({
  kind: 'receipt',
  ids: ['A'],
  state,
  at: new Date(0),
  ...(why && { why }),
})

const ones = [
  { given: receipt('sent'), expect: null, because: 'it is under way' },
  { given: receipt('delivered'), expect: ['delivered', null, 1], because: 'it is there' },
  { given: receipt('read'), expect: ['read', null, 1], because: 'and was read' },
  { given: receipt('failed'), expect: ['failed', 'undeliverable', 0], because: 'the carrier gives no reason' },
  { given: receipt('failed', 'blocked_by_carrier'), expect: ['failed', 'blocked_by_carrier', 0], because: 'or it gives one' },
  { given: receipt('expired'), expect: ['expired', 'out_of_time', 0], because: 'the phone was off' },
] as const

for (const { given, expect, because } of ones)
  test(`one segment, ${given.state}: ${because}`, () => {
    const end = endOfOne(given)
    assert.deepEqual(end && [end.state, end.reason, end.deliveredSegments], expect)
  })

const manies = [
  { of: 3, counts: [3, 0, 0], expect: ['delivered', null, 3], because: 'all are there' },
  { of: 3, counts: [2, 0, 0], expect: null, because: 'one may still come' },
  { of: 3, counts: [0, 1, 0], expect: null, because: 'how many came is not known yet' },
  { of: 3, counts: [2, 1, 0], expect: ['failed', 'partly_delivered', 2], because: 'a text with a hole is no text' },
  { of: 3, counts: [1, 0, 2], expect: ['failed', 'partly_delivered', 1], because: 'too late is not there' },
  { of: 2, counts: [0, 2, 0], expect: ['failed', 'undeliverable', 0], because: 'none came' },
  { of: 2, counts: [0, 1, 1], expect: ['failed', 'undeliverable', 0], because: 'none came, and one for worse than time' },
  { of: 2, counts: [0, 0, 2], expect: ['expired', 'out_of_time', 0], because: 'all were too late' },
] as const

for (const { of, counts, expect, because } of manies)
  test(`${of} segments, ${counts.join('/')} delivered/failed/expired: ${because}`, () => {
    const [delivered, failed, expired] = counts
    const end = endOfMany(of, { delivered, failed, expired }, undefined)
    assert.deepEqual(end && [end.state, end.reason, end.deliveredSegments], expect)
  })

const overdue = [
  { counts: undefined, expect: ['sent', 'not_reported', 0], because: 'nobody ever said anything' },
  { counts: [2, 0, 0], expect: ['sent', 'not_reported', 2], because: 'nothing is known to be wrong' },
  { counts: [2, 1, 0], expect: ['failed', 'partly_delivered', 2], because: 'one is known to be missing' },
  { counts: [0, 1, 0], expect: ['failed', 'undeliverable', 0], because: 'one is known to be missing, and none to be there' },
] as const

for (const { counts, expect, because } of overdue)
  test(`time is up at ${counts?.join('/') ?? 'nothing'}: ${because}`, () => {
    const [delivered, failed, expired] = counts ?? []
    const end = endOverdueSegments(delivered === undefined ? undefined : { delivered, failed: failed!, expired: expired! })
    assert.deepEqual([end.state, end.reason, end.deliveredSegments], expect)
  })

test('every end is believed only from where a message may go there', () => {
  for (const state of ['delivered', 'read', 'failed', 'expired'] as const) mustMove(believedFrom(state), state)
  assert.throws(() => mustMove(['failed'], 'sent'), /cannot go from failed to sent/)
})
