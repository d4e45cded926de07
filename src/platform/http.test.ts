import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, test } from 'vitest'
import { z } from 'zod'
import { CannotStart } from './cannot-start.ts'
import { DbUnavailable } from './db-errors.ts'
import { listen, openHttp } from './http.ts'
import { openLog } from './log.ts'
import { Problem } from './problem.ts'

const log = openLog('silent')

const webFolder = mkdtempSync(join(tmpdir(), 'tandem-web-'))
mkdirSync(join(webFolder, 'assets'))
writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>Tandem</title>')
writeFileSync(join(webFolder, 'assets', 'main-abc123.js'), 'export {}')
writeFileSync(join(webFolder, '.build-stamp'), 'abc')
afterAll(() => rmSync(webFolder, { recursive: true }))

async function app() {
  const it = await openHttp({ log, webFolder, publicUrl: 'https://tandem.example', health: async () => ({ database: 'ok' }) })
  it.post('/v1/things', { schema: { body: z.object({ name: z.string(), more: z.unknown().optional() }) } }, async () => ({ made: true }))
  it.get('/v1/refused', async () => {
    throw new Problem(409, 'name_taken', 'The name is taken.', { remedy: 'Choose another.' })
  })
  it.get('/v1/gone', async () => {
    throw new DbUnavailable(new Error('secret words'))
  })
  it.get('/v1/bug', async () => {
    throw new Error('secret words')
  })
  return it
}

const problems = [
  [{ method: 'GET', url: '/v1/refused' }, 409, 'name_taken', 'a route says no'],
  [{ method: 'GET', url: '/v1/gone' }, 503, 'database_unavailable', 'the database is gone'],
  [{ method: 'GET', url: '/v1/bug' }, 500, 'internal', 'a bug says nothing about itself'],
  [{ method: 'GET', url: '/v1/nothing' }, 404, 'not_found', 'there is nothing'],
  [{ method: 'GET', url: '/v1/nothing', headers: { accept: 'text/html' } }, 404, 'not_found', 'the API never answers with the web app'],
  [
    { method: 'GET', url: '/assets/main-old.js', headers: { accept: 'text/html' } },
    404,
    'not_found',
    'a file that is gone is not the web app',
  ],
  [{ method: 'GET', url: '/.build-stamp' }, 404, 'not_found', 'hidden files stay hidden'],
  [{ method: 'GET', url: '/../package.json' }, 404, 'not_found', 'nothing outside the folder'],
  [{ method: 'POST', url: '/v1/things', payload: { name: 5 } }, 400, 'invalid_request', 'a field is wrong'],
  [{ method: 'POST', url: '/v1/things', payload: '{', headers: { 'content-type': 'application/json' } }, 400, 'invalid_json', 'no JSON'],
  [
    { method: 'POST', url: '/v1/things', payload: 'a', headers: { 'content-type': 'text/x' } },
    415,
    'unsupported_media_type',
    'no JSON at all',
  ],
  [{ method: 'POST', url: '/v1/things', payload: { name: 'x'.repeat(1_100_000) } }, 413, 'too_large', 'too much'],
] as const

for (const [request, status, code, because] of problems) {
  test(`a problem: ${because}`, async () => {
    const answer = await (await app()).inject(request)
    assert.equal(answer.headers['content-type'], 'application/problem+json')
    const body = answer.json()
    assert.deepEqual([answer.statusCode, body.status, body.code], [status, status, code])
    assert.equal(body.requestId, answer.headers['x-request-id'])
    assert.ok(body.title.length > 5 && body.remedy.length > 5 && !answer.body.includes('secret'))
  })
}

test('JSON that is announced and empty is no body', async () => {
  const it = await app()
  it.delete('/v1/things', async ({ body }) => ({ body: body ?? null }))
  const headers = { 'content-type': 'application/json' }
  const gone = await it.inject({ method: 'DELETE', url: '/v1/things', headers, payload: '' })
  assert.deepEqual([gone.statusCode, gone.json()], [200, { body: null }])
  const missing = await it.inject({ method: 'POST', url: '/v1/things', headers, payload: '' })
  assert.deepEqual([missing.statusCode, missing.json().detail], [400, 'body: is missing'])
})

test('a validation problem names the field', async () => {
  const answer = await (await app()).inject({ method: 'POST', url: '/v1/things', payload: { name: 5 } })
  assert.deepEqual([answer.json().detail, answer.json().fields], ['name: must be a text', [{ path: 'name', message: 'must be a text' }]])
})

for (const name of ['a\0b', '\ud83d', 'x\udfff'])
  test(`a text that cannot be kept is not taken: ${JSON.stringify(name)}`, async () => {
    const answer = await (await app()).inject({ method: 'POST', url: '/v1/things', payload: { name } })
    assert.equal(answer.statusCode, 400)
    assert.equal(answer.json().fields[0].path, 'name')
  })

test('a tower of brackets is not climbed', async () => {
  const payload = `{"name":"a","more":${'['.repeat(50_000)}${']'.repeat(50_000)}}`
  const answer = await (await app()).inject({ method: 'POST', url: '/v1/things', payload, headers: { 'content-type': 'application/json' } })
  assert.equal(answer.statusCode, 400)
})

