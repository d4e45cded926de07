import assert from 'node:assert/strict'
import { afterAll, beforeAll, beforeEach, test } from 'vitest'
import type { Bubble } from '#src/message/views.ts'
import { customer, draftTo, openStage, type Stage, said } from '../../test/support/spine.ts'
import { workingOf } from './page/store.ts'
import { pageOf } from './page.ts'

/** Promises 1 to 3 at the gate: written down before it is answered, once, with its reason. */

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage[Symbol.asyncDispose]())
beforeEach(() => void stage.offered.splice(0))

const messages = async () =>
  (await stage.fresh.owner<{ n: number }>(`select count(*)::int as n from messages where direction = 'out'`))[0]!.n

test('what is answered is on the disk: message, place in the queue, event; and its words are not to be read there', async () => {
  const [answer] = await stage.spine.send([draftTo(stage.a, 'The secret word is xylophone')])
  const id = answer!.accepted.message.id
  assert.deepEqual((await stage.states())[id], 'queued')
  assert.deepEqual(await stage.kinds(id), ['message.accepted'])
  assert.deepEqual(
    stage.offered.map((it) => it.id),
    [id],
  )
  const tables = await stage.fresh.owner<{ t: string }>(
    `select table_name as t from information_schema.tables where table_schema = 'public'`,
  )
  for (const { t } of tables) {
    const rows = await stage.fresh.owner<{ row: string }>(`select row_to_json(x)::text as row from ${t} x`)
    const plain = rows.filter(({ row }) => /xylophone|78796c6f70686f6e65/.test(row))
    assert.deepEqual(plain, [], `${t} holds the words`)
  }
})

test('recipients with spaces in their names stay whole', async () => {
  const [answer] = await stage.spine.send([draftTo(stage.a, 'Hi', { to: ['alpha:My Bank', customer] })])
  const [row] = await stage.fresh.owner<{ to_uris: string[] }>('select to_uris from messages where id = $1', [answer!.accepted.message.id])
  assert.deepEqual(row?.to_uris, ['alpha:My Bank', customer])
})

test('one key names one message: fifty at once, in two processes, in one list and in many', async () => {
  const before = await messages()
  const other = stage.other()
  const one = draftTo(stage.a, 'Once', { clientId: 'k1' })
  const answers = (
    await Promise.all(Array.from({ length: 25 }, (_, i) => (i % 2 ? stage.spine : other).send(i % 5 ? [one] : [one, one, one])))
  ).flat()
  assert.equal((await messages()) - before, 1)
  const ids = new Set(answers.map(({ accepted, recorded }) => (recorded.kind === 'same' ? recorded.messageId : accepted.message.id)))
  assert.equal(ids.size, 1)
  assert.equal(answers.filter(({ recorded }) => recorded.kind === 'recorded').length, 1)
  assert.equal(stage.offered.filter(({ id }) => ids.has(id)).length, 1)
})

test('keys in every order at once: nobody waits in a ring', async () => {
  const keys = Array.from({ length: 20 }, (_, i) => draftTo(stage.a, `Text ${i}`, { clientId: `ring ${i}` }))
  const other = stage.other()
  const before = await messages()
  await Promise.all([stage.spine.send(keys), other.send(keys.toReversed()), stage.spine.send(keys.toReversed()), other.send(keys)])
  assert.equal((await messages()) - before, 20)
})

const seconds = [
  { text: 'Once', other: 'same', because: 'it is the same' },
  { text: 'Twice', other: 'conflict', because: 'another text under the same key is a mistake' },
]
for (const { text, other, because } of seconds)
  test(`the key again, ${other}: ${because}`, async () => {
    const [answer] = await stage.spine.send([draftTo(stage.a, text, { clientId: 'k1' })])
    assert.equal(answer?.recorded.kind, other)
  })

test('two texts under one key in one list: the first counts', async () => {
  const answers = await stage.spine.send([draftTo(stage.a, 'One', { clientId: 'k2' }), draftTo(stage.a, 'Two', { clientId: 'k2' })])
  assert.deepEqual(
    answers.map(({ recorded }) => recorded.kind),
    ['recorded', 'conflict'],
  )
})

test('the same key in another workspace is another key', async () => {
  const [answer] = await stage.spine.send([draftTo(stage.b, 'Other', { clientId: 'k1' })])
  assert.equal(answer?.recorded.kind, 'recorded')
})

