import assert from 'node:assert/strict'
import { afterAll, beforeAll, test } from 'vitest'
import { changeConsents } from '#src/contacts/store.ts'
import type { Address } from '#src/message/message.ts'
import { newId } from '#src/platform/ids.ts'
import { draftTo, openStage, type Stage } from '../../test/support/spine.ts'
import { loadQueued } from './queue/store.ts'

/** Where day here is night there all day long, a person decides: and what they decided is kept to, up to the wire. */

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

/** Rhode Island asks for daytime by a law of its own, and Singapore sleeps through all of it. */
const customer: Address = 'tel:+14015550101'
const farAway: Address = 'tel:+6531234567'
const person = newId()
const none = { has: () => false, size: () => 0 }

async function inReview(): Promise<string> {
  const [answer] = await stage.spine.send([draftTo(stage.a, 'Sale!', { to: [customer, farAway], purpose: 'marketing' })])
  const { id } = answer!.accepted.message
  assert.equal((await stage.states())[id], 'review')
  return id
}

const eventOf = async (id: string, kind: string) =>
  (await stage.fresh.owner<{ data: { by: unknown } }>('select data from events where message_id = $1 and kind = $2', [id, kind]))[0]?.data

test('let go, it is queued, and nobody asks the same of it again: not at the gate, and not at the wire', async () => {
  const id = await inReview()
  assert.equal(await stage.spine.approve(stage.a.workspaceId, id, person), true)
  assert.equal((await stage.states())[id], 'queued')
  assert.deepEqual(await stage.kinds(id), ['message.accepted', 'message.approved', 'message.queued'])
  assert.deepEqual(await eventOf(id, 'message.approved'), { by: person, policies: ['quiet-hours'] })
  assert.deepEqual(stage.reloaded, [stage.a.linkId])

  const { items } = await loadQueued(stage.db, stage.content, stage.a.linkId, 10, none as never, [])
  const lease = await stage.lease(stage.a.linkId)
  const going = await stage.spine.carrying.dispatch(items as never, stage.a.linkId, lease)
  assert.deepEqual(
    (going as unknown as { message: { id: string } }[]).map(({ message }) => message.id),
    [id],
  )
  assert.equal((await stage.states())[id], 'sending')
})

test('who said STOP meanwhile is not sent to, whatever a person approves', async () => {
  const id = await inReview()
  const change = { workspaceId: stage.a.workspaceId, uri: customer, state: 'withdrawn' as const, at: stage.clock.at, source: 'STOP' }
  await stage.db.spine((tx) => changeConsents(tx, [{ ...change, number: null, messageId: null }], newId))
  assert.equal(await stage.spine.approve(stage.a.workspaceId, id, person), true)
  assert.equal((await stage.states())[id], 'failed')
  assert.deepEqual(await stage.kinds(id), ['message.accepted', 'message.approved', 'message.failed'])
  await stage.db.spine((tx) => changeConsents(tx, [{ ...change, state: 'given', number: null, messageId: null }], newId))
})

test('of two who decide at once one does; and nobody decides about another workspace’s', async () => {
  const id = await inReview()
  assert.equal(await stage.spine.approve(stage.b.workspaceId, id, person), false)
  const both = await Promise.all([1, 2].map(() => stage.spine.approve(stage.a.workspaceId, id, person)))
  assert.deepEqual(both.toSorted(), [false, true])
  assert.equal((await stage.kinds(id)).filter((kind) => kind === 'message.approved').length, 1)
})
