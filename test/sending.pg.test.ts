import assert from 'node:assert/strict'
import { afterAll, beforeAll, test } from 'vitest'
import { type Asked, type Business, openBusiness, startAsked } from './support/app.ts'

/** Programs send, and repeat what they sent when the answer was lost: over HTTP, with the Idempotency-Key as the README of any such API promises. */

let asked: Asked
let shop: Business
let other: Business
beforeAll(async () => {
  asked = await startAsked()
  shop = await openBusiness(asked, 'shop', '+12125550100')
  other = await openBusiness(asked, 'other', '+12125550101')
})
afterAll(() => asked?.[Symbol.asyncDispose]())

type Field = { path: string; message: string }
type Item = {
  status: string
  message: { id: string } | null
  problem: { code: string; status: number; remedy: string; fields?: Field[] } | null
}
async function send(body: object, idempotencyKey?: string, of = shop) {
  const headers = idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }
  const answer = await asked.ask('POST', '/v1/messages', { key: of.key, body, headers })
  return { status: answer.status, body: answer.json() as { id: string; code: string; detail: string; fields: Field[]; items: Item[] } }
}
const count = async () => (await asked.fresh.owner<{ n: string }>(`select count(*) as n from messages where direction = 'out'`))[0]!.n

let people = 4000
const someone = () => `+1212555${++people}`

test('the same list again answers the same messages, also side by side, and writes nothing', async () => {
  const list = [someone(), someone(), someone()].map((to) => ({ to, text: 'Your table is ready.' }))
  const before = Number(await count())
  const answers = await Promise.all(Array.from({ length: 8 }, () => send(list, 'table')))
  answers.push(await send(list, 'table'))
  for (const { status } of answers) assert.equal(status, 202)
  const ids = answers.map(({ body }) => body.items.map(({ message }) => message?.id))
  assert.equal(new Set(ids.map((it) => it.join())).size, 1, 'each answer names the same three')
  assert.equal(Number(await count()) - before, 3)
  assert.equal(answers.flatMap(({ body }) => body.items).filter((it) => it.status === 'accepted').length, 3, 'accepted once')
})

const others = [
  { what: 'another text', body: (to: string[]) => [{ to: to[0], text: 'Other' }] },
  { what: 'one more in the list', body: (to: string[]) => [...to, someone()].map((it) => ({ to: it, text: 'Hi' })) },
  { what: 'one less in the list', body: (to: string[]) => [{ to: to[0], text: 'Hi' }] },
  { what: 'not a list', body: (to: string[]) => ({ to: to[0], text: 'Hi' }) },
]
for (const { what, body } of others)
  test(`the same key for ${what}: refused as a whole, and nothing of it is taken`, async () => {
    const to = [someone(), someone()]
    const first = await send(
      to.map((it) => ({ to: it, text: 'Hi' })),
      what,
    )
    assert.equal(first.status, 202)
    const before = await count()
    const second = await send(body(to), what)
    assert.deepEqual([second.status, second.body.code], [409, 'idempotency_conflict'])
    assert.equal(await count(), before)
    const again = await send(
      to.map((it) => ({ to: it, text: 'Hi' })),
      what,
    )
    assert.deepEqual(
      again.body.items.map(({ status }) => status),
      ['same', 'same'],
      'the first body still has its key',
    )
  })

test('two bodies under one key at the same moment: one is taken, whole', async () => {
  const bodies = [0, 1, 2, 3].map((n) => [someone(), someone()].map((to) => ({ to, text: `Body ${n}` })))
  const before = Number(await count())
  const answers = await Promise.all(bodies.map((body) => send(body, 'race')))
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [202, 409, 409, 409])
  assert.equal(Number(await count()) - before, 2)
})

test('a key is its workspace’s own', async () => {
  assert.equal((await send({ to: someone(), text: 'Ours' }, 'own')).status, 202)
  assert.equal((await send({ to: someone(), text: 'Theirs' }, 'own', other)).status, 202)
})

