import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Consent } from '#src/contacts/consent.ts'
import type { Draft } from '#src/message/draft.ts'
import { type Accepted, type Accepting, accept } from './outbound.ts'

const draft = (but: Partial<Draft> = {}): Draft => ({
  workspaceId: 1,
  from: 'tel:+14155550100',
  to: ['tel:+14155550101'],
  purpose: 'conversation',
  parts: [{ kind: 'text', text: 'Hello' }],
  ...but,
})
const stopped: Draft['to'] = ['tel:+14155550102']

/** Half past four at night in Los Angeles, where everybody lives; one of them said STOP. */
const world = () => {
  const records: Accepted[][] = []
  let ids = 0
  const consent = (to: Draft['to']): Consent => ({ state: to === stopped ? 'withdrawn' : 'given', at: null })
  const accepting: Accepting = {
    now: () => new Date('2026-01-05T12:30:00Z'),
    id: () => `m${++ids}`,
    sources: {
      consents: async (messages) => messages.map(({ to }) => consent(to)),
      timeZones: async (messages) => messages.map(() => ['America/Los_Angeles']),
    },
    unavailable: assert.fail,
    record: async (accepted) => {
      records.push(accepted)
    },
  }
  return { accepting, records }
}

test('each draft becomes a message that waits, goes or has failed, and all are recorded together', async () => {
  const { accepting, records } = world()
  const accepted = await accept([draft(), draft({ to: stopped }), draft({ purpose: 'marketing' })], accepting)
  assert.deepEqual(
    accepted.map(({ message, state }) => [message.id, state]),
    [
      ['m1', { kind: 'queued' }],
      ['m2', { kind: 'failed', why: 'opted_out' }],
      ['m3', { kind: 'held', until: new Date('2026-01-05T16:00:00Z'), why: 'quiet_hours' }],
    ],
  )
  assert.deepEqual(records, [accepted])
})

test('a no is recorded with what every policy said', async () => {
  const { accepting, records } = world()
  await accept([draft({ to: stopped, purpose: 'marketing' })], accepting)
  const said = Object.entries(records[0]?.[0]?.by ?? {}).map(([name, { kind }]) => `${name}: ${kind}`)
  assert.deepEqual(said, ['opt-out: block', 'quiet-hours: hold'])
})

test('nothing is accepted that could not be recorded', async () => {
  const { accepting } = world()
  const record = async () => {
    throw new Error('disk full')
  }
  await assert.rejects(accept([draft()], { ...accepting, record }), /disk full/)
})

const doubts = [
  { draft: draft({ purpose: 'code' }), expect: 'resend', because: 'a code that never comes is worse than two' },
  { draft: draft({ purpose: 'service' }), expect: 'ask', because: 'two of anything else is for a person to decide' },
  { draft: draft({ purpose: 'service', inDoubt: 'resend' }), expect: 'resend', because: 'the sender may decide' },
] as const

for (const { draft, expect, because } of doubts)
  test(`in doubt ${expect}: ${because}`, async () => {
    const [accepted] = await accept([draft], world().accepting)
    assert.equal(accepted?.message.inDoubt, expect)
  })
