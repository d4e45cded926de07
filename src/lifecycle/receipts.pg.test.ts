import assert from 'node:assert/strict'
import { afterAll, beforeAll, test } from 'vitest'
import { referenceOf } from '#src/message/draft.ts'
import type { Receipt } from '#src/message/happening.ts'
import type { Address } from '#src/message/message.ts'
import { newId } from '#src/platform/ids.ts'
import type { Lease } from '#src/platform/leases.ts'
import { openStage, type Stage } from '../../test/support/spine.ts'
import { accepted, answered, sending, taken, unknown } from '../../test/support/wire.ts'

/** What comes back: whose receipt it is, in whatever order it comes, and what it means. */

let stage: Stage
let lease: Lease
beforeAll(async () => {
  stage = await openStage()
  lease = await stage.lease(stage.a.linkId)
})
afterAll(() => stage[Symbol.asyncDispose]())

const receipt = (id: string, state: Receipt['state'] = 'delivered', but: Partial<Receipt> = {}): Receipt => ({
  ...{ kind: 'receipt', ids: [id], state, at: new Date('2026-03-03T17:00:05Z') },
  ...but,
})
const tell = (...receipts: Receipt[]) => stage.spine.tell(stage.a.linkId)(receipts, newId())
let numbers = 1000
const someone = (): Address => `tel:+1212555${++numbers}`
type Row = { state: string | null; reason: string | null; delivered_segments: number; flight: string | null }
const look = async (id: string): Promise<Row> =>
  (
    await stage.fresh.owner<Row>(
      `select m.state, m.reason, m.delivered_segments, f.state as flight from messages m left join flight f on f.message_id = m.id where m.id = $1`,
      [id],
    )
  )[0]! // it was accepted