test('a key that is none is refused', async () => {
  for (const key of ['', 'x'.repeat(201)])
    assert.deepEqual((await send({ to: someone(), text: 'Hi' }, key)).body.code, 'idempotency_key_invalid', `${key.length} characters`)
})

test('whoever is written to has one conversation, however many write to them at once', async () => {
  const [one, two] = [someone(), someone()]
  await Promise.all(Array.from({ length: 20 }, (_, n) => send({ to: n % 2 ? one : two, text: `Text ${n}` })))
  await send({ to: one, text: 'Once more' })
  const rows = await asked.fresh.owner<{ uri: string; n: string }>(
    `select m.to_uris[1] as uri, count(distinct m.conversation_id) as n from messages m where m.to_uris[1] = any($1) group by 1`,
    [[`tel:${one}`, `tel:${two}`]],
  )
  assert.deepEqual(
    rows.map(({ n }) => Number(n)),
    [1, 1],
  )
})

const wrong = [
  { body: {}, path: 'to', said: 'is missing' },
  { body: { text: 'x' }, path: 'to', said: 'is missing' },
  { body: { to: '+12125554999', text: 'x', purpose: 'fun' }, path: 'purpose', said: 'one of code, service, conversation, marketing' },
  { body: { to: ['+12125554998', '+12125554999'], text: 'x' }, path: 'to', said: 'one message has one recipient: send a list of messages' },
  { body: { to: '+12125554999', text: 'x', foo: 1 }, path: 'foo', said: 'is not known here' },
  { body: Array.from({ length: 1001 }, () => ({ to: '+12125554999', text: 'x' })), path: '', said: 'at most 1,000 messages' },
  { body: [], path: '', said: 'at least one message' },
]
for (const { body, path, said } of wrong)
  test(`a body that is not right is told what is wrong: ${path || 'the list'} ${said}`, async () => {
    const before = await count()
    for (const where of ['/v1/messages', '/v1/messages/preview']) {
      const answer = await asked.ask('POST', where, { key: shop.key, body })
      const problem = answer.json() as { detail: string; fields: Field[] }
      assert.equal(answer.status, 400)
      assert.ok(
        problem.fields.some((it) => it.path === path && it.message === said),
        JSON.stringify(problem),
      )
    }
    assert.equal(await count(), before)
  })

const halfCharacter = String.fromCharCode(0xd83d)
test('what is wrong with one of a list keeps back none of the others', async () => {
  const good = () => ({ to: someone(), text: 'Ready.' })
  const list = [good(), {}, { ...good(), purpose: 'fun' }, { to: [someone(), someone()], text: 'x' }, { to: '12', text: 'x' }]
  const odd = { to: someone(), text: halfCharacter }
  const { status, body } = await send([...list, odd, good()])
  assert.equal(status, 202)
  assert.deepEqual(
    body.items.map((it) => it.status),
    ['accepted', 'refused', 'refused', 'refused', 'refused', 'refused', 'accepted'],
  )
  assert.deepEqual(
    body.items.map(({ problem }) => problem && [problem.status, problem.code, problem.fields?.[0]?.path]),
    [
      null,
      [422, 'invalid_request', 'to'],
      [422, 'invalid_request', 'purpose'],
      [422, 'invalid_request', 'to'],
      [422, 'invalid_request', 'to'],
      [422, 'invalid_request', 'text'],
      null,
    ],
  )
  for (const { problem } of body.items) assert.ok(!problem || problem.remedy.length > 0)
})

test('which of two numbers cannot exist is said', async () => {
  const [from, to] = await Promise.all([send({ from: 'nobody', to: someone(), text: 'x' }), send({ to: 'nobody', text: 'x' })])
  assert.deepEqual([from?.status, from?.body.fields[0]?.path], [422, 'from'])
  assert.deepEqual([to?.status, to?.body.fields[0]?.path], [422, 'to'])
})

