import assert from 'node:assert/strict'
import { afterAll, beforeAll, test } from 'vitest'
import type { Outcome } from '#src/message/outcome.ts'
import { newId } from '#src/platform/ids.ts'
import type { Lease } from '#src/platform/leases.ts'
import { customer, openStage, type Stage, said } from '../../test/support/spine.ts'
import { accepted, answered, queued, sending, taken, unknown } from '../../test/support/wire.ts'

/** Promise 2 on the wire: who may send, what is known after, and what another process makes of it. */

let stage: Stage
let lease: Lease
beforeAll(async () => {
  stage = await openStage()
  lease = await stage.lease(stage.a.linkId)
})
afterAll(() => stage[Symbol.asyncDispose]())

const flight = async (id: string) =>
  (await stage.fresh.owner<Record<string, unknown>>('select * from flight where message_id = $1', [id]))[0]
const stateOf = async (id: string) => (await stage.states())[id]
const conclude = (item: Awaited<ReturnType<typeof queued>>, outcome: Outcome, by = lease) =>
  stage.spine.carrying.conclude(stage.a.linkId, [{ item, outcome }], by)
/** Somebody else takes the link. */
const takeOver = async (): Promise<Lease> => {
  await stage.fresh.owner(`update leases set until = now() - interval '1 s' where name = $1`, [`link:${stage.a.linkId}`])
  lease = await stage.lease(stage.a.linkId)
  return lease
}

test('only who holds the lease marks, whatever they believe', async () => {
  const id = await accepted(stage, stage.a)
  const item = await queued(stage, stage.a, id)
  const old = lease
  await takeOver()
  assert.deepEqual(await stage.spine.carrying.dispatch([item], stage.a.linkId, old), [])
  assert.equal(await stateOf(id), 'queued')
  assert.equal((await stage.spine.carrying.dispatch([item], stage.a.linkId, lease)).length, 1)
})

test('two processes mark at once: one may send', async () => {
  const ids = await Promise.all(
    Array.from({ length: 10 }, () => accepted(stage, stage.a, { to: [`tel:+1212555${String(7000 + Math.floor(Math.random() * 999))}`] })),
  )
  const items = await Promise.all(ids.map((id) => queued(stage, stage.a, id)))
  const other = stage.other()
  const ghost = { ...lease, epoch: lease.epoch - 1 }
  const [mine, theirs] = await Promise.all([
    stage.spine.carrying.dispatch(items, stage.a.linkId, lease),
    other.carrying.dispatch(items, stage.a.linkId, ghost),
  ])
  assert.deepEqual([mine.length, theirs.length], [10, 0])
})

test('nobody takes the lease between a look at it and the mark', async () => {
  const id = await accepted(stage, stage.a)
  const item = await queued(stage, stage.a, id)
  const order: string[] = []
  let taking: Promise<unknown> = Promise.resolve()
  await stage.db.spine(async (tx) => {
    const { markSending } = await import('#src/delivery/store.ts')
    await markSending(tx.query, [{ workspaceId: stage.a.workspaceId, id }], stage.a.linkId, lease)
    taking = stage.fresh
      .owner(`update leases set epoch = epoch + 1 where name = $1`, [`link:${stage.a.linkId}`])
      .then(() => order.push('taken'))
    await new Promise((resolve) => setTimeout(resolve, 100))
    order.push('marked')
  })
  await taking
  assert.deepEqual(order, ['marked', 'taken'])
  assert.equal(item.message.id, id)
  await takeOver()
})

test('a mark whose commit was perhaps lost is made again under the same lease, and under no other', async () => {
  const id = await accepted(stage, stage.a)
  const item = await queued(stage, stage.a, id)
  const mark = (by: Lease) => stage.spine.carrying.dispatch([item], stage.a.linkId, by)
  assert.equal((await mark(lease)).length, 1)
  assert.equal((await mark(lease)).length, 1)
  await takeOver()
  assert.equal((await mark(lease)).length, 0)
})