test('a method that is not for an address is told which are', async () => {
  const it = await app()
  it.get('/v1/things/:id', async () => ({}))
  const answer = await it.inject({ method: 'PUT', url: '/v1/things/5?x=1', payload: {} })
  assert.deepEqual([answer.statusCode, answer.json().code, answer.headers['allow']], [405, 'method_not_allowed', 'GET, HEAD'])
  assert.equal((await it.inject({ method: 'PUT', url: '/v1/things/5/6' })).statusCode, 404)
  assert.equal((await it.inject({ method: 'GET', url: '/v1/things' })).headers['allow'], 'POST')
})

test('what is not known is not taken, in bodies and in queries', async () => {
  const it = await app()
  it.get('/v1/list', { schema: { querystring: z.object({ limit: z.coerce.number().optional() }) } }, async () => ({}))
  const body = await it.inject({ method: 'POST', url: '/v1/things', payload: { name: 'a', foo: 1 } })
  assert.deepEqual([body.statusCode, body.json().detail], [400, 'foo: is not known here'])
  const query = await it.inject('/v1/list?limit=1&foo=bar')
  assert.deepEqual([query.statusCode, query.json().detail], [400, 'query foo: is not known here'])
  const none = await it.inject('/v1/bug?foo=bar')
  assert.deepEqual([none.statusCode, none.json().fields[0].path], [400, 'foo'], 'where a route says nothing of its query')
})

test('healthz tells what it is told', async () => {
  const answer = await (await app()).inject('/healthz')
  assert.deepEqual(answer.json(), { status: 'ok', database: 'ok' })
})

test('every page is the web app, asked about each time; its parts are kept for ever', async () => {
  const it = await app()
  const page = await it.inject({ url: '/w/1/inbox?x=1', headers: { accept: 'text/html' } })
  assert.deepEqual([page.statusCode, page.headers['cache-control']], [200, 'no-cache'])
  assert.match(page.body, /<title>Tandem/)
  const asset = await it.inject('/assets/main-abc123.js')
  assert.deepEqual([asset.statusCode, asset.headers['cache-control']], [200, 'public, max-age=31536000, immutable'])
})

test('only what comes from here runs here', async () => {
  const { headers } = await (await app()).inject({ url: '/', headers: { accept: 'text/html' } })
  assert.match(String(headers['content-security-policy']), /default-src 'none';script-src 'self';/)
  assert.match(String(headers['content-security-policy']), /connect-src 'self' wss:\/\/tandem\.example/)
  assert.match(String(headers['strict-transport-security']), /max-age/)
})

test('without a web app there is still a server', async () => {
  const it = await openHttp({ log, webFolder: join(webFolder, 'none') })
  assert.equal((await it.inject({ url: '/', headers: { accept: 'text/html' } })).statusCode, 404)
})

test('a taken port is one sentence', async () => {
  const [first, second] = [await openHttp({ log }), await openHttp({ log })]
  const port = Number(new URL(await listen(first, { host: '127.0.0.1', port: 0 })).port)
  await assert.rejects(
    listen(second, { host: '127.0.0.1', port }),
    (error) => error instanceof CannotStart && error.message.startsWith(`Port ${port} is taken`),
  )
  await assert.rejects(listen(await openHttp({ log }), { host: '192.0.2.1', port: 0 }), CannotStart)
  await first.close()
})

const wire = [
  ['GARBAGE\r\n\r\n', 400, 'unreadable', 'it is no HTTP'],
  [`GET / HTTP/1.1\r\nHost: a\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`, 431, 'headers_too_large', 'it is too long'],
  ['GET /healthz HTTP/1.1\r\n\r\n', 400, 'no_host', 'it says not whom it asks'],
  ['GET /v1/%zz HTTP/1.1\r\nHost: a\r\n\r\n', 400, 'bad_address', 'the address is not encoded'],
  ['POST /v1/things HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\nContent-Length: 0\r\n\r\n', 417, 'expectation_failed', 'it expects too much'],
] as const

for (const [bytes, status, code, because] of wire)
  test(`a problem before there is a request: ${because}`, async () => {
    const it = await app()
    const said = await sayTo(await listen(it, { host: '127.0.0.1', port: 0 }), bytes)
    await it.close()
    assert.match(said, new RegExp(`^HTTP/1.1 ${status} `))
    assert.match(said, /content-type: application\/problem\+json/i)
    assert.match(said, new RegExp(`"code":"${code}"`))
  })

test('who asks for the head alone gets no body, whatever is wrong', async () => {
  const it = await app()
  const said = await sayTo(
    await listen(it, { host: '127.0.0.1', port: 0 }),
    `HEAD / HTTP/1.1\r\nHost: a\r\nX: ${'y'.repeat(20_000)}\r\n\r\n`,
  )
  await it.close()
  assert.match(said, /^HTTP\/1.1 431 [\s\S]*\r\n\r\n$/)
})

async function sayTo(url: string, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes))
  let said = ''
  for await (const chunk of socket) {
    said += chunk
    if (said.includes('}')) break
  }
  return said
}
