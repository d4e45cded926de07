import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, test } from 'vitest'
import type { Bubble } from '#src/message/views.ts'
import { makeBell } from '#src/platform/bell.ts'
import { realClock } from '#src/platform/clock.ts'
import { headOf } from '#src/platform/events.ts'
import { newId } from '#src/platform/ids.ts'
import { openLeases } from '#src/platform/leases.ts'
import { openLog } from '#src/platform/log.ts'
import { draftTo, type Home, openStage, type Stage } from '../../../test/support/spine.ts'
import type { Post, Posted } from './client.ts'
import { rotated, type Secret } from './signing.ts'
import { addHook, deliveriesOf, type Hook, hookById, removeHook, saveHook } from './store.ts'
import { openWebhooks, type Webhooks } from './worker.ts'

let stage: Stage
let webhooks: Webhooks | null
beforeEach(async () => {
  stage = await openStage()
  webhooks = null
})
afterEach(async () => {
  await webhooks?.[Symbol.asyncDispose]()
  await stage[Symbol.asyncDispose]()
})

type Call = { url: string; id: string; seqs: number[]; kinds: string[]; messages: (Bubble | null)[]; body: string; signature: string }
const answer = (status: number | null, more: Partial<Posted> = {}): Posted => ({ status, said: 'so', ms: 1, askedMs: 0, ...more })

/** Somebody's server: remembers what it is told, and answers as `say` says. */
function receiver(say: (call: Call, n: number) => Posted | Promise<Posted> = () => answer(200)) {
  const calls: Call[] = []
  const post: Post = async (url, body, headers, stop) => {
    const it = JSON.parse(body) as { id: string; events: { seq: number; kind: string; message: Bubble | null }[] }
    const call = {
      ...{ url, id: it.id, body, signature: headers['tandem-signature'] ?? '' },
      seqs: it.events.map(({ seq }) => seq),
      kinds: it.events.map(({ kind }) => kind),
      messages: it.events.map(({ message }) => message),
    }
    calls.push(call)
    const gone = new Promise<Posted>((resolve) => stop.addEventListener('abort', () => resolve(answer(null))))
    return Promise.race([say(call, calls.length), gone])
  }
  return { post, calls, of: (hook: Hook) => calls.filter(({ url }) => url === hook.url) }
}

function open(post: Post): Webhooks {
  const { db, content, clock } = stage
  const leases = openLeases({ query: db.spineRead, holder: newId(), clock: realClock })
  webhooks = openWebhooks({
    ...{
      db,
      content,
      post,
      leases,
      bell: makeBell(),
      log: openLog('silent'),
      id: newId,
      now: () => clock.at,
      random: () => 1,
      everyMs: 10,
    },
  })
  return webhooks
}

async function hook(home: Home, but: { kinds?: string[]; seq?: number; name?: string; secrets?: Secret[] } = {}): Promise<Hook> {
  const { workspaceId } = home
  const id = newId()
  const secrets = await sealed(workspaceId, id, but.secrets ?? [{ secret: 'whsec_one', until: null }])
  const name = but.name ?? 'hook'
  const made = {
    workspaceId,
    id,
    name,
    url: `https://${name}.example/`,
    kinds: but.kinds ?? [],
    secrets,
    seq: but.seq ?? 0,
    madeAt: stage.clock.at,
  }
  await stage.db.web(workspaceId, (tx) => addHook(tx, made))
  return now(made as Hook)
}

async function sealed(workspaceId: number, id: string, secrets: Secret[]): Promise<Buffer> {
  const [bytes] = await stage.content.seal([{ workspaceId, table: 'webhooks', row: id, column: 'secrets', plain: JSON.stringify(secrets) }])
  assert.ok(bytes instanceof Buffer)
  return bytes
}