test('what moved to another link does not leave by the first', async () => {
  const id = await accepted(stage, stage.a)
  const item = await queued(stage, stage.a, id)
  await stage.fresh.owner('update flight set link_id = $2 where message_id = $1', [id, stage.b.linkId])
  assert.deepEqual(await stage.spine.carrying.dispatch([item], stage.a.linkId, lease), [])
})

test('a STOP between accepting and the wire blocks it there, and says so', async () => {
  const to = 'tel:+12125550144' as const
  const id = await accepted(stage, stage.a, { to: [to] })
  assert.deepEqual(await stage.spine.tell(stage.a.linkId)([said(stage.a, 'STOP', { from: to })], newId()), ['written'])
  assert.equal(await sending(stage, stage.a, id, lease), null)
  const [row] = await stage.fresh.owner<{ state: string; reason: string }>('select state, reason from messages where id = $1', [id])
  assert.deepEqual(row, { state: 'failed', reason: 'opted_out' })
  assert.deepEqual(await stage.kinds(id), ['message.accepted', 'message.failed'])
})

test('taken: its segments are known by their ids, and as many as the carrier made', async () => {
  const id = await answered(stage, stage.a, lease, { kind: 'taken', ids: ['X1', 'X2'], keys: [['X1', 'hd:1'], ['X2']] })
  assert.deepEqual([await stateOf(id), (await flight(id))?.['segments']], ['sent', 2])
  const ids = await stage.fresh.owner('select carrier_id, segment from carrier_ids where message_id = $1 order by 1', [id])
  assert.deepEqual(ids, [
    { carrier_id: 'X1', segment: 1 },
    { carrier_id: 'X2', segment: 2 },
    { carrier_id: 'hd:1', segment: 1 },
  ])
})

test('refused for now: back to the queue, due later, with why; and its words are sealed', async () => {
  const id = await answered(stage, stage.a, lease, {
    kind: 'refused',
    why: 'rate_limited',
    retry: 'later',
    detail: 'QUEUE FULL at exchange 7',
  })
  const row = await flight(id)
  assert.deepEqual([row?.['state'], row?.['reason'], row?.['attempts']], ['queued', 'rate_limited', 1])
  assert.ok((row?.['due_at'] as Date) > stage.clock.at)
  const [event] = await stage.fresh.owner<{ data: object; sealed: Buffer }>(
    `select data, sealed from events where message_id = $1 and kind = 'message.delayed'`,
    [id],
  )
  assert.ok(!JSON.stringify(event?.data).includes('QUEUE FULL'))
  const [plain] = await stage.content.open([
    { workspaceId: stage.a.workspaceId, table: 'events', row: id, column: 'sealed', sealed: event!.sealed },
  ])
  assert.equal(String(plain), 'QUEUE FULL at exchange 7')
})

test('words no database takes are no reason to stop', async () => {
  const id = await answered(stage, stage.a, lease, {
    kind: 'refused',
    why: 'refused_by_carrier',
    retry: 'never',
    detail: 'bad \u0000 \ud800 bytes',
  })
  assert.equal(await stateOf(id), 'failed')
})

const doubts = [
  { but: {}, expect: 'in_doubt', kinds: ['message.accepted', 'message.in_doubt'], because: 'a person decides' },
  {
    but: { inDoubt: 'resend' as const },
    expect: 'queued',
    kinds: ['message.accepted', 'message.in_doubt', 'message.delayed'],
    because: 'its sender has decided',
  },
]
for (const { but, expect, kinds, because } of doubts) {
  test(`the answer is lost, ${expect}: ${because}`, async () => {
    const id = await answered(stage, stage.a, lease, unknown, but)
    assert.equal(await stateOf(id), expect)
    assert.deepEqual(await stage.kinds(id), kinds)
    assert.equal((await stage.fresh.owner('select 1 from doubts where message_id = $1', [id])).length, 1)
  })

  test(`killed while it was on its way, ${expect}: ${because}`, async () => {
    const id = await accepted(stage, stage.a, but)
    await sending(stage, stage.a, id, lease)
    await takeOver()
    await stage.spine.carrying.recover(stage.a.linkId, lease)
    assert.equal(await stateOf(id), expect)
    assert.deepEqual(await stage.kinds(id), ['message.accepted', 'message.in_doubt'])
    await stage.spine.carrying.recover(stage.a.linkId, lease)
    assert.deepEqual(await stage.kinds(id), ['message.accepted', 'message.in_doubt'], 'once')
  })
}

