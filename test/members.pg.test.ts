import assert from 'node:assert/strict'
import { afterAll, beforeAll, test } from 'vitest'
import { WebSocket } from 'ws'
import { assign } from '#src/conversations/store.ts'
import type { Role } from '#src/workspaces/roles.ts'
import { startSession } from '#src/workspaces/sessions/store.ts'
import { addMember } from '#src/workspaces/store.ts'
import { type Asked, type Business, hear, openBusiness, startAsked } from './support/app.ts'

/** Members come, change and go, over HTTP, as those beside them see it. */

let asked: Asked
let shop: Business
beforeAll(async () => {
  asked = await startAsked()
  shop = await openBusiness(asked, 'shop', '+12125550100')
})
afterAll(() => asked?.[Symbol.asyncDispose]())

type Person = { memberId: string; cookie: string }
async function enter(name: string, role: Role): Promise<Person> {
  const { workspaceId } = shop
  const made = await asked.fresh.db.spine((tx) => addMember(tx, { workspaceId, role, name, email: `${name}@shop.example`, password: null }))
  const token = await startSession(asked.fresh.db, { workspaceId, ...made }, new Date())
  return { memberId: made.memberId, cookie: `tandem_session=${token}` }
}

async function ask<T = { code: string; title: string; remedy: string }>(
  who: Person | Business,
  method: string,
  url: string,
  body?: unknown,
) {
  const answer = await asked.ask(method, url, { cookie: who.cookie, ...(body !== undefined && { body }) })
  return { status: answer.status, body: (answer.text === '' ? null : answer.json()) as T, headers: answer.headers }
}
const refusal = (it: { status: number; body: { code: string } }) => [it.status, it.body.code]

type Invitation = { id: string; name: string | null; role: string; by: string; link: string }
const invited = async (who: Person | Business, role: Role, name: string) =>
  (await ask<Invitation>(who, 'POST', '/v1/invitations', { role, name })).body
const open = async () => (await ask<{ items: Invitation[] }>(shop, 'GET', '/v1/invitations')).body.items

test('somebody is invited, comes in by the link, and is seen', async () => {
  const { status, body, headers } = await ask<Invitation>(shop, 'POST', '/v1/invitations', { role: 'admin', name: ' Priya ' })
  assert.deepEqual([status, headers['cache-control']], [201, 'no-store'])
  assert.deepEqual([body.name, body.role, body.by], ['Priya', 'admin', 'shop owner'])
  const token = /^http:\/\/localhost\/join\/([\w-]{43})$/.exec(body.link)?.[1]
  const { link, ...listed } = body
  assert.deepEqual(await open(), [listed], 'without the link')
  const entry = { token, name: 'Priya', email: 'priya@shop.example', password: 'correct horse battery' }
  assert.equal((await asked.ask('POST', '/v1/door/join', { body: entry })).status, 204)
  assert.deepEqual(await open(), [])
  assert.deepEqual(refusal(await ask(shop, 'DELETE', `/v1/invitations/${body.id}`)), [404, 'no_invitation'])
  const { items } = (await ask<{ items: { name: string; role: string }[] }>(shop, 'GET', '/v1/members')).body
  assert.deepEqual(
    items.map(({ name, role }) => [name, role]),
    [
      ['Priya', 'admin'],
      ['shop owner', 'owner'],
    ],
  )
  assert.ok(!JSON.stringify(await asked.fresh.owner('select data from events')).includes(link))
})

test('a link that was taken back opens nothing, and says so', async () => {
  const { id, link } = await invited(shop, 'member', 'somebody')
  assert.equal((await ask(shop, 'DELETE', `/v1/invitations/${id}`)).status, 204)
  const found = await asked.ask('GET', `/v1/door${new URL(link).pathname}`)
  assert.deepEqual([found.status, (found.json() as { code: string }).code], [410, 'link_revoked'])
})

