import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, test } from 'vitest'
import { type HealthView, healthView } from '#src/app/health-view.ts'
import { listen, type Server } from '#src/protocols/smpp/server.ts'
import { status } from '#src/protocols/smpp/status.ts'
import { type Asked, type Business, hear, openBusiness, startAsked } from './support/app.ts'

/** What Tandem says of itself, to the operator's page, to a load balancer and to Prometheus, while it is well and while it is not. */

let asked: Asked
let shop: Business
let carrier: Server
beforeAll(async () => {
  asked = await startAsked()
  shop = await openBusiness(asked, 'shop', '+12125550100')
  carrier = await openCarrier(0)
  const settings = { host: '127.0.0.1', port: carrier.port, systemId: 'tandem', password: 'right', reconnectMinMs: 50 }
  const made = await asked.ask('POST', '/v1/links', { key: shop.key, body: { channel: 'smpp', name: 'East', settings } })
  assert.equal(made.status, 201, made.text)
})
afterAll(async () => {
  await carrier?.close(0)
  await asked?.[Symbol.asyncDispose]()
})

const openCarrier = (port: number): Promise<Server> => listen({ port }, { authenticate: () => status.ok, onRequests: () => {} })

const health = async (): Promise<HealthView> => {
  const answer = await asked.ask('GET', '/v1/health', { key: shop.key })
  assert.equal(answer.status, 200, answer.text)
  return healthView.parse(answer.json())
}
const behind = async (name: string): Promise<number | undefined> => (await health()).readers.find((it) => it.name === name)?.behind

/** As a load balancer on this machine sees the link. */
const ready = async () => {
  const answer = await asked.ask('GET', '/readyz', { key: shop.key })
  const said = answer.json() as { ready: boolean; database: string; links: { name: string; up: boolean; why: string | null }[] }
  return { status: answer.status, ...said, east: said.links.find(({ name }) => name === 'East') }
}
const figure = async (line: RegExp): Promise<string | undefined> =>
  line.exec((await asked.ask('GET', '/metrics', { key: shop.key })).text)?.[1]
const linkUp = () => figure(/^tandem_link_up\{workspace="\d+",link="East"\} (\d)$/m)
const searchBehind = () => figure(/^tandem_reader_behind\{reader="search"\} (\d+)$/m)

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 10_000
  while (!(await isSo())) {
    if (performance.now() > end) assert.fail(`it never came to that: ${what}`)
    await pause(25)
  }
}

test('all is well: the link is up, the readers have read everything, and each says so', async () => {
  await until('the link is up', async () => (await ready()).east?.up === true)
  await until('everything is read', async () => (await health()).readers.every((it) => it.behind === 0))
  const now = await health()
  assert.deepEqual(
    now.readers.map(({ name }) => name),
    ['search', 'keyword-answers', 'webhooks'],
  )
  assert.match(now.postgres, /^\d+\.\d+/)
  assert.equal(now.disk?.low, false)
  assert.equal(now.liveBrowsers, 0)
  assert.ok(Date.parse(now.startedAt) <= Date.now())
  const { status, ready: isReady, database, east } = await ready()
  assert.deepEqual(
    { status, isReady, database, east },
    { status: 200, isReady: true, database: 'ok', east: { name: 'East', up: true, why: null } },
  )
  assert.equal(await linkUp(), '1')
})

test('a link is down: it says why, and Tandem itself is ready all the same', async () => {
  const { port } = carrier
  await carrier.close(0)
  await until('the link is down', async () => (await ready()).east?.up === false)
  await until('and says why', async () => (await ready()).east?.why != null)
  const { status, ready: isReady } = await ready()
  assert.deepEqual({ status, isReady }, { status: 200, isReady: true })
  assert.equal(await linkUp(), '0')
  const answer = await asked.ask('GET', '/v1/links', { key: shop.key })
  const { items } = answer.json() as { items: { name: string; state: { up: boolean; why: string | null } }[] }
  assert.equal(items.find(({ name }) => name === 'East')?.state.up, false)

  carrier = await openCarrier(port)
  await until('the link is up again', async () => (await linkUp()) === '1')
  assert.equal((await ready()).east?.why, null)
})

test('a reader lags: it is said how far, the others go on, and it catches up', async () => {
  await asked.fresh.owner('revoke insert on postings from tandem_web')
  try {
    for (const text of ['one', 'two', 'three']) await hear(asked.app, shop, text)
    await until('the search index is three behind', async () => ((await behind('search')) ?? 0) >= 3)
    await until('the others are not', async () => (await behind('keyword-answers')) === 0 && (await behind('webhooks')) === 0)
    assert.ok(Number(await searchBehind()) >= 3)
    assert.equal((await ready()).ready, true)
  } finally {
    await asked.fresh.owner('grant insert on postings to tandem_web')
  }
  await until('it has caught up', async () => (await behind('search')) === 0 && (await searchBehind()) === '0')
  const found = await asked.ask('GET', '/v1/conversations?q=three', { key: shop.key })
  assert.equal((found.json() as { items: unknown[] }).items.length, 1)
})

test('it is the operator’s to know', async () => {
  assert.equal((await asked.ask('GET', '/v1/health')).status, 401)
  const key = await asked.keyWith(shop.workspaceId, ['messages:send'])
  assert.equal((await asked.ask('GET', '/v1/health', { key })).status, 403)
})