const until = async (holds: () => Promise<boolean>) => {
  for (let tries = 0; !(await holds()); tries++) {
    assert.ok(tries < 500, `never: ${holds}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
/** Receipts that wait for their message, of these ids. */
const early = (...ids: string[]) =>
  stage.fresh.owner<{ receipt: object; detail: Buffer | null }>('select receipt, detail from early_receipts where carrier_ids && $1', [ids])

const ends = [
  { state: 'delivered', expect: ['delivered', null, 1] },
  { state: 'failed', expect: ['failed', 'undeliverable', 0] },
  { state: 'expired', expect: ['expired', 'out_of_time', 0] },
  { state: 'read', expect: ['read', null, 1] },
] as const
for (const { state, expect } of ends)
  test(`${state}: the message ends, and nothing is left to clear away`, async () => {
    const id = await answered(stage, stage.a, lease, taken(`E${state}`))
    assert.deepEqual(await tell(receipt(`E${state}`, state)), ['written'])
    const { state: now, reason, delivered_segments, flight } = await look(id)
    assert.deepEqual([[now, reason, delivered_segments], flight], [expect, null])
    assert.deepEqual(await stage.fresh.owner('select 1 from carrier_ids where message_id = $1', [id]), [])
  })

test('a receipt on the way is told and changes nothing', async () => {
  const id = await answered(stage, stage.a, lease, taken('P1'))
  await tell(receipt('P1', 'sent'))
  assert.equal((await look(id)).flight, 'sent')
  assert.deepEqual(await stage.kinds(id), ['message.accepted', 'message.sent', 'message.receipt'])
})

test('a receipt that comes twice, at once and later, ends it once', async () => {
  const id = await answered(stage, stage.a, lease, taken('D1'))
  await Promise.all([tell(receipt('D1'), receipt('D1')), tell(receipt('D1'))])
  await tell(receipt('D1', 'failed'))
  assert.equal((await look(id)).state, 'delivered')
  assert.deepEqual(await stage.kinds(id), ['message.accepted', 'message.sent', 'message.delivered'])
})

test('the carrier’s words are sealed and shown with their event and segment', async () => {
  const id = await answered(stage, stage.a, lease, taken('W1', 'W2'))
  await tell(receipt('W1', 'failed', { detail: 'stat:UNDELIV Absent Subscriber' }))
  const { workingOf } = await import('./page/store.ts')
  const rows = await stage.fresh.owner<{ row: string }>(`select row_to_json(e)::text as row from events e where message_id = $1`, [id])
  assert.ok(!rows.some(({ row }) => row.includes('Absent')))
  const working = await stage.db.web(stage.a.workspaceId, (tx) => workingOf(tx, stage.content, stage.a.workspaceId, id))
  assert.equal(working?.events.at(-1)?.detail, 'stat:UNDELIV Absent Subscriber')
  assert.deepEqual(
    working?.segments.map(({ state, detail }) => [state, detail]),
    [
      ['failed', 'stat:UNDELIV Absent Subscriber'],
      ['sent', null],
    ],
  )
})

const many = [
  { told: ['delivered', 'delivered', 'delivered'], expect: ['delivered', null, 3] },
  { told: ['delivered', 'failed', 'delivered'], expect: ['failed', 'partly_delivered', 2] },
  { told: ['expired', 'expired', 'expired'], expect: ['expired', 'out_of_time', 0] },
  { told: ['delivered', 'delivered'], expect: null },
] as const
for (const [n, { told, expect }] of many.entries())
  for (const how of ['together', 'one by one', 'backwards and doubled'] as const)
    test(`segments ${told.join(', ')}, ${how}: ${expect?.[1] ?? expect?.[0] ?? 'one may still come'}`, async () => {
      const ids = ['1', '2', '3'].map((it) => `${n}${how}${it}`)
      const id = await answered(stage, stage.a, lease, taken(...ids))
      const receipts = told.map((state, i) => receipt(ids[i]!, state))
      if (how === 'together') await tell(...receipts)
      else for (const it of how === 'one by one' ? receipts : [...receipts.toReversed(), ...receipts]) await tell(it)
      const { state, reason, delivered_segments } = await look(id)
      assert.deepEqual(state && [state, reason, delivered_segments], expect)
    })

test('a segment is never reported on, another failed: at the end it has failed, saying how many came', async () => {
  const id = await answered(stage, stage.a, lease, taken('O1', 'O2', 'O3'))
  await tell(receipt('O1'), receipt('O2', 'failed'))
  const { endOverdue } = await import('./tended/store.ts')
  await endOverdue(stage.db, new Date(stage.clock.at.getTime() + 72 * 3_600_000), { receiptSeconds: 0, doubtSeconds: 1e9 }, 1_000)
  const { state, reason, delivered_segments } = await look(id)
  assert.deepEqual([state, reason, delivered_segments], ['failed', 'partly_delivered', 1])
})

test('a receipt before its answer waits, with its words sealed, and settles the message when the answer is there', async () => {
  const id = await accepted(stage, stage.a)
  const item = await sending(stage, stage.a, id, lease)
  await tell(receipt('B1', 'delivered', { detail: 'the earliest bird' }))
  const kept = await early('B1')
  assert.equal(kept.length, 1)
  assert.ok(kept[0]?.detail && !JSON.stringify(kept).includes('earliest'))
  await stage.spine.carrying.conclude(stage.a.linkId, [{ item: item!, outcome: taken('B1') }], lease)
  await until(async () => (await look(id)).state === 'delivered')
  assert.deepEqual(await early('B1'), [])
  const [event] = await stage.fresh.owner<{ sealed: Buffer }>(
    `select sealed from events where message_id = $1 and kind = 'message.delivered'`,
    [id],
  )
  const [plain] = await stage.content.open([
    { workspaceId: stage.a.workspaceId, table: 'events', row: id, column: 'sealed', sealed: event!.sealed },
  ])
  assert.equal(String(plain), 'the earliest bird')
})

test('answers and receipts that cross, however they fall: every message is settled', async () => {
  const ids = await Promise.all(Array.from({ length: 60 }, () => accepted(stage, stage.a, { to: [someone()] })))
  const nothing = { has: () => false, size: () => 0 }
  const { items } = await stage.spine.carrying.load(stage.a.linkId, 1_000, nothing, [])
  const going = await stage.spine.carrying.dispatch(
    items.filter(({ message: { id } }) => ids.includes(id)),
    stage.a.linkId,
    lease,
  )
  await Promise.all(
    going.flatMap((item, i) => [
      stage.spine.carrying.conclude(stage.a.linkId, [{ item, outcome: taken(`X${i}`) }], lease),
      tell(receipt(`X${i}`, 'delivered', i % 2 ? { detail: `words ${i}` } : {})),
    ]),
  )
  await until(async () => (await Promise.all(ids.map(look))).every(({ state }) => state === 'delivered'))
  assert.deepEqual(await early(...ids.map((_, i) => `X${i}`)), [])
})

test('a crash after an early receipt was found and before it was settled loses nothing', async () => {
  const id = await answered(stage, stage.a, lease, taken('C0'))
  await tell(receipt('C1'))
  await stage.fresh.owner(`update carrier_ids set carrier_id = 'C1' where message_id = $1`, [id])
  await until(async () => (await look(id)).state === 'delivered')
  assert.deepEqual(await early('C1'), [])
})

test('a receipt nobody waits for is kept for some minutes and then forgotten', async () => {
  await tell(receipt('nobody’s'))
  assert.equal((await early('nobody’s')).length, 1)
  const { sweep } = await import('./sweep/store.ts')
  await sweep(stage.db, new Date(Date.now() + 16 * 60_000))
  assert.deepEqual(await early('nobody’s'), [])
})

const news = (id: string, carrierId: string, to: Address, state: Receipt['state'] = 'delivered') =>
  receipt(carrierId, state, { reference: referenceOf(id), to })

for (const state of ['delivered', 'failed', 'sent'] as const)
  test(`in doubt, and a receipt with our reference says ${state}: it had gone`, async () => {
    const to = someone()
    const id = await answered(stage, stage.a, lease, unknown, { to: [to] })
    await tell(news(id, `N${state}`, to, state))
    const { state: ended, flight } = await look(id)
    assert.deepEqual([ended, flight], state === 'sent' ? [null, 'sent'] : [state, null])
    if (state === 'sent') await tell(receipt('Nsent'))
    assert.equal((await look(id)).state, state === 'sent' ? 'delivered' : state)
  })

test('in doubt with three segments: each receipt with our reference is the next of them', async () => {
  const to = someone()
  const id = await answered(stage, stage.a, lease, unknown, { to: [to], parts: [{ kind: 'text', text: 'x'.repeat(400) }] })
  await tell(news(id, 'T1', to), news(id, 'T1', to))
  await tell(news(id, 'T2', to))
  assert.equal((await look(id)).state, null)
  await tell(news(id, 'T3', to))
  assert.deepEqual([(await look(id)).state, (await look(id)).delivered_segments], ['delivered', 3])
})

test('in doubt after one of two segments was answered: its receipt and the other’s reference meet', async () => {
  const to = someone()
  const outcome = { kind: 'unknown' as const, keys: [['K1'], []] }
  const id = await answered(stage, stage.a, lease, outcome, { to: [to], parts: [{ kind: 'text', text: 'x'.repeat(200) }] })
  await tell(receipt('K1'))
  assert.equal((await look(id)).state, null)
  await tell(news(id, 'K2', to))
  assert.equal((await look(id)).state, 'delivered')
})

test('it is to be sent again, and the first copy’s receipt says delivered: it does not go again', async () => {
  const to = someone()
  const id = await answered(stage, stage.a, lease, unknown, { to: [to], inDoubt: 'resend' })
  assert.equal((await look(id)).flight, 'queued')
  await tell(news(id, 'R1', to))
  assert.equal((await look(id)).state, 'delivered')
})

test('it is to be sent again, and the first copy failed: it goes again', async () => {
  const to = someone()
  const id = await answered(stage, stage.a, lease, unknown, { to: [to], inDoubt: 'resend' })
  await tell(news(id, 'F1', to, 'failed'))
  assert.equal((await look(id)).flight, 'queued')
  stage.clock.forward(5)
  const item = await sending(stage, stage.a, id, lease)
  await stage.spine.carrying.conclude(stage.a.linkId, [{ item: item!, outcome: taken('F2') }], lease)
  await tell(news(id, 'F1', to, 'failed'))
  assert.equal((await look(id)).flight, 'sent', 'the second copy is on its way')
  await tell(receipt('F2'))
  assert.equal((await look(id)).state, 'delivered')
})

test('one carrier’s id on another link is another message', async () => {
  const hers = await stage.lease(stage.b.linkId)
  const [a, b] = [await answered(stage, stage.a, lease, taken('SAME')), await answered(stage, stage.b, hers, taken('SAME'))]
  await tell(receipt('SAME'))
  assert.deepEqual([(await look(a)).state, (await look(b)).state], ['delivered', null])
})

test('words no database takes are no reason to lose a receipt', async () => {
  const id = await answered(stage, stage.a, lease, taken('Z1'))
  assert.deepEqual(await tell(receipt('Z1', 'delivered', { detail: 'zero \u0000 and half \ud800' })), ['written'])
  assert.equal((await look(id)).state, 'delivered')
  assert.deepEqual(await tell(receipt('Z2', 'delivered', { detail: 'zero \u0000' })), ['written'])
})
