import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'
import { copperline } from '../../simulator/carriers/copperline.ts'
import { meridianMobile } from '../../simulator/carriers/meridian-mobile.ts'
import { realTexts } from '../../simulator/scenarios/real-messages.ts'
import { launchBrowser } from '../support/browser.ts'
import { leaksInFiles, leaksInTables, needlesOf } from './support/at-rest.ts'
import { Member } from './support/member.ts'
import { answer, bubble, buildPages, enterBrowser, openConversation } from './support/page.ts'
import { inboundTroubles, outboundTroubles, outOfOrder, type Shown } from './support/reconcile.ts'
import { Simulator, type Truth } from './support/simulator.ts'
import { Tandem } from './support/tandem.ts'
import { until } from './support/until.ts'

/** The main job on real input: 5,574 real messages texted in over SMPP, threaded, answered, delivered, receipted; and what rests of it. */

const tandem = await Tandem.make()
let truth: Truth
let shown: Shown

const frontDesk = '+12065550100'
/** Each is said once, in another place. */
const canaries = {
  asked: 'Walk-in, canary-4b1e: is my blue bike ready?',
  answered: 'Canary-91d0, thanks for asking: yes, it’s ready. The tune-up was $95.00 [incl. tax] 🚲',
  excited: `Canary-77aa 🦜${' 👨‍👩‍👧‍👦 🚲💨 🇺🇸🎉'.repeat(12)}`,
  cheered: `Canary-c03f 🦜${' 🙏🏽❤️ ☀️🌊 🚲💨'.repeat(14)}`,
  named: 'Wilhelmina Canary-5e5e',
  sought: 'canary-0f0f-sought',
}
/** What the links say to the carriers to be let in. */
const passwords = [meridianMobile.password, copperline.password]

beforeAll(async () => {
  buildPages()
  // Whole pages go into the WAL compressed, where no search for words would see them.
  await tandem.start({ world: true })
  await tandem.database((it) => it.query('alter database tandem set wal_compression = off'))
  await tandem.stop()
  await tandem.start({ world: true, env: { LOG_LEVEL: 'trace' } })
})
afterAll(() => tandem[Symbol.asyncDispose]())

test('people in the browser and the team answer while 5,574 messages come and go', { timeout: 300_000 }, async () => {
  const simulator = new Simulator(tandem.phone)
  await simulator.linked()
  await simulator.behave('copperline', { dropEveryS: 0 })
  const walkIn = await simulator.phone('Walk-in')
  await using browser = await launchBrowser()
  const page = await enterBrowser(browser, tandem.url)
  await simulator.send(walkIn, frontDesk, canaries.asked)
  await openConversation(page, canaries.asked)
  await simulator.start('team', { perMinute: 60_000, members: 4, share: 1, afterMs: 0 })
  await simulator.start('real-messages', { phones: 600, perSecond: 400 })
  const texted = async () => Number((await simulator.progress('real-messages'))['sent'])
  await until('the load is on', async () => (await texted()) > 500)
  await answer(page, canaries.answered)
  await bubble(page, 'Canary-91d0').getByText('Delivered').waitFor({ timeout: 30_000 })
  await simulator.send(walkIn, frontDesk, canaries.excited)
  await bubble(page, 'Canary-77aa').waitFor({ timeout: 30_000 })
  await leaveTraces(walkIn, simulator)

  await until('all were texted', async () => (await texted()) === realTexts().length, { withinMs: 120_000, everyMs: 200 })
  await simulator.settled(120_000)
  const team = [await Member.enter(tandem.url, 1), await Member.enter(tandem.url, 2)]
  const progress = { withinMs: 120_000, everyMs: 500, otherwise: () => simulator.progress('team') }
  await until('the team has answered everybody', async () => (await unanswered(team)) === 0, progress)
  await simulator.end('team')
  const done = async () => {
    await simulator.settled(60_000)
    shown = await team[0]!.everything() // there are two
    return out(shown).every(({ state }) => ['delivered', 'failed', 'expired', 'canceled'].includes(state))
  }
  await until('every answer has its receipt', done, { withinMs: 60_000, everyMs: 1_000 })
  truth = await simulator.truth()
})