test('who comes back under its own lease finds nothing of its own in doubt', async () => {
  const id = await accepted(stage, stage.a)
  await sending(stage, stage.a, id, lease)
  await stage.spine.carrying.recover(stage.a.linkId, lease)
  assert.equal(await stateOf(id), 'sending')
})

const late: { outcome: Outcome; before: string; expect: string; because: string }[] = [
  { outcome: taken('L1'), before: 'in_doubt', expect: 'sent', because: 'it is known now' },
  { outcome: taken('L2'), before: 'queued', expect: 'sent', because: 'and need not go again' },
  { outcome: { kind: 'refused', why: 'rate_limited', retry: 'later' }, before: 'in_doubt', expect: 'queued', because: 'it has not gone' },
  { outcome: { kind: 'refused', why: 'bad_destination', retry: 'never' }, before: 'in_doubt', expect: 'failed', because: 'it never will' },
  { outcome: unknown, before: 'in_doubt', expect: 'in_doubt', because: 'nothing is known' },
]
for (const { outcome, before, expect, because } of late)
  test(`an answer that comes when another holds the link, ${outcome.kind} and ${before} → ${expect}: ${because}`, async () => {
    const id = await accepted(stage, stage.a, before === 'queued' ? { inDoubt: 'resend' } : {})
    const old = lease
    const item = await sending(stage, stage.a, id, old)
    await takeOver()
    await stage.spine.carrying.recover(stage.a.linkId, lease)
    assert.equal(await stateOf(id), before)
    await conclude(item!, outcome, old)
    assert.equal(await stateOf(id), expect)
  })

for (const outcome of [taken('M1'), unknown, { kind: 'refused', why: 'rate_limited', retry: 'later' }] as Outcome[])
  test(`while another process sends it again, an old answer (${outcome.kind}) changes nothing`, async () => {
    const id = await accepted(stage, stage.a, { inDoubt: 'resend' })
    const old = lease
    const item = await sending(stage, stage.a, id, old)
    await takeOver()
    await stage.spine.carrying.recover(stage.a.linkId, lease)
    assert.ok(await sending(stage, stage.a, id, lease))
    const told = (await stage.kinds(id)).length
    assert.deepEqual(await conclude(item!, outcome, old), [])
    assert.equal(await stateOf(id), 'sending')
    assert.equal((await stage.kinds(id)).length, told, 'and nothing is told that did not happen')
  })

test('a message declared resend goes three times, and then a person decides', async () => {
  const id = await accepted(stage, stage.a, { inDoubt: 'resend' })
  const states: unknown[] = []
  for (let i = 0; i < 3; i++) {
    const item = await sending(stage, stage.a, id, lease)
    await conclude(item!, unknown)
    states.push(await stateOf(id))
  }
  assert.deepEqual(states, ['queued', 'queued', 'in_doubt'])
})

test('elsewhere without another way is a no, at once', async () => {
  const id = await answered(stage, stage.a, lease, { kind: 'refused', why: 'bad_destination', retry: 'elsewhere' })
  assert.equal(await stateOf(id), 'failed')
})

test('elsewhere with another way: it moves there and never comes back', async () => {
  const linkId = newId()
  stage.ways.add({ ...stage.a, linkId, lineId: newId() })
  const id = await answered(stage, stage.a, lease, { kind: 'refused', why: 'refused_by_carrier', retry: 'elsewhere' })
  const row = await flight(id)
  assert.deepEqual([row?.['state'], row?.['link_id'], row?.['tried']], ['queued', linkId, [stage.a.linkId]])
  assert.ok(stage.reloaded.includes(linkId))
  const there = { ...stage.a, linkId }
  const second = await stage.lease(linkId)
  const item = await sending(stage, there, id, second)
  await stage.spine.carrying.conclude(
    linkId,
    [{ item: item!, outcome: { kind: 'refused', why: 'refused_by_carrier', retry: 'elsewhere' } }],
    second,
  )
  assert.equal(await stateOf(id), 'failed')
  stage.ways.remove(linkId)
})

