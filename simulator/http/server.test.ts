import assert from 'node:assert/strict'
import { request } from 'node:http'
import { test } from 'vitest'
import { handClock, realClock, type WorldClock } from '../agenda.ts'
import { Business } from '../business.ts'
import { Stage } from '../scenarios/stage.ts'
import { startWorld } from '../world.ts'
import { openPages } from './server.ts'

async function open(clock: WorldClock = realClock) {
  const world = await startWorld({ seed: 4, clock, tandemUrl: 'http://inbox.example:8080' })
  const stage = new Stage(world)
  const { url, close } = await openPages(world, stage)
  const ask = async (method: string, path: string, body?: unknown) => {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
    const answer = await fetch(url + path, init)
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Answered }
  }
  const dispose = async () => {
    stage[Symbol.dispose]()
    await close()
    await world[Symbol.asyncDispose]()
  }
  return { world, url, ask, [Symbol.asyncDispose]: dispose }
}

test('one takes a phone, texts the shop, and sees it delivered and answered, live', async () => {
  await using it = await open()
  const [carrier] = it.world.carriers
  assert.ok(carrier)
  await using shop = await Business.bind(carrier)
  const { status, body: mine } = await it.ask('POST', '/phones', { areaCode: '206' })
  assert.equal(status, 201)
  const live = await fetch(`${it.url}/phones/${encodeURIComponent(mine.number)}/live`)
  const told = frames(live)
  const sent = await it.ask('POST', `/phones/${encodeURIComponent(mine.number)}/send`, { to: '+12065550100', text: ' Hi \u0092 ' })
  assert.equal(sent.status, 202)
  assert.equal(sent.body.segments, 1)
  assert.equal((await told.next()).value?.state, 'sending')
  assert.equal((await told.next()).value?.state, 'delivered')
  assert.equal(shop.texts()[0]?.text, ' Hi \u0092 ')
  await shop.submit([shop.toPhone(mine.number, 'Hello!')])
  assert.equal((await told.next()).value?.text, 'Hello!')
  await told.return(undefined)
  const { body: page } = await it.ask('GET', `/phones/${encodeURIComponent(mine.number)}`)
  assert.deepEqual(
    page.bubbles.map(({ text }) => text),
    [' Hi \u0092 ', 'Hello!'],
  )
})

test('the ledger and the state tell the truth over HTTP', async () => {
  await using it = await open()
  const { body: mine } = await it.ask('POST', '/phones', { number: '+12125550142', name: 'Nobody in particular' })
  await it.ask('POST', `/phones/${mine.number}/send`, { to: 'tel:+12065550101', text: 'Hm' })
  const { body: ledger } = await it.ask('GET', '/ledger')
  assert.deepEqual(
    ledger.sent.map(({ from, to, text, ackedAt }) => ({ from, to, text, ackedAt })),
    [{ from: '+12125550142', to: '+12065550101', text: 'Hm', ackedAt: null }],
  )
  const { body: state } = await it.ask('GET', '/state')
  assert.deepEqual(state.ledger, { sent: 1, unacked: 1, heard: 0, dropped: 0 })
  assert.deepEqual(
    state.carriers.map(({ slug, links, unacked }) => ({ slug, links, unacked })),
    [
      { slug: 'meridian-mobile', links: 0, unacked: 0 },
      { slug: 'copperline', links: 0, unacked: 1 },
    ],
  )
})

test('a carrier is told to misbehave, and for how long', async () => {
  const clock = handClock(Date.UTC(2026, 0, 5, 12))
  await using it = await open(clock)
  const { body } = await it.ask('POST', '/carriers/copperline/behaviour', { answers: 'garbage', dropEveryS: 0 })
  assert.equal(body.behaviour.answers, 'garbage')
  await it.ask('POST', '/carriers/Copperline/behaviour', { answers: 'normal', throttleForS: 60 })
  const copperline = it.world.carriers[1]
  assert.equal(copperline?.behaviour.perSecond, 0)
  clock.forward(59_999)
  assert.equal(copperline?.behaviour.perSecond, 0)
  clock.forward(1)
  assert.equal(copperline?.behaviour.perSecond, null)
  assert.equal((await it.ask('POST', '/carriers/nobody/behaviour', {})).status, 404)
  assert.equal((await it.ask('POST', '/carriers/copperline/behaviour', { answers: 'rudely' })).status, 400)
})

