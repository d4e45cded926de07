import assert from 'node:assert/strict'
import { afterAll, beforeAll, test } from 'vitest'
import type { BehaviourChange } from '../../simulator/carriers/behaviour.ts'
import { type Apart, startApart } from './support/apart.ts'
import { Member } from './support/member.ts'
import { inboundTroubles, needlessDoubts, outboundTroubles, type Shown } from './support/reconcile.ts'
import { Senders } from './support/senders.ts'
import { carriers } from './support/simulator.ts'
import { until } from './support/until.ts'

/** Both carriers lose their minds for some seconds, in every way we know, while texts come and go; then nothing is lost and all goes on. */

let apart: Apart
let conversationIds: string[]

beforeAll(async () => {
  // Answers count as lost after two seconds rather than a minute, so that a case takes seconds.
  apart = await startApart({ link: { responseMs: 2_000, enquireLinkMs: 1_000, reconnectMinMs: 50 } })
  const { tandem, simulator } = apart
  await simulator.start('storm', { perSecond: 200, seconds: 0.3, phones: 60 })
  const ana = await Member.enter(tandem.url)
  const conversations = await until('each phone has a conversation', async () => {
    const all = await ana.conversations()
    return all.length === 60 ? all : null
  })
  conversationIds = conversations.map(({ id }) => id)
})
afterAll(() => apart?.[Symbol.asyncDispose]())

/** `doubt`: whether the carrier leaves us not knowing. Where it does not, and once it is itself again, everything must arrive. */
const cases: { name: string; change: BehaviourChange; doubt: boolean }[] = [
  { name: 'drops its links about every second', change: { dropEveryS: 1, forS: 6 }, doubt: true },
  { name: 'is hung: takes nothing and says nothing', change: { answers: 'nothing', forS: 6 }, doubt: true },
  { name: 'takes texts, and its answers never come', change: { answers: 'lost', forS: 4 }, doubt: true },
  { name: 'answers with bytes that are no SMPP', change: { answers: 'garbage', forS: 4 }, doubt: true },
  { name: 'gives half an answer and hangs up', change: { answers: 'half', forS: 4 }, doubt: true },
  { name: 'throttles everything', change: { throttleForS: 8 }, doubt: false },
  { name: 'hangs up and refuses every bind', change: { drop: true, refuseBinds: true, forS: 4 }, doubt: true },
  { name: 'reports everything twice, and late', change: { receipts: 'double', delayMs: 700, forS: 4 }, doubt: false },
]

const out = (of: Shown) => of.flatMap(({ messages }) => messages).filter(({ direction }) => direction === 'out')
const states = (of: Shown) => Object.fromEntries([...Map.groupBy(out(of), ({ state }) => state)].map(([state, all]) => [state, all.length]))

for (const { name, change, doubt } of cases)
  test(`a carrier that ${name} loses nothing, and recovers by itself`, { timeout: 90_000 }, async () => {
    const { tandem, simulator } = apart
    // A link that came and went all the time is tried ever more seldom: the next case begins without that.
    await tandem.stop()
    await tandem.start()
    await simulator.linked()
    const member = await Member.enter(tandem.url)
    await using senders = new Senders(tandem.url, conversationIds, { count: 4, pauseMs: 100 })
    await simulator.start('storm', { perSecond: 30, seconds: 600, phones: 60 })
    const usual = (await simulator.state()).carriers.map(({ behaviour }) => behaviour)
    for (const carrier of carriers) await simulator.behave(carrier, change)
    const isUsual = async () =>
      JSON.stringify((await simulator.state()).carriers.map(({ behaviour }) => behaviour)) === JSON.stringify(usual)
    await until('it has come to its senses', isUsual, { withinMs: 20_000 })
    const since = senders.taken.length
    await until('people still write', () => senders.taken.length > since + 20)
    await senders.stop()
    await simulator.end('storm')
    const after = senders.taken.slice(since)

    let shown: Shown = []
    const done = async () => {
      await simulator.settled(30_000)
      shown = await member.everything()
      return (
        out(shown).every(({ state }) => ['delivered', 'in_doubt'].includes(state)) &&
        needlessDoubts(await simulator.truth(), shown).length === 0
      )
    }
    await until('everything has come to rest', done, { withinMs: 40_000, everyMs: 500, otherwise: () => states(shown) })
    const truth = await simulator.truth()
    assert.deepEqual(inboundTroubles(truth, shown), [])
    assert.deepEqual(outboundTroubles(truth, shown), [])
    const byId = new Map(out(shown).map((it) => [it.id, it]))
    assert.deepEqual(
      senders.taken.filter(({ id, text }) => byId.get(id)?.text !== text),
      [],
    )
    const doubtful = senders.taken.filter(({ id }) => byId.get(id)?.state === 'in_doubt')
    assert.deepEqual(
      doubtful.filter((it) => !doubt || after.includes(it)),
      [],
    )
    console.log(`${name}: ${senders.taken.length} taken, ${doubtful.length} in doubt`)
  })