test('canceled while it waited in memory: it does not leave', async () => {
  const id = await accepted(stage, stage.a)
  const item = await queued(stage, stage.a, id)
  const { putAway } = await import('./page/store.ts')
  const about = { workspaceId: stage.a.workspaceId, to: 'canceled' as const, kind: 'message.canceled', by: 'somebody', at: stage.clock.at }
  const row = { id, conversation_id: null, state: 'queued' as const }
  const both = await Promise.all([putAway(stage.db, { ...about, row }), putAway(stage.db, { ...about, row })])
  assert.deepEqual(both.toSorted(), [false, true])
  assert.deepEqual(await stage.spine.carrying.dispatch([item], stage.a.linkId, lease), [])
  assert.deepEqual(await stage.kinds(id), ['message.accepted', 'message.canceled'])
})

test('its words cannot be read: it stays in the queue, says why, and the others go; when the key is back it goes', async () => {
  const id = await accepted(stage, stage.b)
  const hers = await stage.lease(stage.b.linkId)
  await stage.keys.revoke(stage.b.workspaceId)
  await stage.fresh.owner('update flight set link_id = $1 where link_id = $2', [stage.a.linkId, stage.b.linkId])
  const mine = await accepted(stage, stage.a)
  const nothing = { has: () => false, size: () => 0 }
  const loaded = await stage.spine.carrying.load(stage.a.linkId, 1, nothing, [])
  assert.ok(loaded.items.every(({ message }) => message.workspaceId === stage.a.workspaceId) && loaded.items.length === 1)
  const all = await stage.spine.carrying.load(stage.a.linkId, 10_000, nothing, [])
  assert.ok(all.items.some(({ message }) => message.id === mine))
  assert.deepEqual(all.sealed, [stage.b.workspaceId])
  assert.deepEqual([(await flight(id))?.['state'], (await flight(id))?.['reason']], ['queued', 'key_unavailable'])
  await stage.keys.giveBack(stage.b.workspaceId)
  const back = await stage.spine.carrying.load(stage.a.linkId, 10_000, nothing, all.sealed as number[])
  assert.ok(back.items.some(({ message }) => message.id === id))
  assert.equal(hers.isHeld(), true)
})

test('a key that goes while it waits in memory: it is not marked', async () => {
  const id = await accepted(stage, stage.b)
  const item = await queued(stage, stage.b, id)
  await stage.keys.revoke(stage.b.workspaceId)
  assert.deepEqual(await stage.spine.carrying.dispatch([item], stage.b.linkId, lease), [])
  assert.equal(await stateOf(id), 'queued')
  await stage.keys.giveBack(stage.b.workspaceId)
})

test('what nobody reports on stays sent and says so; doubts and reviews end in their time', async () => {
  const { endOverdue } = await import('./tended/store.ts')
  const margin = { receiptSeconds: 3600, doubtSeconds: 86_400 }
  const [silent, doubtful, waiting] = [
    await answered(stage, stage.a, lease, taken('S1'), { to: [customer] }),
    await answered(stage, stage.a, lease, unknown),
    await accepted(stage, stage.a),
  ]
  const states = async () => Promise.all([silent, doubtful, waiting].map(stateOf))
  stage.clock.forward(48 * 3600 + 60)
  await endOverdue(stage.db, stage.clock.at, margin, 1_000)
  assert.deepEqual(await states(), ['sent', 'in_doubt', 'expired'])
  assert.ok(await flight(silent), 'a receipt may still come')
  stage.clock.forward(3600)
  await endOverdue(stage.db, stage.clock.at, margin, 1_000)
  assert.equal(await flight(silent), undefined)
  assert.deepEqual(await stage.kinds(silent), ['message.accepted', 'message.sent', 'message.not_reported'])
  stage.clock.forward(24 * 3600)
  await endOverdue(stage.db, stage.clock.at, margin, 1_000)
  assert.deepEqual(await states(), ['sent', 'expired', 'expired'])
})