test('scenarios start and stop by name', async () => {
  await using it = await open()
  assert.equal((await it.ask('POST', '/scenarios/storm', { perSecond: 10, seconds: 60, phones: 3 })).body.running.of, 600)
  assert.deepEqual((await it.ask('DELETE', '/scenarios/storm')).body, { stopped: true })
  assert.equal((await it.ask('POST', '/scenarios/earthquake')).status, 404)
})

test('the page comes with all it needs, and may be framed by the inbox alone', async () => {
  await using it = await open()
  const page = await fetch(`${it.url}/phone`)
  const html = await page.text()
  const policy = page.headers.get('content-security-policy') ?? ''
  assert.match(policy, /frame-ancestors 'self' http:\/\/127\.0\.0\.1:\* http:\/\/localhost:\* http:\/\/inbox\.example:8080$/)
  const asked = new Set<string>()
  const waiting = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => `/${path}`)
  for (let path = waiting.pop(); path; path = waiting.pop()) {
    if (asked.has(path)) continue
    asked.add(path)
    const file = await fetch(it.url + path)
    assert.equal(file.status, 200, path)
    const text = await file.text()
    for (const [, from] of text.matchAll(/^(?:import|export) [^'\n]*from '(\.[^']+)'/gm))
      waiting.push(new URL(from ?? '', `http://x${path}`).pathname)
  }
  assert.ok(asked.has('/phone/gsm/segment.ts') && asked.has('/phone/gsm/udh.ts'))
})

const strangers = [
  { headers: { host: 'evil.example' }, because: 'a name that was pointed at this machine' },
  { headers: { origin: 'http://evil.example' }, because: 'another site in the same browser' },
]

for (const { headers, because } of strangers) {
  test(`is closed to ${because}`, async () => {
    await using it = await open()
    const status = await new Promise((resolve) =>
      request(`${it.url}/phones`, { headers }, (answer) => resolve(answer.resume().statusCode)).end(),
    )
    assert.equal(status, 403)
  })
}

test('what no phone can send is refused in words', async () => {
  await using it = await open()
  const { body: mine } = await it.ask('POST', '/phones', {})
  const send = (to: string, text: string) => it.ask('POST', `/phones/${mine.number}/send`, { to, text })
  assert.deepEqual(await send('+12065550100', '😀'.repeat(9_000)).then(({ status, body }) => [status, body.error]), [
    422,
    'the text needs more than 255 segments',
  ])
  assert.equal((await send('+19995550100', 'Hi')).status, 422)
  assert.equal((await send('+12065550100', '')).status, 400)
  assert.equal((await it.ask('POST', '/phones/+12125550199/send', { to: '+12065550100', text: 'Hi' })).status, 404)
})

/** Whatever any of the routes says; each test asks only for what its own route promises. */
type Answered = {
  number: string
  segments: number
  error: string
  bubbles: { text: string }[]
  sent: Record<string, unknown>[]
  ledger: unknown
  carriers: Record<string, unknown>[]
  behaviour: { answers: string }
  running: { of: number }
}

type Told = { text: string; state: string }

async function* frames(answer: Response): AsyncGenerator<Told, undefined> {
  let rest = ''
  for await (const chunk of answer.body ?? []) {
    rest += Buffer.from(chunk).toString()
    const parts = rest.split('\n\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      const data = /^data: (.*)$/m.exec(part)?.[1]
      if (data) yield JSON.parse(data)
    }
  }
  return undefined
}
