import assert from 'node:assert/strict'
import { test } from 'vitest'
import { messageResp, submitSm } from '#src/protocols/smpp/build.ts'
import type { Settled } from '#src/protocols/smpp/settled.ts'
import { status } from '#src/protocols/smpp/status.ts'
import { answered, begin, outcomeOf, outcomeWhenDown, outcomeWhenLate, type Progress } from './progress.ts'

type Answer = string | number | 'lost' | 'not sent'
/** A message of so many segments, all handed over, and what was answered to each. */
function after(segments: number, ...answers: (readonly [segment: number, answer: Answer])[]): Progress {
  const progress = begin(
    'm',
    Array.from({ length: segments }, () => submitSm({})),
  )
  progress.underWay = progress.toGo.splice(0).length
  for (const [segment, answer] of answers) answered(progress, segment, settled(answer))
  return progress
}

function settled(answer: Answer): Settled {
  if (answer === 'lost') return { at: 0, kind: 'unknown', why: 'closed_by_peer' }
  if (answer === 'not sent') return { at: 0, kind: 'unsent', why: 'no_room' }
  const resp = messageResp('submit_sm_resp', typeof answer === 'string' ? { messageId: answer } : { status: answer })
  return typeof answer === 'string' ? { at: 0, kind: 'resp', resp } : { at: 0, kind: 'refused', status: answer, resp }
}

const cases = [
  { of: after(1, [0, 'A']), expect: { kind: 'taken', ids: ['A'] }, because: 'it was taken' },
  { of: after(2, [1, 'B'], [0, 'A']), expect: { kind: 'taken', ids: ['A', 'B'] }, because: 'in the order of the segments' },
  { of: after(2, [0, 'A']), expect: null, because: 'one is under way' },
  { of: after(1, [0, '']), expect: { kind: 'taken', ids: [''] }, because: 'a carrier that gives no id has taken it all the same' },
  { of: after(1, [0, 'lost']), expect: { kind: 'unknown', keys: [[]] }, because: 'nobody knows' },
  { of: after(2, [0, 'A'], [1, 'lost']), expect: { kind: 'unknown', keys: [['a'], []] }, because: 'one is known' },
  { of: after(2, [0, 'lost'], [1, 'B']), expect: { kind: 'unknown', keys: [[], ['b']] }, because: 'also when it is known after' },
  { of: after(1, [0, status.throttled]), expect: null, because: 'it goes again after the pause' },
  { of: after(1, [0, 'not sent']), expect: null, because: 'it has not gone' },
  {
    of: after(1, [0, status.invalidDestination]),
    expect: { kind: 'refused', why: 'bad_destination', retry: 'elsewhere', takenSegments: [] },
    because: 'the carrier does not know the number',
  },
  {
    of: after(1, [0, status.systemError]),
    expect: { kind: 'refused', why: 'refused_by_carrier', retry: 'later' },
    because: 'it may be better later',
  },
  {
    of: after(3, [0, 'A'], [1, status.systemError], [2, 'C']),
    expect: { kind: 'refused', takenSegments: ['A', 'C'] },
    because: 'what has gone is told',
  },
  { of: after(1, [0, 0x4ab]), expect: { kind: 'refused', why: 'refused_by_carrier', retry: 'elsewhere' }, because: 'an error of its own' },
]
for (const { of, expect, because } of cases)
  test(`answered: ${because}`, () => {
    const outcome = outcomeOf(of, 'verbatim')
    if (expect === null) assert.equal(outcome, null)
    else assert.partialDeepStrictEqual(outcome, expect)
  })

test('throttled in the middle: the rest waits in order, before what follows', () => {
  const progress = after(3, [2, status.throttled], [0, 'A'], [1, status.throttled])
  assert.deepEqual([progress.toGo, outcomeOf(progress, 'verbatim')], [[1, 2], null])
})

test('nothing more goes after a refusal or a lost answer', () => {
  assert.deepEqual(after(3, [0, status.throttled], [1, status.systemError], [2, 'C']).toGo, [])
  assert.deepEqual(after(3, [0, 'not sent'], [1, 'lost'], [2, 'C']).toGo, [])
})

const downs = [
  { of: after(2, [0, 'not sent'], [1, 'not sent']), expect: 'later', because: 'none has gone' },
  { of: after(2, [0, 'A'], [1, 'not sent']), expect: null, because: 'the rest goes when the link is back' },
  { of: after(2, [0, 'not sent']), expect: null, because: 'one is under way' },
] as const
for (const { of, expect, because } of downs)
  test(`the link is down: ${because}`, () => {
    const outcome = outcomeWhenDown(of)
    assert.equal(outcome && 'retry' in outcome ? outcome.retry : null, expect)
  })

const lates = [
  { of: after(2, [0, 'not sent'], [1, 'not sent']), expect: { kind: 'refused', retry: 'later' }, because: 'none has gone' },
  { of: after(2, [0, 'A'], [1, 'not sent']), expect: { kind: 'refused', retry: 'never', takenSegments: ['A'] }, because: 'half has gone' },
  { of: after(2, [0, 'A']), expect: { kind: 'unknown', keys: [['a'], []] }, because: 'one was never answered' },
]
for (const { of, expect, because } of lates)
  test(`too late: ${because}`, () => assert.partialDeepStrictEqual(outcomeWhenLate(of, 'verbatim'), expect))

const spellings = [
  ['verbatim', '00AB', ['ab']],
  ['respHex_dlrDec', '1F', ['hd:31']],
  ['respDec_dlrHex', '31', ['dh:31']],
] as const
for (const [mode, id, keys] of spellings)
  test(`ids ${mode}: ${id} is filed as ${keys}`, () => {
    const outcome = outcomeOf(after(1, [0, id]), mode)
    assert.deepEqual(outcome?.kind === 'taken' && outcome.keys, [keys])
  })