const now = async ({ workspaceId, id }: Hook): Promise<Hook> => {
  const it = await stage.db.web(workspaceId, (tx) => hookById(tx, workspaceId, id))
  assert.ok(it)
  return it
}
const deliveries = ({ workspaceId, id }: Hook) =>
  stage.db.web(workspaceId, (tx) => deliveriesOf(tx, workspaceId, id, { state: null, before: null, limit: 200 }))
const head = ({ workspaceId }: Home) => stage.db.web(workspaceId, (tx) => headOf(tx, workspaceId))
const logged = async ({ workspaceId }: Home): Promise<number[]> =>
  (await stage.fresh.owner<{ seq: string }>('select seq from events where workspace_id = $1 order by seq', [workspaceId])).map(({ seq }) =>
    Number(seq),
  )
const say = (home: Home, count: number) => stage.spine.send(Array.from({ length: count }, (_, n) => draftTo(home, `word ${n}`)))

async function until(isSo: () => boolean | Promise<boolean>, otherwise = 'it never came to that'): Promise<void> {
  const end = performance.now() + 8_000
  while (!(await isSo())) {
    if (performance.now() > end) assert.fail(otherwise)
    await pause(5)
  }
}
const caughtUp = (it: Hook, home: Home) => until(async () => (await now(it)).seq >= (await head(home)), 'it never caught up')

test('everything is told once, in order, with its message, signed, a hundred at a time', async () => {
  const it = await hook(stage.a)
  await say(stage.a, 250)
  const { calls, post } = receiver()
  open(post)
  await caughtUp(it, stage.a)
  assert.deepEqual(
    calls.flatMap(({ seqs }) => seqs),
    await logged(stage.a),
  )
  assert.ok(calls.length >= 3 && calls.every(({ seqs }) => seqs.length <= 100))
  assert.equal(calls[0]?.messages[0]?.text, 'word 0')
  for (const { body, signature } of calls) {
    const [, t, v1] = /^t=(\d+),v1=(\w+)$/.exec(signature) ?? []
    assert.equal(v1, createHmac('sha256', 'whsec_one').update(`${t}.${body}`).digest('hex'))
  }
  assert.ok((await deliveries(it)).every(({ state, status, attempts }) => state === 'delivered' && status === 200 && attempts === 1))
})

test('a crash after the call and before it was noted: the same again, under the same id', async () => {
  const it = await hook(stage.a)
  await say(stage.a, 5)
  const before = receiver(() => new Promise(() => {})) // it arrives, and no answer is ever heard
  open(before.post)
  await until(() => before.calls.length === 1)
  await webhooks?.[Symbol.asyncDispose]()
  await say(stage.a, 5) // more has happened meanwhile
  const { calls, post } = receiver()
  open(post)
  await caughtUp(it, stage.a)
  assert.deepEqual([calls[0]?.id, calls[0]?.seqs], [before.calls[0]?.id, before.calls[0]?.seqs])
  const told = [...new Map([...before.calls, ...calls].map((call) => [call.id, call])).values()].flatMap(({ seqs }) => seqs)
  assert.deepEqual(told, await logged(stage.a))
})

test('what is refused comes again after a while, under the same id, and nothing overtakes it', async () => {
  const it = await hook(stage.a)
  await say(stage.a, 120)
  const { calls, post } = receiver((_, n) => answer(n <= 2 ? 503 : 200))
  open(post)
  await until(async () => (await now(it)).state === 'failing')
  const failing = await now(it)
  assert.deepEqual([failing.seq, failing.attempts, failing.why], [0, 1, 'It answered 503 instead of 2xx.'])
  await pause(50)
  assert.equal(calls.length, 1, 'it is not tried before its time')
  stage.clock.forward(5)
  await until(async () => (await now(it)).attempts === 2)
  stage.clock.forward(10)
  await caughtUp(it, stage.a)
  const { state, why, attempts, failingSince } = await now(it)
  assert.deepEqual([state, why, attempts, failingSince], ['active', null, 0, null])
  assert.equal(new Set(calls.slice(0, 3).map(({ id }) => id)).size, 1)
  assert.deepEqual(
    calls.slice(2).flatMap(({ seqs }) => seqs),
    await logged(stage.a),
  )
  assert.equal((await deliveries(it)).at(-1)?.attempts, 3)
})

