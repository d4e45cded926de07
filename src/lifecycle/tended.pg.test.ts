import assert from 'node:assert/strict'
import { afterAll, beforeAll, test } from 'vitest'
import { newId } from '#src/platform/ids.ts'
import { openLog } from '#src/platform/log.ts'
import { policiesWith } from '#src/policies/all.ts'
import { openSources } from '#src/policies/store.ts'
import { openStage, type Stage, said } from '../../test/support/spine.ts'
import { accepted } from '../../test/support/wire.ts'
import { tend } from './worker.ts'

/** What time alone does: held, released, judged in full. */

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

const night = new Date('2026-03-04T05:00:00Z')
const morning = new Date('2026-03-04T14:30:00Z')
const marketing = { purpose: 'marketing' as const }
const reason = async (id: string) =>
  (
    await stage.fresh.owner<{ reason: string }>(
      'select coalesce(m.reason, f.reason) as reason from messages m left join flight f on f.message_id = m.id where m.id = $1',
      [id],
    )
  )[0]?.reason

/** Once round: everything whose time has come. */
async function once(released: string[] = []): Promise<void> {
  const sources = openSources(stage.db, { nowMs: () => performance.now() })
  const asking = { policies: policiesWith({ allowFictional: true }), sources, unavailable: () => {} }
  const rung = Promise.withResolvers<void>()
  const tending = tend({
    ...{ db: stage.db, content: stage.content, asking, now: () => stage.clock.at, log: openLog('silent') },
    released: (links) => void released.push(...links),
    assemble: async () => {},
    changed: () => rung.resolve(),
  })
  await Promise.race([rung.promise, new Promise((resolve) => setTimeout(resolve, 1_500))])
  await tending[Symbol.asyncDispose]()
}

test('at night it is held; in the morning it is judged again, queued in the order of its life, and told to its link', async () => {
  stage.clock.at = night
  const ids = [
    await accepted(stage, stage.a, marketing),
    await accepted(stage, stage.a, marketing),
    await accepted(stage, stage.a, marketing),
  ]
  assert.deepEqual([(await stage.states())[ids[0]!], await reason(ids[0]!)], ['held', 'quiet_hours'])
  await once()
  assert.equal((await stage.states())[ids[0]!], 'held', 'not before its time')
  stage.clock.at = morning
  const links: string[] = []
  await once(links)
  assert.deepEqual(links, [stage.a.linkId])
  const { items } = await stage.spine.carrying.load(stage.a.linkId, 100, { has: () => false, size: () => 0 }, [])
  assert.deepEqual(
    items.map(({ message }) => message.id),
    ids,
  )
  assert.deepEqual(await stage.kinds(ids[0]!), ['message.accepted', 'message.queued'])
  assert.ok(items[0]!.expiresAt.getTime() >= morning.getTime() + 8 * 3_600_000, 'and has time enough')
})

test('who said STOP while it was held does not get it', async () => {
  stage.clock.at = night
  const to = 'tel:+12125550177' as const
  const id = await accepted(stage, stage.a, { ...marketing, to: [to] })
  await stage.spine.tell(stage.a.linkId)([said(stage.a, 'STOP', { from: to })], newId())
  stage.clock.at = morning
  await once()
  assert.deepEqual([(await stage.states())[id], await reason(id)], ['failed', 'opted_out'])
  assert.deepEqual(await stage.kinds(id), ['message.accepted', 'message.failed'])
})

test('two processes release at once: it is released once', async () => {
  stage.clock.at = night
  const id = await accepted(stage, stage.a, marketing)
  stage.clock.at = morning
  await Promise.all([once(), once()])
  assert.deepEqual(await stage.kinds(id), ['message.accepted', 'message.queued'])
})

test('what was canceled while it was being judged stays canceled', async () => {
  stage.clock.at = night
  const id = await accepted(stage, stage.a, marketing)
  stage.clock.at = morning
  const { dueHeld } = await import('./queue/store.ts')
  const { release } = await import('./tended/store.ts')
  const { putAway } = await import('./page/store.ts')
  const { items } = await dueHeld(stage.db, stage.content, morning, 100, [])
  const row = { id, conversation_id: null, state: 'held' as const }
  assert.equal(
    await putAway(stage.db, { workspaceId: stage.a.workspaceId, row, to: 'canceled', kind: 'message.canceled', by: 'x', at: morning }),
    true,
  )
  const mine = items.filter(({ message }) => message.id === id)
  await release(
    stage.db,
    mine.map((item) => ({ item, state: { kind: 'queued' as const }, by: {} })),
    morning,
  )
  await release(
    stage.db,
    mine.map((item) => ({ item, state: { kind: 'failed' as const, why: 'opted_out' as const }, by: {} })),
    morning,
  )
  assert.deepEqual([(await stage.states())[id], await stage.kinds(id)], ['canceled', ['message.accepted', 'message.canceled']])
})

test('what is released on its way out by another process is not failed here', async () => {
  stage.clock.at = night
  const id = await accepted(stage, stage.a, marketing)
  stage.clock.at = morning
  const { dueHeld } = await import('./queue/store.ts')
  const { release } = await import('./tended/store.ts')
  const { items } = await dueHeld(stage.db, stage.content, morning, 100, [])
  await stage.fresh.owner(`update flight set state = 'sending', epoch = 1 where message_id = $1`, [id])
  const mine = items.filter(({ message }) => message.id === id)
  await release(
    stage.db,
    mine.map((item) => ({ item, state: { kind: 'failed' as const, why: 'opted_out' as const }, by: {} })),
    morning,
  )
  assert.equal((await stage.states())[id], 'sending')
})

test('a workspace without its key keeps nobody else held, and is released when the key is back', async () => {
  stage.clock.at = night
  const theirs = await accepted(stage, stage.b, marketing)
  await stage.fresh.owner(`update flight set due_at = due_at - interval '1 hour' where message_id = $1`, [theirs])
  const ours = await accepted(stage, stage.a, marketing)
  await stage.keys.revoke(stage.b.workspaceId)
  stage.clock.at = morning
  const { dueHeld } = await import('./queue/store.ts')
  const first = await dueHeld(stage.db, stage.content, morning, 1, [])
  assert.deepEqual([first.items.length, first.newly], [0, [stage.b.workspaceId]])
  await once()
  assert.deepEqual([(await stage.states())[ours], (await stage.states())[theirs]], ['queued', 'held'])
  await stage.keys.giveBack(stage.b.workspaceId)
  await once()
  assert.equal((await stage.states())[theirs], 'queued')
})
