import assert from 'node:assert/strict'
import { test } from 'vitest'
import { segment } from '#src/protocols/gsm/segment.ts'
import { submitSm } from '#src/protocols/smpp/build.ts'
import type { ClientOptions } from '#src/protocols/smpp/client-options.ts'
import { messageIds } from '#src/protocols/smpp/message-ids.ts'
import type { Settled } from '#src/protocols/smpp/settled.ts'
import { status } from '#src/protocols/smpp/status.ts'
import { formatReceiptDate, parseReceiptDate } from '#src/protocols/smpp/times.ts'
import { hastyClock } from './agenda.ts'
import { Business, until } from './business.ts'
import type { BehaviourChange } from './carriers/behaviour.ts'
import { numberAt } from './phones/numbers.ts'
import { excitement, personalities } from './phones/personality.ts'
import { startWorld, type World } from './world.ts'

const FRONT_DESK = '+12065550100'
const WORKSHOP = '+12065550101'

async function open(
  options: Partial<ClientOptions> = {},
  speed = 1,
): Promise<{ world: World; meridian: Business; copperline: Business } & AsyncDisposable> {
  const world = await startWorld({ seed: 7, clock: hastyClock(speed) })
  const [first, second] = world.carriers
  assert.ok(first && second)
  const [meridian, copperline] = [await Business.bind(first, options), await Business.bind(second, options)]
  const dispose = async (): Promise<void> => {
    await Promise.all([meridian[Symbol.asyncDispose](), copperline[Symbol.asyncDispose]()])
    await world[Symbol.asyncDispose]()
  }
  return { world, meridian, copperline, [Symbol.asyncDispose]: dispose }
}

test('a phone texts a business, exactly, and the ledger knows when it was acknowledged', async () => {
  await using it = await open()
  const phone = it.world.phones.add(personalities.yours)
  const sent = it.world.phones.send(phone, FRONT_DESK, '  Hi &amp; bye \u0092 €\t ')
  await until(() => sent?.ackedAt !== null)
  assert.deepEqual(it.meridian.texts(), [{ from: phone.number, to: FRONT_DESK, text: '  Hi &amp; bye \u0092 €\t ' }])
  assert.equal(sent?.deliveries, 1)
  assert.equal(phone.bubbles[0]?.state, 'delivered')
})

test('long emoji texts arrive whole on both carriers, in three segments', async () => {
  await using it = await open()
  const phone = it.world.phones.add(personalities.yours)
  for (const [business, number] of [
    [it.meridian, FRONT_DESK],
    [it.copperline, WORKSHOP],
  ] as const) {
    const sent = it.world.phones.send(phone, number, excitement)
    await until(() => sent?.ackedAt !== null)
    assert.equal(sent?.segments, 3)
    assert.deepEqual(business.texts(), [{ from: phone.number, to: number, text: excitement }])
  }
})

test('what was not acknowledged when the link dropped comes again in the next session', async () => {
  await using it = await open({ reconnectMinMs: 5, reconnectMaxMs: 5 })
  const phone = it.world.phones.add(personalities.yours)
  it.meridian.deaf = true
  const sent = it.world.phones.send(phone, FRONT_DESK, 'Is anybody there?')
  await until(() => it.meridian.heard.length === 1)
  it.world.carriers[0]?.behave({ drop: true })
  await until(() => it.meridian.heard.length === 2)
  assert.equal(sent?.ackedAt, null)
  it.meridian.answerAll()
  await until(() => sent?.ackedAt !== null)
  assert.equal(sent?.deliveries, 2)
  assert.equal(it.world.ledger.unacked(), 0)
})

test('a text refused for now is offered again, one refused for good is not', async () => {
  await using it = await open()
  const phone = it.world.phones.add(personalities.yours)
  it.meridian.verdicts.push(status.receiverPermanent)
  const sent = it.world.phones.send(phone, FRONT_DESK, 'No')
  await until(() => sent?.refused !== null)
  assert.equal(sent?.refused, status.receiverPermanent)
  assert.equal(phone.bubbles[0]?.state, 'refused')
})

test('Meridian: hex ids in responses, decimal ones in receipts, sometimes the receipt first', async () => {
  await using it = await open({ window: 50 })
  const texts = Array.from({ length: 40 }, (_, at) => `Number ${at}`)
  const results = await it.meridian.submit(texts.map((text, at) => it.meridian.toPhone(numberAt(at + 70), text)))
  await until(() => it.meridian.receipts.length === 40)
  const ids = results.map((result) => (result.kind === 'resp' && 'messageId' in result.resp ? result.resp.messageId : ''))
  assert.match(ids[0] ?? '', /^812FC747[0-9A-F]{8}$/)
  const filed = new Set(ids.flatMap((id) => messageIds(id, 'respHex_dlrDec', 'response')))
  for (const { receipt } of it.meridian.receipts) {
    assert.match(receipt.ids[0] ?? '', /^\d{19}$/)
    assert.ok(receipt.ids.flatMap((id) => messageIds(id, 'respHex_dlrDec', 'receipt')).some((id) => filed.has(id)))
  }
  assert.ok(
    it.meridian.receipts.some(({ before }) => before > 0),
    'none came before a response',
  )
  assert.deepEqual(
    it.world.ledger
      .received()
      .map(({ text, copies }) => ({ text, copies }))
      .sort(byText),
    texts.map((text) => ({ text, copies: 1 })).sort(byText),
  )
})

