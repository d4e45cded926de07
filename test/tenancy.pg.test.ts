import assert from 'node:assert/strict'
import fc from 'fast-check'
import { afterAll, beforeAll, test } from 'vitest'
import { WebSocket } from 'ws'
import { laneCount, laneOf } from '#src/platform/events.ts'
import type { Described } from '#src/platform/openapi.ts'
import { allScopes } from '#src/workspaces/api-keys/scopes.ts'
import { createWorkspace } from '#src/workspaces/store.ts'
import { type Asked, type Business, hear, openBusiness, startAsked } from './support/app.ts'
import { arbitraryOf, type Pools } from './support/arbitrary.ts'
import { conformsTo } from './support/conform.ts'

/**
 * Random requests over every route with one business's key and session never show a byte of another's, and never change one; nor do the
 * streams, nor its webhooks. Routes are those that are registered, so a new one is asked from the day it is there. What is answered is
 * also held to the description of the API.
 */

let asked: Asked
let ours: Business
let theirs: Business
/** Whatever only they have: the mark in their texts, their numbers, and every id of theirs. */
let secrets: string[]
let requests: fc.Arbitrary<Request>
let conforms: ReturnType<typeof conformsTo>

type Request = { name: string; path: string; body: unknown; type: string | undefined; by: 'key' | 'cookie' }

beforeAll(async () => {
  asked = await startAsked()
  ours = await openBusiness(asked, 'applecart', '+12125550100')
  // so that both stand in one lane of the log, where they could be mixed up
  for (let n = 1; n < laneCount; n++) await createWorkspace(asked.fresh.db, { name: 'between', timeZone: 'America/New_York', demo: false })
  theirs = await openBusiness(asked, 'zebrafish', '+13105550142')
  assert.equal(laneOf(theirs.workspaceId), laneOf(ours.workspaceId))
  await settled()
  const theirIds = await idsOf(theirs.workspaceId)
  const ourIds = await idsOf(ours.workspaceId)
  assert.ok(theirIds.length >= 15, `${theirIds.length} ids`)
  secrets = [theirs.mark, '13105550142', theirs.key, ...theirIds]
  const pools: Pools = {
    uuids: [...theirIds, ...ourIds],
    texts: [
      '+12125550199',
      '+12125550100',
      'tel:+12125550100',
      'said',
      'a',
      '',
      '1900',
      'blocked',
      ours.mark,
      "'; drop table messages; --",
    ],
    byName: {
      wait: [0],
      scopes: [allScopes, ['messages:read']],
      channel: ['smpp'],
      settings: [{ host: '127.0.0.1', port: 9, systemId: 'x', password: 'y', reconnectMinMs: 60_000 }, {}],
      url: [`${asked.receiver.url}/applecart`],
      after: [0, 5, null],
      list: ['do_not_originate', 'blocked'],
      clientId: Array.from({ length: 50 }, (_, n) => `01a1ffb6-0000-7000-8000-0000000000${10 + n}`),
    },
  }
  const document = (await asked.ask('GET', '/v1/openapi.json')).json()
  conforms = conformsTo(document)
  requests = fc.oneof(...routesToAsk().map((route) => requestTo(route, pools)))
}, 120_000)
afterAll(() => asked?.[Symbol.asyncDispose]())

/** All that are described; of the others those that only read, because the door would put us out. */
const routesToAsk = (): Described[] =>
  asked.app.routes().filter(({ method, url, schema }) => (!schema.hide || method === 'GET') && url !== '/v1/live')

function requestTo(route: Described, pools: Pools): fc.Arbitrary<Request> {
  const { method, url, schema } = route
  const given = (of: Described['schema']['body'], otherwise: unknown) => (of ? arbitraryOf(of, pools) : fc.constant(otherwise))
  return fc
    .record({
      params: given(schema.params, {}),
      query: given(schema.querystring, {}),
      body: given(schema.body, undefined),
      by: fc.constantFrom('key', 'cookie'),
    })
    .map(({ params, query, body, by }) => {
      const path = url.replaceAll(/:(\w+)/g, (_, name: string) =>
        encodeURIComponent(String((params as Record<string, unknown>)[name] ?? 'x')),
      )
      const search = new URLSearchParams(Object.entries(query as object).map(([name, value]) => [name, String(value)]))
      const upload = schema.upload?.[0]
      return {
        name: `${method} ${url}`,
        path: `${path}?${search}`,
        body: upload ? '+1900,note\n' : body,
        type: upload,
        by: by as 'key' | 'cookie',
      } // `as`: one of the two
    })
}