test('what is refused has a code that stays and a way out', async () => {
  const [admin, member] = [await enter('adam', 'admin'), await enter('mia', 'member')]
  const at = (it: { memberId: string }) => `/v1/members/${it.memberId}`
  assert.deepEqual(refusal(await ask(member, 'PATCH', at(member), { role: 'owner' })), [403, 'scope_missing'])
  assert.deepEqual(refusal(await ask(member, 'POST', '/v1/invitations', { role: 'member' })), [403, 'scope_missing'])
  assert.deepEqual(refusal(await ask(admin, 'PATCH', at(admin), { role: 'owner' })), [403, 'role_above_yours'])
  assert.deepEqual(refusal(await ask(admin, 'POST', '/v1/invitations', { role: 'owner' })), [403, 'role_above_yours'])
  assert.deepEqual(refusal(await ask(admin, 'DELETE', at(shop))), [403, 'role_above_yours'])
  const last = await ask(shop, 'DELETE', at(shop))
  assert.deepEqual(refusal(last), [409, 'last_owner'])
  assert.match(last.body.remedy, /Make somebody else an owner/)
  assert.deepEqual(refusal(await ask(shop, 'PATCH', at(shop), { role: 'member' })), [409, 'last_owner'])
  assert.deepEqual(refusal(await ask(shop, 'DELETE', `${at(member)}?assignTo=${member.memberId}`)), [422, 'no_heir'])
  assert.deepEqual(refusal(await ask(shop, 'DELETE', '/v1/members/01a1ffb6-0000-7000-8000-000000000000')), [404, 'no_member'])
  const byKey = await asked.ask('PATCH', at(shop), { key: shop.key, body: { name: 'x' } })
  assert.deepEqual([byKey.status, (byKey.json() as { code: string }).code], [403, 'role_above_yours'])
})

test('everybody may give themselves another name, and nothing else', async () => {
  const [olga, pia] = [await enter('olga', 'member'), await enter('pia', 'member')]
  const own = await ask<{ name: string; role: string }>(olga, 'PATCH', `/v1/members/${olga.memberId}`, { name: ' Olga N. ' })
  assert.deepEqual([own.status, own.body.name, own.body.role], [200, 'Olga N.', 'member'])
  for (const [who, change] of [
    [olga, { name: 'x', role: 'member' }],
    [olga, { role: 'admin' }],
    [pia, { name: 'x' }],
  ] as const)
    assert.deepEqual(refusal(await ask(olga, 'PATCH', `/v1/members/${who.memberId}`, change)), [403, 'scope_missing'])
  const { body: key } = await ask<{ key: string }>(shop, 'POST', '/v1/keys', { name: 'reader', scopes: ['members:read'] })
  assert.equal((await asked.ask('PATCH', `/v1/members/${olga.memberId}`, { key: key.key, body: { name: 'x' } })).status, 403)
})

test('a key says who made it, also when they have left', async () => {
  const rita = await enter('rita', 'admin')
  const { body: made } = await ask<{ id: string; key: string }>(rita, 'POST', '/v1/keys', {
    name: 'Till',
    scopes: ['keys:read', 'keys:write'],
  })
  await asked.ask('POST', '/v1/keys', { key: made.key, body: { name: 'Made by a key', scopes: ['keys:read'] } })
  const makers = async () => {
    const { items } = (await ask<{ items: { name: string; madeBy: string | null }[] }>(shop, 'GET', '/v1/keys')).body
    return ['Till', 'Made by a key'].map((name) => items.find((it) => it.name === name)?.madeBy)
  }
  assert.deepEqual(await makers(), ['rita', null])
  await ask(shop, 'DELETE', `/v1/members/${rita.memberId}`)
  assert.deepEqual(await makers(), ['rita', null])
})

test('another role holds from the next request on', async () => {
  const nora = await enter('nora', 'member')
  const keys = async () => (await ask(nora, 'GET', '/v1/keys')).status
  assert.equal(await keys(), 403)
  const raised = await ask<{ role: string; you: boolean }>(shop, 'PATCH', `/v1/members/${nora.memberId}`, { role: 'admin' })
  assert.deepEqual([raised.body.role, raised.body.you], ['admin', false])
  assert.equal(await keys(), 200)
  await ask(shop, 'PATCH', `/v1/members/${nora.memberId}`, { role: 'member' })
  assert.equal(await keys(), 403)
})

type Conversation = { id: string; assignee: { memberId: string; name: string } | null }
const conversations = async () => (await ask<{ items: Conversation[] }>(shop, 'GET', '/v1/conversations')).body.items