/** A name, a search, a long text of pictures, and a keyword, which is answered by itself. */
async function leaveTraces(walkIn: string, simulator: Simulator): Promise<void> {
  const ana = await Member.enter(tandem.url)
  const found = await until('it is there', async () =>
    (await ana.conversations()).find((it) => it.contact.addresses[0]?.uri === `tel:${walkIn}`),
  )
  await ana.post(`/v1/contacts/${found.contact.id}`, { name: canaries.named }, 'PATCH')
  await ana.get(`/v1/conversations?q=${encodeURIComponent(canaries.sought)}`)
  await ana.say(found.id, canaries.cheered, randomUUID())
  await simulator.send(walkIn, frontDesk, 'HELP')
}

/** Conversations that wait for somebody of the team; those of people with names of their own wait for us. */
async function unanswered(team: readonly Member[]): Promise<number> {
  const waiting = await Promise.all(
    team.map(async (member) => {
      const unread = await member.conversations('unread')
      return unread.filter(({ assignee, contact }) => !contact.name && (!assignee || assignee.memberId === member.id)).length
    }),
  )
  return waiting.reduce((sum, count) => sum + count, 0)
}

const out = (of: Shown) => of.flatMap(({ messages }) => messages).filter(({ direction }) => direction === 'out')

test('every text is there once, exactly, in the thread of its phone', () => {
  const ours = ['HELP', ...Object.values(canaries)]
  const texts = truth.sent.map(({ text }) => text).filter((it) => !ours.includes(it))
  assert.deepEqual(texts.toSorted(), realTexts().toSorted())
  assert.deepEqual(inboundTroubles(truth, shown), [])
  assert.equal(new Set(shown.map(({ conversation }) => conversation.contact.addresses[0]?.uri)).size, shown.length)
})

test('what one phone said stands in the order it was said', () => assert.deepEqual(outOfOrder(truth, shown), []))

test('every answer is on its phone once, exactly, and says so', () => {
  const answers = out(shown)
  assert.ok(answers.length >= 600, `${answers.length} answers`)
  assert.deepEqual(
    answers.filter(({ state }) => state !== 'delivered'),
    [],
  )
  assert.deepEqual(outboundTroubles(truth, shown), [])
  for (const text of [canaries.answered, canaries.cheered]) assert.equal(truth.received.find((it) => it.text === text)?.copies, 1)
  console.log(`${truth.sent.length} texts in ${shown.length} conversations, ${answers.length} answers`)
})

const onDisk = () => [join(tandem.dataDir, 'postgres'), join(tandem.dataDir, 'postgres.log'), tandem.logFile]

test('none of it rests in the clear, in no table, index, WAL segment or log', { timeout: 120_000 }, async () => {
  const said = shown.flatMap(({ messages }) => messages).flatMap(({ text }) => text ?? [])
  const needles = needlesOf([...realTexts(), ...said, ...Object.values(canaries)], passwords)
  const tables = await tandem.database((client) => leaksInTables(client, needles))
  assert.equal(await tandem.stop(), 0)
  const since = performance.now()
  const files = leaksInFiles(onDisk(), needles)
  const seconds = (performance.now() - since) / 1000
  console.log(
    `${needles.length} needles, ${tables.rows} rows of ${tables.tables} tables, ${Math.round(files.bytes / 1e6)} MB in ${seconds.toFixed(1)} s`,
  )
  assert.deepEqual([...tables.leaks, ...files.leaks].slice(0, 20), [])
  assert.ok(seconds < 60)
})

test('and the search would have found it', { timeout: 120_000 }, async () => {
  const planted = ['a canary planted in the clear', 'another one, in UTF-16 and in bytes']
  await tandem.start({ world: true })
  const needles = needlesOf(planted)
  const tables = await tandem.database(async (client) => {
    await client.query('create table scratch (words text primary key, bytes bytea)')
    await client.query('insert into scratch values ($1, $2)', [planted[0], Buffer.from(planted[1]!, 'utf16le')])
    return leaksInTables(client, needles)
  })
  await tandem.stop()
  const files = leaksInFiles(onDisk(), needles)
  for (const what of planted) {
    const places = [...tables.leaks, ...files.leaks].filter((it) => it.what === what).map(({ where }) => where)
    for (const place of [/^table public.scratch/, /postgres\/base\//, /postgres\/pg_wal\//])
      assert.ok(
        places.some((it) => place.test(it)),
        `${what}: ${places}`,
      )
  }
})