test('after three days without success it is paused and says so; let go on, it tells the same', async () => {
  const it = await hook(stage.a)
  await say(stage.a, 1)
  let status = 500
  const { calls, post } = receiver(() => answer(status))
  open(post)
  for (let hours = 0; (await now(it)).state !== 'paused'; hours++) {
    assert.ok(hours <= 73, 'it never gave up')
    const tries = calls.length
    await until(async () => calls.length > tries || (await now(it)).state === 'paused' || (await now(it)).nextTryAt > stage.clock.at)
    stage.clock.forward(3_600)
  }
  const paused = await now(it)
  assert.match(paused.why ?? '', /No call was taken for three days\. The last time: It answered 500/)
  const [last] = await stage.fresh.owner<{ kind: string }>('select kind from events where workspace_id = $1 order by seq desc limit 1', [
    it.workspaceId,
  ])
  assert.equal(last?.kind, 'webhook.paused')
  assert.ok(calls.length >= 60 && calls.length <= 90, `${calls.length} calls`)
  const tries = calls.length
  await pause(50)
  assert.equal(calls.length, tries, 'a paused one is left alone')

  status = 200
  await stage.db.web(it.workspaceId, (tx) =>
    saveHook(tx, { ...paused, state: 'active', why: null, failingSince: null, attempts: 0, nextTryAt: stage.clock.at }),
  )
  webhooks?.changed()
  await caughtUp(it, stage.a)
  assert.equal(calls[tries]?.id, calls[0]?.id)
})

test('410 pauses it at once', async () => {
  const it = await hook(stage.a)
  await say(stage.a, 1)
  const { post } = receiver(() => answer(410))
  open(post)
  await until(async () => (await now(it)).state === 'paused')
})

test('what they ask for is waited', async () => {
  const it = await hook(stage.a)
  await say(stage.a, 1)
  const { post } = receiver(() => answer(429, { askedMs: 600_000 }))
  open(post)
  await until(async () => (await now(it)).state === 'failing')
  assert.equal((await now(it)).nextTryAt.getTime() - stage.clock.at.getTime(), 600_000)
})

test('one that never answers delays no other, in its own workspace or another', async () => {
  const slow = await hook(stage.a, { name: 'slow' })
  const quick = await hook(stage.a, { name: 'quick' })
  const other = await hook(stage.b, { name: 'other' })
  await say(stage.a, 150)
  await say(stage.b, 150)
  const { of, post } = receiver(({ url }) => (url === slow.url ? new Promise(() => {}) : answer(200)))
  open(post)
  await caughtUp(quick, stage.a)
  await caughtUp(other, stage.b)
  assert.equal(of(slow).length, 1)
})

test('each hears of its own workspace alone', async () => {
  const a = await hook(stage.a, { name: 'a' })
  const b = await hook(stage.b, { name: 'b' })
  await Promise.all([say(stage.a, 40), say(stage.b, 40)])
  const { of, post } = receiver()
  open(post)
  await caughtUp(a, stage.a)
  await caughtUp(b, stage.b)
  const from = (it: Hook) => new Set(of(it).flatMap(({ messages }) => messages.map((message) => message?.from)))
  assert.deepEqual([from(a), from(b)], [new Set([stage.a.from]), new Set([stage.b.from])])
})

test('only the kinds it wants, and its place moves past the others', async () => {
  const it = await hook(stage.a, { kinds: ['webhook.*'] })
  await say(stage.a, 30)
  const { calls, post } = receiver()
  open(post)
  await until(() => (webhooks?.behind() ?? 1) === 0)
  assert.equal(calls.length, 0)
  await stage.db.web(it.workspaceId, (tx) => removeHook(tx, it.workspaceId, it.id))
})

