import assert from 'node:assert/strict'
import { createServer, type IncomingMessage } from 'node:http'
import { test } from 'vitest'
import { hastyClock } from '../agenda.ts'
import { until } from '../business.ts'
import { personalities } from '../phones/personality.ts'
import { startWorld } from '../world.ts'
import { Stage } from './stage.ts'

/** An inbox as far as the team can tell: what its API promises, and nothing behind it. */
async function fakeInbox(conversations: Fake[]) {
  const calls: string[] = []
  const names: string[] = []
  const answers: { id: string; text: string; clientId: string }[] = []
  let refusals = 0
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request)
    const { pathname } = new URL(request.url ?? '', 'http://inbox')
    calls.push(`${request.method} ${pathname}`)
    const say = (value: unknown, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    if (pathname === '/v1/door') return say({ demo: true, demoMembers: members, simulator: null })
    if (pathname === '/v1/door/demo') return response.setHeader('set-cookie', 'session=abc; Path=/; HttpOnly') && say({})
    if (request.headers.cookie !== 'session=abc' || refusals-- > 0) return say({ title: 'Sign in' }, 401)
    const [, , , id = '', what] = pathname.split('/')
    const found = conversations.find((it) => it.id === id)
    if (pathname === '/v1/session') return say({ member: { ...members[1], email: 'a@b.c', role: 'member', you: true }, ...place })
    if (pathname === '/v1/conversations')
      return say({ items: conversations.filter(({ unread }) => unread).map(view), next: null, unread: none, cursor: 1 })
    if (request.method === 'PATCH') return say(names.push(`${id} ${body.name}`) && {})
    if (!found) return say({}, 404)
    if (what === 'messages' && request.method === 'GET') return say({ items: [bubble(found)], before: null, after: null, cursor: 1 })
    if (what === 'messages') answers.push({ id, ...body })
    if (what === 'read') found.unread = false
    return say({}, what === 'messages' ? 202 : 200)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  const refuse = (times: number) => {
    refusals = times
  }
  const dispose = () => new Promise<void>((resolve) => server.close(() => resolve()) && server.closeAllConnections())
  return { url, calls, answers, names, refuse, [Symbol.asyncDispose]: dispose }
}

type Fake = { id: string; number: string; text: string; unread: boolean }
const uuid = (place: number, last: number): string =>
  `01890000-0000-7000-8000-${String(place).padStart(8, '0')}${last.toString(16).padStart(4, '0')}`
const conversation = (place: number, number: string, text: string): Fake => ({ id: uuid(place, place), number, text, unread: true })
const members = [1, 2].map((place) => ({ id: uuid(900 + place, 1), name: `Member ${place}` }))
const place = { workspace: { id: 1, name: 'Harbor Street Bikes', timeZone: 'UTC' }, simulator: null, keys: 'ok' }
const none = { all: 0, mine: 0, unassigned: 0 }
const at = '2026-11-21T10:00:00.000Z'

const view = (fake: Fake) => ({
  ...{ id: fake.id, assignee: null, unread: 1, lastMessage: bubble(fake), lastAt: at, lineId: null, ourNumber: null },
  contact: { id: fake.id, name: null, sealed: null, addresses: [{ uri: `tel:${fake.number}`, consent }], timeZone: null, createdAt: at },
})
const consent = { state: 'absent', at: null, source: null, number: null }
const bubble = ({ id, number, text }: Fake) => ({
  ...{ id, conversationId: id, direction: 'in', from: `tel:${number}`, to: [], text, sealed: null, at, state: 'delivered', reason: null },
  ...{ heldUntil: null, segments: 1, deliveredSegments: 1, possibleDuplicate: false, incomplete: false, purpose: 'conversation' },
  ...{ by: null, clientId: null, actions: [] },
})

async function bodyOf(request: IncomingMessage): Promise<{ text: string; clientId: string; name?: string }> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  return chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : { text: '', clientId: '' }
}

test('the team signs in, answers what is unread, keeps silent on keywords, and leaves your phone to you', async () => {
  const yours = '+12065550150'
  const fakes = [
    conversation(1, '+12125550100', 'My tire is flat'),
    conversation(2, '+13125550100', 'STOP'),
    conversation(3, yours, 'Are you open?'),
  ]
  await using inbox = await fakeInbox(fakes)
  await using world = await startWorld({ clock: hastyClock(100), tandemUrl: inbox.url })
  world.phones.add(personalities.yours, { number: yours })
  using stage = new Stage(world)
  stage.start('team', { perMinute: 600, members: 1, share: 1 })
  await until(() => !fakes[0]?.unread && !fakes[1]?.unread)
  assert.equal(inbox.answers.length, 1)
  assert.match(inbox.answers[0]?.text ?? '', /rolling again/)
  assert.match(inbox.answers[0]?.clientId ?? '', /^[0-9a-f-]{36}$/)
  assert.equal(fakes[2]?.unread, true)
  assert.ok(inbox.calls.includes(`POST /v1/conversations/${fakes[0]?.id}/assignee`))
  assert.ok(!inbox.calls.includes(`POST /v1/conversations/${fakes[1]?.id}/assignee`))
})

test('whoever says their name is written down under it', async () => {
  const fakes = [conversation(1, '+12125550110', 'Hi, this is Dana'), conversation(2, '+13125550110', 'Hi, guess who')]
  await using inbox = await fakeInbox(fakes)
  await using world = await startWorld({ clock: hastyClock(100), tandemUrl: inbox.url })
  for (const { number } of fakes) world.phones.add(personalities.silent, { number, name: 'Dana Whitfield' })
  using stage = new Stage(world)
  stage.start('team', { perMinute: 600, members: 1, share: 1 })
  await until(() => inbox.answers.length === 2)
  await until(() => inbox.names.length > 0)
  assert.deepEqual([...new Set(inbox.names)], [`${fakes[0]?.id} Dana Whitfield`])
})

test('signed out, the team comes in again', async () => {
  const fakes = [conversation(1, '+12125550100', 'My tire is flat')]
  await using inbox = await fakeInbox(fakes)
  await using world = await startWorld({ clock: hastyClock(200), tandemUrl: inbox.url })
  using stage = new Stage(world)
  inbox.refuse(3)
  stage.start('team', { perMinute: 600, members: 1, share: 1 })
  await until(() => inbox.answers.length === 1)
  assert.ok(inbox.calls.filter((call) => call === 'POST /v1/door/demo').length > 1)
})

test('without an inbox the team says so and does nothing', async () => {
  await using world = await startWorld()
  using stage = new Stage(world)
  stage.start('team')
  assert.match(String(stage.state().find(({ name }) => name === 'team')?.running?.['lastError']), /TANDEM_URL/)
})