/** Every uuid in every row of a workspace, whatever the table. */
async function idsOf(workspaceId: number): Promise<string[]> {
  const columns = await asked.fresh.owner<{ table_name: string; column_name: string }>(
    `select c.table_name, c.column_name from information_schema.columns c
     join information_schema.columns w on w.table_name = c.table_name and w.table_schema = 'public' and w.column_name = 'workspace_id'
     join information_schema.tables t on t.table_name = c.table_name and t.table_schema = 'public' and t.table_type = 'BASE TABLE'
     where c.table_schema = 'public' and c.data_type = 'uuid'`,
  )
  const found = new Set<string>()
  for (const { table_name, column_name } of columns) {
    const rows = await asked.fresh.owner<{ id: string | null }>(
      `select distinct ${column_name}::text as id from ${table_name} where workspace_id = $1 limit 20`,
      [workspaceId],
    )
    for (const { id } of rows) if (id) found.add(id)
  }
  return [...found]
}

/** All rows of a workspace, in one line a table. */
async function everythingOf(workspaceId: number): Promise<Record<string, string>> {
  const tables = await asked.fresh.owner<{ table_name: string }>(
    `select table_name from information_schema.columns join information_schema.tables t using (table_schema, table_name)
     where table_schema = 'public' and column_name = 'workspace_id' and t.table_type = 'BASE TABLE'`,
  )
  const all: Record<string, string> = {}
  for (const { table_name } of tables) {
    const [row] = await asked.fresh.owner<{ all: string | null }>(
      `select string_agg(t::text, E'\\n' order by t::text) as all from ${table_name} t where workspace_id = $1`,
      [workspaceId],
    )
    all[table_name] = row?.all ?? ''
  }
  return all
}

/** Nothing of theirs is under way any more: their webhook has been told, their names are indexed. */
async function settled(): Promise<void> {
  for (let before = ''; ; ) {
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    const now = JSON.stringify(await everythingOf(theirs.workspaceId))
    if (now === before) return
    before = now
  }
}

const ask = ({ name, path, body, type, by }: Request) =>
  asked.ask(name.split(' ')[0]!, path, {
    ...(by === 'key' ? { key: ours.key } : { cookie: ours.cookie }),
    ...(body !== undefined && { body }),
    ...(type && { type }),
  })

/** What an answer may say of theirs: only what was asked by name. */
function leaks(text: string, request: string): string[] {
  const said = text.toLowerCase()
  const given = request.toLowerCase()
  return secrets.filter((secret) => said.includes(secret.toLowerCase()) && !given.includes(secret.toLowerCase()))
}