test('who is removed is out at once, with the page they have open; their work goes on', { timeout: 20_000 }, async () => {
  const ben = await enter('ben', 'member')
  await hear(asked.app, shop, 'is ben there?')
  const [first] = await conversations()
  assert.ok(first)
  const to = (memberId: string) => ask(shop, 'POST', `/v1/conversations/${first.id}/assignee`, { memberId })
  assert.equal((await to(ben.memberId)).status, 200)
  const clientId = '01a1ffb6-0000-7000-8000-0000000000aa'
  await ask(ben, 'POST', `/v1/conversations/${first.id}/messages`, { text: 'ben here', clientId })

  const address = await asked.app.http.listen({ port: 0, host: '127.0.0.1' })
  const watch = async (who: Person | Business) => {
    const socket = new WebSocket(`${address.replace('http', 'ws')}/v1/live?after=0`, { headers: { cookie: who.cookie, origin: address } })
    const heard: string[] = []
    socket.on('message', (words) => heard.push(String(words)))
    const closed = new Promise<number>((resolve) => socket.once('close', resolve))
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
    return { socket, heard, closed }
  }
  const [his, ours] = [await watch(ben), await watch(shop)]
  assert.equal((await ask(ben, 'GET', '/v1/members')).status, 200)

  assert.equal((await ask(shop, 'DELETE', `/v1/members/${ben.memberId}`)).status, 204)
  assert.deepEqual(refusal(await ask(ben, 'GET', '/v1/members')), [401, 'signed_out'])
  assert.equal(await his.closed, 4401)
  assert.equal((await to(ben.memberId)).status, 404, 'nothing is given to them any more')
  assert.equal((await conversations())[0]?.assignee, null)
  const { items } = (await ask<{ items: { by: { name: string } | null }[] }>(shop, 'GET', `/v1/conversations/${first.id}/messages`)).body
  assert.ok(
    items.some(({ by }) => by?.name === 'ben'),
    'what they wrote keeps their name',
  )
  for (let waited = 0; waited < 50 && !ours.heard.some((it) => it.includes('"members"')); waited++)
    await new Promise((resolve) => setTimeout(resolve, 100))
  assert.ok(ours.heard.some((it) => JSON.parse(it).kind === 'members'))
  ours.socket.terminate()
})

test('conversations go to whom they are given, and the log tells of each', async () => {
  const [cleo, dan] = [await enter('cleo', 'member'), await enter('dan', 'member')]
  const [first] = await conversations()
  await ask(shop, 'POST', `/v1/conversations/${first?.id}/assignee`, { memberId: cleo.memberId })
  assert.equal((await ask(shop, 'DELETE', `/v1/members/${cleo.memberId}?assignTo=${dan.memberId}`)).status, 204)
  assert.deepEqual((await conversations())[0]?.assignee, { memberId: dan.memberId, name: 'dan' })
  const events = await asked.fresh.owner<{ kind: string; data: object }>(
    'select kind, data from events where workspace_id = $1 order by seq desc limit 2',
    [shop.workspaceId],
  )
  assert.deepEqual(
    events.map(({ kind, data }) => [kind, data]),
    [
      ['conversation.assigned', { to: dan.memberId, by: shop.memberId }],
      ['member.removed', { member: cleo.memberId, name: 'cleo', by: shop.memberId }],
    ],
  )
})

test('who is given a conversation while being removed does not keep it', async () => {
  const eve = await enter('eve', 'member')
  const [first] = await conversations()
  const given = { workspaceId: shop.workspaceId, id: first?.id ?? '', memberId: eve.memberId, by: shop.memberId, at: new Date() }
  let removing: ReturnType<typeof ask> | null = null
  await asked.fresh.db.web(shop.workspaceId, async (tx) => {
    assert.ok(await assign(tx, given))
    removing = ask(shop, 'DELETE', `/v1/members/${eve.memberId}`)
    // it waits for this transaction, whose end it cannot foresee: time enough to come so far
    await new Promise((resolve) => setTimeout(resolve, 300))
  })
  assert.equal((await removing!)['status'], 204) // `!`: set above
  assert.equal((await conversations())[0]?.assignee, null)
})