test('a key whose messages were all refused is free; one accepted message of a list keeps it', async () => {
  const bad = { to: 'nobody', text: 'x' }
  assert.deepEqual(
    (await send([bad, {}], 'refused')).body.items.map(({ status }) => status),
    ['refused', 'refused'],
  )
  const good = { to: someone(), text: 'Corrected' }
  assert.deepEqual(
    (await send([good, bad], 'refused')).body.items.map(({ status }) => status),
    ['accepted', 'refused'],
  )
  assert.deepEqual(
    (await send([good, bad], 'refused')).body.items.map(({ status }) => status),
    ['same', 'refused'],
  )
  assert.equal((await send([good, { ...bad, to: someone() }], 'refused')).status, 409)
  assert.equal((await send([good, {}], 'refused')).status, 409, 'what was malformed belongs to the body too')
})

const ask = async (path: string, key: string | undefined = shop.key) => {
  const answer = await asked.ask('GET', path, key === undefined ? {} : { key })
  return { status: answer.status, body: answer.json() as { code: string; remedy: string; fields: Field[]; items: { id: string }[] } }
}

test('what is not known in an address, and a cursor that is none, is refused', async () => {
  for (const [path, field] of [
    ['/v1/messages?foo=bar', 'foo'],
    ['/v1/events?kinds=message.sent', 'kinds'],
    ['/v1/keys?foo=bar', 'foo'],
    ['/v1/conversations?before=x', 'before'],
    ['/v1/messages?before=x', 'before'],
    ['/v1/numbers?after=x', 'after'],
  ] as const) {
    const { status, body } = await ask(path)
    assert.deepEqual([status, body.fields?.[0]?.path], [400, field], path)
    assert.ok(body.remedy, path)
  }
})

test('messages are filtered by numbers that can exist, and from a time in any offset', async () => {
  const to = someone()
  const { body: sent } = await send({ to, text: 'Which one?' })
  assert.deepEqual(
    (await ask(`/v1/messages?to=${encodeURIComponent(to)}`)).body.items.map(({ id }) => id),
    [sent.id],
  )
  assert.deepEqual((await ask('/v1/messages?to=alpha:HARBOR')).body.items, [])
  for (const field of ['from', 'to']) {
    const { status, body } = await ask(`/v1/messages?${field}=garbage`)
    assert.deepEqual([status, body.code, body.fields?.[0]?.path], [422, 'not_a_number', field])
  }
  const of = `to=${encodeURIComponent(to)}`
  const found = async (since: string) => (await ask(`/v1/messages?${of}&since=${since}`)).body.items?.length
  for (const since of ['2020-01-01T00:00:00Z', '2020-01-01T00:00:00%2B00:00', '2020-01-01T00:00:00+05:30', '2020-01-01T00:00:00-23:00'])
    assert.equal(await found(since), 1, since)
  assert.equal(await found('2999-01-01T00:00:00%2B02:00'), 0)
  for (const since of ['x', '0001-01-01T00:00:00%2B05:00', '9999-12-31T23:00:00-05:00', '2020-01-01'])
    assert.equal((await ask(`/v1/messages?since=${since}`)).status, 400, since)
})

test('a program without a key is told to give one, and one with a wrong key which', async () => {
  const none = await asked.ask('GET', '/v1/messages', {})
  const { remedy } = none.json() as { remedy: string }
  assert.deepEqual([none.status, none.headers['www-authenticate']], [401, 'Bearer'])
  assert.match(remedy, /Authorization: Bearer/)
  const wrong = await asked.ask('GET', '/v1/messages', { key: 'tandem_wrong' })
  assert.deepEqual([wrong.status, wrong.headers['www-authenticate']], [401, 'Bearer error="invalid_token"'])
})

test('a call without a body may announce one', async () => {
  const { body } = await send({ to: someone(), text: 'Called back' })
  const { status } = await asked.ask('POST', `/v1/messages/${body.id}/cancel`, { key: shop.key, type: 'application/json' })
  assert.equal(status, 200)
})
