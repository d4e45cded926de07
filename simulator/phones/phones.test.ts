import assert from 'node:assert/strict'
import { test } from 'vitest'
import { segment } from '#src/protocols/gsm/segment.ts'
import { Agenda, handClock } from '../agenda.ts'
import type { Piece } from '../carriers/to-phone.ts'
import { Ledger, type Sent } from '../ledger.ts'
import { makeRandom } from '../random.ts'
import { areaCodes, isFictional, MOST_NUMBERS, numberAt, plainNumber, shown } from './numbers.ts'
import { excitement, type Personality, personalities, tells } from './personality.ts'
import { Phones } from './phones.ts'

const SHOP = '+12065550100'

function street() {
  const clock = handClock(0)
  const ledger = new Ledger()
  const taken: Sent[] = []
  const exchange = { name: 'Meridian Mobile', take: (sent: Sent) => taken.push(sent) }
  const phones = new Phones({
    ...{ agenda: new Agenda(clock), random: makeRandom(3), ledger, homes: ['Meridian Mobile'] },
    exchangeOf: (number) => (number === SHOP ? exchange : undefined),
  })
  const bring = (to: string, text: string, fates: string[] = []) => {
    const piece: Piece = { from: SHOP, to, set: null, octets: Buffer.from(text), dataCoding: 0, national: {}, reference: null }
    phones.bring(piece, { id: 'x', carrier: 'Meridian Mobile', hurry: false }, ({ state }) => fates.push(state))
    return fates
  }
  return { clock, ledger, taken, phones, bring }
}

const reactions: { who: Personality; says: string[][]; because: string }[] = [
  { who: personalities.silent, says: [[], []], because: 'the silent say nothing' },
  { who: personalities.stops, says: [['STOP'], ['START'], []], because: 'some have enough, and change their mind' },
  { who: personalities.emoji, says: [[excitement], []], because: 'some are beside themselves, once' },
  { who: personalities['asks-help'], says: [['HELP'], []], because: 'some ask for help' },
  { who: personalities.yours, says: [[], []], because: 'yours says only what you type' },
  { who: tells(['one', 'two']), says: [['one'], ['two'], []], because: 'a story has an end' },
]

for (const { who, says, because } of reactions) {
  test(because, () => {
    const { clock, taken, phones, bring } = street()
    const phone = phones.add(who)
    for (const [turn, expected] of says.entries()) {
      bring(phone.number, `Text ${turn}`)
      clock.forward(300_000)
      assert.deepEqual(
        taken.splice(0).map(({ text }) => text),
        expected,
      )
    }
  })
}

test('texts arrive in the order they were sent, whatever the carrier’s mood', () => {
  const { clock, phones, bring } = street()
  const phone = phones.add(personalities.silent)
  for (let at = 0; at < 30; at++) bring(phone.number, `${at}`)
  clock.forward(60_000)
  assert.deepEqual(
    phone.bubbles.map(({ text }) => text),
    Array.from({ length: 30 }, (_, at) => `${at}`),
  )
})

test('a phone that is off shows nothing; the ledger says what was meant for it', () => {
  const { clock, phones, ledger, bring } = street()
  const phone = phones.add(personalities.off)
  const fates = bring(phone.number, 'Hello?')
  clock.forward(10_000)
  assert.deepEqual(fates, ['undeliverable'])
  assert.deepEqual(phone.bubbles, [])
  assert.equal(ledger.heard[0]?.state, 'undeliverable')
})

test('whoever is texted first exists from then on, and real numbers never do', () => {
  const { clock, phones, bring } = street()
  const fates = [...bring('+14155550123', 'Hi'), ...bring('+14155550199', 'Hi'), ...bring('+14152345678', 'Hi')]
  clock.forward(10_000)
  assert.deepEqual(fates, [])
  assert.equal(phones.find('+14155550123')?.personality, personalities.answers)
  assert.equal(phones.find('+14155550199')?.personality, personalities.off)
  assert.equal(phones.find('+14152345678'), undefined)
})

test('nobody texts a number that is not the business’s', () => {
  const { phones, ledger } = street()
  assert.equal(phones.send(phones.add(personalities.yours), '+12065550999', 'Hi'), null)
  assert.equal(ledger.sent.length, 0)
})

test('a number belongs to one phone, and never to the business', () => {
  const { phones } = street()
  phones.add(personalities.yours, { number: '+12125550100' })
  assert.throws(() => phones.add(personalities.yours, { number: '+12125550100' }), RangeError)
  assert.throws(() => phones.add(personalities.yours, { number: SHOP }), RangeError)
  for (let at = 0; at < 95; at++) assert.match(phones.add(personalities.yours, { areaCode: '206' }).number, /^\+120655501\d\d$/)
  assert.doesNotMatch(phones.add(personalities.yours, { areaCode: '206' }).number, /^\+1206/, 'that area is full')
})

test('the world has thousands of numbers, all fictional, all different', () => {
  const all = Array.from({ length: MOST_NUMBERS }, (_, at) => numberAt(at))
  assert.equal(new Set(all).size, areaCodes.length * 96)
  assert.ok(all.every(isFictional))
  assert.throws(() => numberAt(MOST_NUMBERS), RangeError)
})

test('numbers are read however they are written', () => {
  for (const said of ['tel:+12065550142', '+1 (206) 555-0142', '12065550142']) assert.equal(plainNumber(said), '+12065550142')
  assert.equal(shown('+12065550142'), '+1 (206) 555-0142')
})

test('the long emoji text is three segments', () => assert.equal(segment(excitement, { ref: 0, udh: 'udh16' }).segments.length, 3))