test('Copperline: padded ids that lose their zeros, in texts under the wrong coding', async () => {
  await using it = await open()
  const phone = it.world.phones.add(personalities.yours)
  const [result] = await it.copperline.submit([it.copperline.toPhone(phone.number, 'Hello')])
  await until(() => it.copperline.receipts.length === 1)
  const id = result?.kind === 'resp' && 'messageId' in result.resp ? result.resp.messageId : ''
  assert.match(id, /^0\d{9}$/)
  const [receipt] = it.copperline.receipts
  assert.deepEqual(receipt?.receipt.ids, [id.replace(/^0+/, '')])
  assert.equal(receipt?.receipt.state, 'delivered')
  assert.equal(receipt?.dataCoding, 8)
  const doneAt = parseReceiptDate(formatReceiptDate(receipt?.receipt.doneAt ?? 0, 14), -480)
  assert.ok(Math.abs((doneAt ?? 0) - Date.now()) < 60_000, 'its clock stands on the west coast')
})

test('Copperline takes a hundred a second and throttles the rest', async () => {
  await using it = await open({ window: 200 })
  const phone = it.world.phones.add(personalities.yours)
  const results = await it.copperline.submit(Array.from({ length: 150 }, (_, at) => it.copperline.toPhone(phone.number, `${at}`)))
  const throttled = results.filter((result) => result.kind === 'refused' && result.status === status.throttled)
  assert.ok(throttled.length >= 40 && throttled.length <= 50, `${throttled.length} throttled`)
})

test('segments put together at the phone, whatever order, and a copy shows as one', async () => {
  await using it = await open({ window: 50 })
  const phone = it.world.phones.add(personalities.yours)
  const parts = segment(excitement, { ref: 9, udh: 'udh16' }).segments.map(({ userData }) =>
    submitSm({ ...it.meridian.toPhone(phone.number, ''), esmClass: 0x40, dataCoding: 8, shortMessage: userData }),
  )
  await it.meridian.submit([...parts].reverse())
  await until(() => it.world.ledger.heard.length === 1)
  await it.meridian.submit(parts)
  await until(() => it.world.ledger.heard.length === 2)
  const [received, ...others] = it.world.ledger.received()
  assert.deepEqual(others, [])
  assert.equal(received?.text, excitement)
  assert.equal(received?.copies, 2)
  assert.equal(received?.ids.length, parts.length * 2)
})

test('phones that are off, out of reach or nobody’s end in receipts that say so', async () => {
  await using it = await open({ window: 50 }, 100)
  const fates = [
    ['+12125550199', 'undeliverable'],
    ['+12125550198', 'expired'],
    ['+18005551234', 'undeliverable'],
    ['+12125550142', 'delivered'],
  ] as const
  await it.meridian.submit(fates.map(([number]) => it.meridian.toPhone(number, 'Hello?')))
  await until(() => it.meridian.receipts.length === fates.length)
  const states = new Map(it.meridian.receipts.map(({ from, receipt }) => [from, receipt.state]))
  for (const [number, state] of fates) assert.equal(states.get(number), state, number)
})

const misdeeds: readonly (readonly [BehaviourChange, Settled['kind'], number])[] = [
  [{ answers: 'nothing' }, 'unknown', 0],
  [{ answers: 'garbage' }, 'unknown', 0],
  [{ answers: 'half' }, 'unknown', 1],
  [{ answers: 'lost' }, 'unknown', 1],
  [{ perSecond: 0 }, 'refused', 0],
  [{ refuse: ['+12125550142'] }, 'refused', 0],
]

for (const [behaviour, outcome, taken] of misdeeds) {
  test(`a carrier told ${JSON.stringify(behaviour)} leaves a message ${outcome}, and afterwards works as before`, async () => {
    await using it = await open({
      reconnectMinMs: 5,
      reconnectMaxMs: 5,
      timers: { responseMs: 200 },
      throttle: { minPauseMs: 20, maxPauseMs: 20 },
    })
    const [carrier] = it.world.carriers
    carrier?.behave(behaviour)
    const [result] = await it.meridian.submit([it.meridian.toPhone('+12125550142', 'Well?')])
    assert.equal(result?.kind, outcome)
    assert.equal(carrier?.counts.taken, taken)
    carrier?.behave({ answers: 'normal', perSecond: null, refuse: [] })
    await until(() => it.meridian.session.room() > 0)
    const [again] = await it.meridian.submit([it.meridian.toPhone('+12125550142', 'And now?')])
    assert.equal(again?.kind, 'resp')
  })
}

const byText = (a: { text: string }, b: { text: string }): number => (a.text < b.text ? -1 : 1)
