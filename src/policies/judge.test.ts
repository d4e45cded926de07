import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Message } from '#src/message/message.ts'
import { allow, type Verdict } from '#src/message/verdict.ts'
import { message } from '../../test/support/message.ts'
import { type Asking, judge, judgeAgain } from './judge.ts'
import type { Policy, Sources } from './policy.ts'

const block: Verdict = { kind: 'block', why: 'opted_out' }
const notAsked = { kind: 'not_asked' }
const now = new Date('2026-01-05T12:00:00Z')
const notNow: Verdict = { kind: 'hold', until: new Date('2026-01-05T12:00:15Z'), why: 'policy_unavailable' }

const asking = (policies: Policy<unknown>[], but: Partial<Asking> = {}): Asking => ({
  policies,
  sources: {} as Sources,
  now,
  unavailable: assert.fail,
  ...but,
}) // `as`: these policies know their facts

/** A policy that says the same of every message, and remembers each batch it was asked about. */
const says = (name: string, verdict: Verdict, but: Partial<Policy<unknown>> = {}) => {
  const batches: string[][] = []
  const policy: Policy<unknown> = {
    name,
    exempts: [],
    gather: async (messages) => (batches.push(messages.map(({ id }) => id)), messages),
    judge: (messages) => messages.map(() => verdict),
    ...but,
  }
  return { policy, batches }
}
const down = async () => {
  throw new Error('down')
}

test('every cheap policy is asked about every message, in one batch, even where a block stands', async () => {
  const first = says('first', block)
  const second = says('second', allow)
  const judged = await judge([message({ id: 'a' }), message({ id: 'b' })], asking([first.policy, second.policy]))
  assert.deepEqual(
    judged.map(({ verdict }) => verdict),
    [block, block],
  )
  assert.deepEqual(
    judged.map(({ by }) => by),
    [
      { first: block, second: allow },
      { first: block, second: allow },
    ],
  )
  assert.deepEqual([first.batches, second.batches], [[['a', 'b']], [['a', 'b']]])
})

test('a paid policy is not asked where a block stands, wherever it is listed', async () => {
  const paid = says('paid', allow, { paid: true })
  const marketing = says('marketing', block, { exempts: ['code'] })
  const judged = await judge([message({ id: 'a' }), message({ id: 'b', purpose: 'code' })], asking([paid.policy, marketing.policy]))
  assert.deepEqual(
    judged.map(({ by }) => by),
    [
      { marketing: block, paid: notAsked },
      { marketing: allow, paid: allow },
    ],
  )
  assert.deepEqual(paid.batches, [['b']])
})

test('a source that fails makes its messages wait, those it concerns, and is told of once', async () => {
  const told: string[] = []
  const unavailable = (policy: string, cause: unknown) => told.push(`${policy}: ${cause}`)
  const zones = says('zones', allow, { exempts: ['code'], gather: down })
  const other = says('other', allow)
  const judged = await judge([message(), message(), message({ purpose: 'code' })], asking([zones.policy, other.policy], { unavailable }))
  assert.deepEqual(
    judged.map(({ verdict }) => verdict),
    [notNow, notNow, allow],
  )
  assert.deepEqual(judged[0]?.by, { zones: notNow, other: allow })
  assert.deepEqual(told, ['zones: Error: down'])
})

test('a no stands although another source fails', async () => {
  const failing = says('zones', allow, { gather: down })
  const optOut = says('opt-out', block)
  const judged = await judge([message()], asking([failing.policy, optOut.policy], { unavailable() {} }))
  assert.deepEqual(judged[0]?.verdict, block)
})

test('a cap counts within the batch', async () => {
  const review: Verdict = { kind: 'review', why: 'rate_limited' }
  const twoADay = says('two-a-day', allow, { judge: (messages) => messages.map((_, i) => (i < 2 ? allow : review)) })
  const judged = await judge([message(), message(), message()], asking([twoADay.policy]))
  assert.deepEqual(
    judged.map(({ verdict }) => verdict),
    [allow, allow, review],
  )
})

test('before the wire only what perishes is judged again', async () => {
  const lasting = says('lasting', block)
  const perishable = says('perishable', allow, { perishable: true })
  const [judged] = await judgeAgain([message()], asking([lasting.policy, perishable.policy]))
  assert.deepEqual(judged?.by, { perishable: allow })
  assert.deepEqual(lasting.batches, [])
})

const miscounts: [string, Partial<Policy<unknown>>][] = [
  ['a row too many', { gather: async (messages: Message[]) => [...messages, {}] }],
  ['a row too few', { gather: async () => [] }],
  ['a verdict too few', { judge: () => [] }],
]
for (const [name, but] of miscounts)
  test(`${name} is a bug, and nothing is judged by it`, async () => {
    const odd = says('odd', allow, but)
    await assert.rejects(judge([message()], asking([odd.policy])), /odd: \d answers about 1 messages/)
  })

test('no messages, no questions', async () => {
  const policy = says('any', allow)
  assert.deepEqual(await judge([], asking([policy.policy])), [])
  assert.deepEqual(policy.batches, [])
})