test('while a secret is being changed both sign; after a day the new one alone', async () => {
  const secrets = rotated([{ secret: 'whsec_one', until: null }], 'whsec_two', stage.clock.at)
  const it = await hook(stage.a, { secrets })
  await say(stage.a, 1)
  const { calls, post } = receiver()
  open(post)
  await caughtUp(it, stage.a)
  const good = ({ signature, body }: Call, secret: string) => {
    const [, t] = /^t=(\d+),/.exec(signature) ?? []
    return signature.includes(`v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`)
  }
  assert.deepEqual([good(calls[0]!, 'whsec_one'), good(calls[0]!, 'whsec_two')], [true, true])
  stage.clock.forward(24 * 3_600)
  await say(stage.a, 1)
  webhooks?.changed()
  await caughtUp(it, stage.a)
  assert.deepEqual([good(calls.at(-1)!, 'whsec_one'), good(calls.at(-1)!, 'whsec_two')], [false, true])
})

test('without the workspace’s key nothing can be signed: it waits, and goes on when the key is back', async () => {
  const it = await hook(stage.a)
  await say(stage.a, 1)
  await stage.keys.revoke(stage.a.workspaceId)
  const { calls, post } = receiver()
  open(post)
  await until(async () => (await now(it)).why !== null)
  assert.deepEqual([calls.length, (await now(it)).state], [0, 'active'])
  await stage.keys.giveBack(stage.a.workspaceId)
  stage.clock.forward(61)
  await caughtUp(it, stage.a)
  assert.equal(calls.length, 1)
})

test('told to begin again further back while a call is under way, it does, whatever that call comes to', async () => {
  const it = await hook(stage.a)
  await say(stage.a, 3)
  const held = Promise.withResolvers<Posted>()
  const { calls, post } = receiver((_, n) => (n === 1 ? held.promise : answer(200)))
  open(post)
  await until(() => calls.length === 1)
  await stage.fresh.owner(`update webhook_deliveries set state = 'failed' where webhook_id = $1`, [it.id])
  await stage.fresh.owner('update webhooks set seq = 1 where id = $1', [it.id])
  held.resolve(answer(200))
  await caughtUp(it, stage.a)
  assert.deepEqual(
    calls.slice(1).flatMap(({ seqs }) => seqs),
    (await logged(stage.a)).filter((seq) => seq > 1),
  )
  assert.notEqual(calls[1]?.id, calls[0]?.id)
})

test('a delivery told once more has an id of its own, and moves nothing', async () => {
  const it = await hook(stage.a)
  await say(stage.a, 3)
  const { calls, post } = receiver()
  const worker = open(post)
  await caughtUp(it, stage.a)
  const [first] = await deliveries(it)
  const again = await worker.replay(await now(it), first!)
  assert.deepEqual([again.kind, again.replayOf, again.state], ['replay', first!.id, 'delivered'])
  assert.deepEqual(calls.at(-1)?.seqs, calls[0]?.seqs)
  const tried = await worker.test(await now(it))
  assert.deepEqual([tried.kind, tried.state, calls.at(-1)?.kinds], ['test', 'delivered', ['webhook.test']])
  assert.deepEqual([calls.at(-1)?.seqs, tried.firstSeq, tried.lastSeq], [[0], 0, 0], 'the number of no event')
  assert.equal((await now(it)).seq, await head(stage.a))
})

test('two processes: one tells, and the other takes over', async () => {
  const it = await hook(stage.a)
  await say(stage.a, 5)
  const { calls, post } = receiver()
  const first = open(post)
  await caughtUp(it, stage.a)
  const second = open(post)
  await say(stage.a, 5)
  first.changed()
  await caughtUp(it, stage.a)
  await first[Symbol.asyncDispose]()
  await say(stage.a, 5)
  second.changed()
  await caughtUp(it, stage.a)
  assert.deepEqual(
    calls.flatMap(({ seqs }) => seqs),
    await logged(stage.a),
  )
})