test('streams and webhooks of ours tell nothing of theirs, while much happens there', { timeout: 60_000 }, async () => {
  const address = await asked.app.http.listen({ port: 0, host: '127.0.0.1' })
  const events = new AbortController()
  let streamed = ''
  const reading = (async () => {
    const answer = await fetch(`${address}/v1/events?after=0`, {
      headers: { authorization: `Bearer ${ours.key}`, accept: 'text/event-stream' },
      signal: events.signal,
    })
    for await (const chunk of answer.body!) streamed += Buffer.from(chunk).toString()
  })().catch(() => undefined) // it is ended below
  let lived = ''
  const socket = new WebSocket(`${address.replace('http', 'ws')}/v1/live?after=0`, { headers: { cookie: ours.cookie, origin: address } })
  socket.on('message', (words) => {
    lived += String(words)
  })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))

  const line = { linkId: ours.linkId, number: ours.number }
  await asked.ask('POST', '/v1/webhooks', { key: ours.key, body: { url: `${asked.receiver.url}/streamed`, after: 0 } })
  for (let n = 0; n < 20; n++) {
    await hear(asked.app, theirs, `zebrafish ${n}`)
    await asked.ask('POST', '/v1/messages', { key: theirs.key, body: { to: '+12125550199', text: `zebrafish answers ${n}` } })
    await asked.ask('PATCH', `/v1/links/${theirs.linkId}`, { key: theirs.key, body: { name: `zebrafish link ${n}` } })
    await hear(asked.app, line, `applecart ${n}`)
  }
  const told = () => (asked.receiver.told.get('/streamed') ?? []).join('')
  for (let waited = 0; waited < 100 && !(told().includes('applecart 19') && streamed.includes('applecart')); waited++)
    await new Promise((resolve) => setTimeout(resolve, 100))
  events.abort()
  socket.terminate()
  await reading
  assert.ok(streamed.length > 1_000 && lived.length > 1_000 && told().length > 1_000, `${streamed.length} ${lived.length} ${told().length}`)
  for (const [name, text] of Object.entries({
    streamed,
    lived,
    webhook: told(),
    ours: (asked.receiver.told.get('/applecart') ?? []).join(''),
  }))
    assert.deepEqual([name, leaks(text, '')], [name, []])
  assert.ok((asked.receiver.told.get('/zebrafish') ?? []).join('').includes('zebrafish 19'), 'their own webhook hears of it')
})

const runs = Number(process.env['TENANCY_RUNS'] ?? 800)

test('random requests of ours show and change nothing of theirs, and are answered as described', { timeout: 240_000 }, async () => {
  await settled()
  const before = await everythingOf(theirs.workspaceId)
  const routes = new Map(routesToAsk().map((route) => [`${route.method} ${route.url}`, route]))
  const answered = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(requests, async (request) => {
      if (request.name === 'DELETE /v1/keys/:id') return // it would end the key that asks
      const { method, url, schema } = routes.get(request.name)!
      const answer = await ask(request)
      assert.deepEqual(leaks(answer.text + JSON.stringify(answer.headers), request.path + JSON.stringify(request.body ?? '')), [])
      assert.ok(answer.status !== 500, `${method} ${request.path} ${JSON.stringify(request.body)}: ${answer.text}`)
      assert.ok(schema.hide || (answer.status !== 429 && answer.status !== 401), answer.text)
      if (!schema.hide) assert.equal(conforms(method, url, answer.status, String(answer.headers['content-type'] ?? ''), answer.text), null)
      const name = `${method} ${url} ${answer.status < 300 ? 'good' : 'refused'}`
      answered.set(name, (answered.get(name) ?? 0) + 1)
    }),
    { numRuns: runs, endOnFailure: true },
  )
  assert.deepEqual(await everythingOf(theirs.workspaceId), before)
  const good = [...answered.keys()].filter((name) => name.endsWith('good'))
  assert.ok(good.length >= 25, `only these ever went through: ${good.join(', ')}`)
})

test('every id of theirs, put into every route of ours, finds nothing', { timeout: 120_000 }, async () => {
  const before = await everythingOf(theirs.workspaceId)
  const withIds = routesToAsk().filter(({ url }) => url.includes(':'))
  const ids = [...secrets.filter((it) => /^[\da-f-]{36}$/.test(it)), encodeURIComponent(theirs.number)]
  for (const route of withIds) {
    const [{ body, type } = { body: undefined, type: undefined }] = fc.sample(requestTo(route, { uuids: ids, texts: ['a'] }), {
      numRuns: 1,
      seed: 1,
    })
    for (const id of ids) {
      if (route.url === '/v1/policies/lists/:list') continue // it has no ids
      const path = route.url.replaceAll(/:(\w+)/g, (_, name: string) => (name === 'list' ? 'blocked' : id))
      const answer = await ask({ name: route.method, path, body, type, by: 'key' })
      assert.ok(answer.status >= 400 && answer.status < 500, `${route.method} ${path}: ${answer.status} ${answer.text}`)
      assert.deepEqual(leaks(answer.text, path + JSON.stringify(body ?? '')), [])
    }
  }
  assert.deepEqual(await everythingOf(theirs.workspaceId), before)
})
