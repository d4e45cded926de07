import assert from 'node:assert/strict'
import { test } from 'vitest'
import { hastyClock } from '../agenda.ts'
import { Business, until } from '../business.ts'
import { makeRandom } from '../random.ts'
import { startWorld, type World } from '../world.ts'
import { early, later } from './first-day-people.ts'
import { realTexts, spread } from './real-messages.ts'
import { Stage } from './stage.ts'
import { replyTo } from './team-replies.ts'

/** As many as there are: an exact text → how often. */
function multiset(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}

async function bindAll(world: World): Promise<Business[]> {
  return Promise.all(world.carriers.map((carrier) => Business.bind(carrier, { reconnectMinMs: 5, reconnectMaxMs: 5 })))
}

const distinct = (texts: readonly { from: string; text: string }[]): string[] => [
  ...new Map(texts.map(({ from, text }) => [JSON.stringify([from, text]), text])).values(),
]

test('all real messages arrive through both carriers, every byte, and links dropped on the way lose none', async () => {
  await using world = await startWorld({ seed: 2 })
  using stage = new Stage(world)
  const businesses = await bindAll(world)
  stage.start('real-messages', { perSecond: 5_000, phones: 100 })
  await until(() => world.ledger.sent.length > 1_000)
  for (const carrier of world.carriers) carrier.behave({ drop: true })
  await until(() => world.ledger.sent.length === 5_574 && world.ledger.unacked() === 0, 10_000)
  const heard = businesses.flatMap((business) => distinct(business.texts()))
  assert.deepEqual(multiset(heard), multiset(realTexts()))
  assert.deepEqual(multiset(world.ledger.sent.map(({ text }) => text)), multiset(realTexts()))
  for (const business of businesses) business.session.destroy()
})

test('no phone says the same text twice', () => {
  const texts = realTexts()
  const said = spread(texts, 40).map((phone, at) => `${phone} ${texts[at]}`)
  assert.equal(new Set(said).size, texts.length)
  assert.throws(() => spread(['ok', 'ok', 'ok'], 2), RangeError)
})

test('the first day begins with the first link: a handful at once, and somebody answers an answer', async () => {
  await using world = await startWorld({ seed: 2, clock: hastyClock(100) })
  using stage = new Stage(world)
  stage.start('first-day')
  assert.equal(world.ledger.sent.length, 0)
  const [front, workshop] = await bindAll(world)
  assert.ok(front && workshop)
  const opening = early.flatMap(({ opens }) => opens)
  await until(() => world.ledger.sent.length >= opening.length && world.ledger.unacked() === 0)
  const heard = [...front.texts(), ...workshop.texts()]
  for (const text of opening)
    assert.ok(
      heard.some((it) => it.text === text),
      text,
    )
  const dana = world.phones.all.find(({ name }) => name === 'Dana Whitfield')
  assert.ok(dana)
  await front.submit([front.toPhone(dana.number, 'Yes, bring it by!')])
  await until(() => front.texts().some(({ from, text }) => from === dana.number && text === early[0]?.answers[0]))
  for (const business of [front, workshop]) business.session.destroy()
})

test('everybody of the first day is later heard of, or the day is stopped', async () => {
  await using world = await startWorld({ seed: 2, clock: hastyClock(2_000) })
  using stage = new Stage(world)
  const businesses = await bindAll(world)
  stage.start('first-day')
  const everybody = [...early, ...later].length
  await until(() => stage.state()[0]?.running?.['arrived'] === everybody)
  assert.equal(stage.stop('first-day'), true)
  assert.equal(stage.state()[0]?.running, null)
  for (const business of businesses) business.session.destroy()
})

test('a storm sends as many as it says, all different, and the next one uses the same phones', async () => {
  await using world = await startWorld({ seed: 2 })
  using stage = new Stage(world)
  const businesses = await bindAll(world)
  for (const total of [400, 800]) {
    stage.start('storm', { perSecond: 4_000, seconds: 0.1, phones: 50 })
    await until(() => world.ledger.sent.length === total && world.ledger.unacked() === 0)
  }
  assert.equal(world.phones.all.length, 50)
  for (const business of businesses) business.session.destroy()
})

test('a scenario nobody knows, or options that make no sense, start nothing', async () => {
  await using world = await startWorld()
  using stage = new Stage(world)
  assert.equal(stage.start('earthquake'), false)
  assert.throws(() => stage.start('storm', { perSecond: -1 }), { name: 'ZodError' })
  assert.ok(stage.state().every(({ running }) => running === null))
})

const replies = [
  { text: 'STOP', about: null, because: 'keywords are answered by themselves' },
  { text: ' Help. ', about: null, because: 'however they are written' },
  { text: 'Stop by tomorrow?', about: /book/, because: 'a word is not a keyword yet' },
  { text: '¿Hablan español?', about: /español/, because: 'in their language' },
  { text: 'what time do u close today', about: /10 to 6/, because: 'to the point' },
  { text: 'Lorem ipsum', about: /./, because: 'always something' },
]

for (const { text, about, because } of replies) {
  test(`the team answers ${JSON.stringify(text)} ${because}`, () => {
    const reply = replyTo(text, makeRandom(1))
    if (about === null) assert.equal(reply, null)
    else assert.match(reply ?? '', about)
  })
}