test('a no is written down with every policy’s word, under its key, and goes nowhere', async () => {
  const draft = draftTo(stage.a, 'Hi', { to: ['tel:+1212'], clientId: 'no' })
  const [first] = await stage.spine.send([draft])
  const [second] = await stage.spine.send([draft])
  const id = first!.accepted.message.id
  assert.deepEqual(second?.recorded, { kind: 'same', messageId: id })
  const [row] = await stage.fresh.owner<{ state: string; reason: string; verdicts: object }>('select * from messages where id = $1', [id])
  assert.deepEqual([row?.state, row?.reason], ['failed', 'not_a_number'])
  assert.deepEqual(Object.keys(row!.verdicts), ['opt-out', 'late-reply', 'destination', 'quiet-hours', 'route'])
  assert.deepEqual(stage.offered, [])
  assert.deepEqual(await stage.fresh.owner('select 1 from flight where message_id = $1', [id]), [])
})

test('without the key nothing is taken, the idempotency key neither; when it is back the same is taken once', async () => {
  const draft = draftTo(stage.b, 'Sealed?', { clientId: 'sealed' })
  await stage.keys.revoke(stage.b.workspaceId)
  const before = await messages()
  const [mine, theirs] = await Promise.all([stage.spine.send([draft]), stage.spine.send([draftTo(stage.a)])])
  assert.deepEqual([mine[0]?.recorded.kind, theirs[0]?.recorded.kind], ['sealed', 'recorded'])
  assert.equal((await messages()) - before, 1)
  await stage.keys.giveBack(stage.b.workspaceId)
  const answers = [...(await stage.spine.send([draft])), ...(await stage.spine.send([draft]))]
  assert.deepEqual(
    answers.map(({ recorded }) => recorded.kind),
    ['recorded', 'same'],
  )
})

test('without the key nothing heard is acknowledged; the other workspace’s is', async () => {
  await stage.keys.revoke(stage.b.workspaceId)
  const session = crypto.randomUUID()
  assert.deepEqual(await stage.spine.tell(stage.b.linkId)([said(stage.b, 'Hello?')], session), ['again'])
  assert.deepEqual(await stage.spine.tell(stage.a.linkId)([said(stage.a, 'Hello?')], session), ['written'])
  assert.deepEqual(await stage.spine.tell(stage.a.linkId)([said(stage.b, 'Hello?')], session), ['nobody'])
  await stage.keys.giveBack(stage.b.workspaceId)
  assert.deepEqual(await stage.spine.tell(stage.b.linkId)([said(stage.b, 'Hello?')], session), ['written'])
})

test('what is said and what is heard in one conversation at once: nobody waits in a ring', async () => {
  const from = Array.from({ length: 12 }, (_, i) => `tel:+1212555${String(4000 + i)}` as const)
  const session = crypto.randomUUID()
  await stage.spine.tell(stage.a.linkId)(
    from.map((it) => said(stage.a, 'Hi', { from: it })),
    session,
  )
  const talks = await stage.fresh.owner<{ id: string; uri: string }>(
    'select c.id, a.uri from conversations c join addresses a on a.contact_id = c.contact_id where a.uri = any($1)',
    [from],
  )
  const started = performance.now()
  await Promise.all(
    Array.from({ length: 6 }, async (_, i) => {
      const order = i % 2 ? talks : talks.toReversed()
      await stage.spine.send(order.map(({ id, uri }) => draftTo(stage.a, `${i}`, { conversationId: id, to: [uri as `tel:${string}`] })))
      await stage.spine.tell(stage.a.linkId)(
        order.map(({ uri }) => said(stage.a, `${i}`, { from: uri as `tel:${string}` })),
        session,
      )
    }),
  )
  assert.ok(performance.now() - started < 5_000)
  const [row] = await stage.fresh.owner<{ heard: number }>('select heard from conversations where id = $1', [talks[0]!.id])
  assert.equal(row?.heard, 7)
})

test('what gave way to look-alikes is sealed like the words, and named on the page of the message', async () => {
  const [answer] = await stage.spine.send([draftTo(stage.a, 'It’s the — naïve — plan', { smart: true })])
  const { message, segments } = answer!.accepted
  assert.deepEqual([message.parts, segments], [[{ kind: 'text', text: "It's the - naive - plan" }], 1])
  const [event] = await stage.fresh.owner<{ sealed: Buffer }>('select sealed from events where message_id = $1', [message.id])
  assert.ok(!/from|’|naï/.test(event!.sealed.toString()))
  const working = await stage.db.web(stage.a.workspaceId, (tx) => workingOf(tx, stage.content, stage.a.workspaceId, message.id))
  const page = pageOf({ state: 'queued' } as Bubble, 'gsm7', working!, (it) => it) // `as`: no more of it is asked
  assert.equal(page.events[0]?.detail, "’ became ', — became -, ï became i")
})
