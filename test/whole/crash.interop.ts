import assert from 'node:assert/strict'
import { afterAll, beforeAll, test } from 'vitest'
import { type Apart, startApart } from './support/apart.ts'
import { Member } from './support/member.ts'
import { inboundTroubles, needlessDoubts, outboundTroubles, type Shown } from './support/reconcile.ts'
import { Senders, type Taken } from './support/senders.ts'
import type { Truth } from './support/simulator.ts'
import { until } from './support/until.ts'

/** kill -9 under load in both directions, a few times; the phones, the carriers and the writers go on, and hold the server to what it took. */

let apart: Apart
let taken: Taken[]
let truth: Truth
let shown: Shown

beforeAll(async () => {
  apart = await startApart()
})
afterAll(() => apart?.[Symbol.asyncDispose]())

const rounds = [{ database: false }, { database: true }, { database: false }]
/** What a round brings before the blow. */
const each = { taken: 120, texted: 400 }

test('kill -9 of the server, three times under load, once together with its database', { timeout: 240_000 }, async () => {
  const { tandem, simulator } = apart
  await simulator.start('storm', { perSecond: 200, seconds: 0.5, phones: 100 })
  const ana = await Member.enter(tandem.url)
  const conversations = await until('each phone has a conversation', async () => {
    const all = await ana.conversations()
    return all.length === 100 ? all : null
  })
  const senders = new Senders(
    tandem.url,
    conversations.map(({ id }) => id),
    { pauseMs: 150 },
  )
  await simulator.start('storm', { perSecond: 60, seconds: 600, phones: 100 })
  for (const { database } of rounds) {
    const before = { taken: senders.taken.length, acked: await acked() }
    const enough = async () => senders.taken.length >= before.taken + each.taken && (await acked()) >= before.acked + each.texted
    await until('there was load both ways', enough, { withinMs: 60_000, otherwise: () => `${senders.taken.length} taken` })
    await tandem.kill({ database })
    await tandem.start()
    await simulator.linked(60_000)
  }
  const before = senders.taken.length
  await until('it goes on after the last one', () => senders.taken.length > before + each.taken, { withinMs: 60_000 })
  await senders.stop()
  await simulator.end('storm')
  await simulator.settled(60_000)
  taken = senders.taken
  const member = await Member.enter(tandem.url)
  const done = async () => {
    await simulator.settled(30_000)
    shown = await member.everything()
    const rest = out(shown).every(({ state }) => ['delivered', 'in_doubt', 'failed'].includes(state))
    return rest && needlessDoubts(await simulator.truth(), shown).length === 0
  }
  await until('every answer has come to rest', done, { withinMs: 60_000, everyMs: 1_000, otherwise: () => states(shown) })
  truth = await simulator.truth()
  console.log(
    `${truth.sent.length} texted, ${truth.sent.filter(({ deliveries }) => deliveries > 1).length} of them brought again; ${taken.length} taken`,
    states(shown),
  )
})

const acked = async () => {
  const { ledger } = await apart.simulator.state()
  return ledger.sent - ledger.unacked
}
const out = (of: Shown) => of.flatMap(({ messages }) => messages).filter(({ direction }) => direction === 'out')
const states = (of: Shown) => Object.fromEntries([...Map.groupBy(out(of), ({ state }) => state)].map(([state, all]) => [state, all.length]))

test('what was taken with a 2xx is there once, with its exact text, and is delivered, in doubt, or failed with a reason', () => {
  const byText = Map.groupBy(out(shown), ({ text }) => text)
  const troubles = taken.filter(({ id, text }) => byText.get(text)?.length !== 1 || byText.get(text)?.[0]?.id !== id)
  assert.deepEqual(troubles, [])
  assert.ok(
    taken.some(({ tries }) => tries > 1),
    'nobody was interrupted: that was no load',
  )
  assert.deepEqual(
    out(shown).filter(({ state, reason }) => state === 'failed' && !reason),
    [],
  )
})

test('nothing is on a phone twice, and nothing that failed is on one', () => assert.deepEqual(outboundTroubles(truth, shown), []))

test('every text that was acknowledged is there; what came again says so', () => {
  assert.deepEqual(
    truth.sent.filter(({ ackedAt }) => ackedAt === null),
    [],
  )
  assert.ok(
    truth.sent.some(({ deliveries }) => deliveries > 1),
    'no acknowledgement was interrupted: that was no load',
  )
  assert.deepEqual(inboundTroubles(truth, shown), [])
})
