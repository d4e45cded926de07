import assert from 'node:assert/strict'
import { test } from 'vitest'
import { cookieFor } from './cookie.ts'
import { isCrossSite, isJson } from './same-origin.ts'

const publicUrl = 'https://inbox.example.com'
const host = 'inbox.example.com'

const cases = [
  ['POST', { 'sec-fetch-site': 'same-origin' }, false, 'our own page asks'],
  ['POST', { 'sec-fetch-site': 'none' }, false, 'nobody’s page asks: the person did'],
  ['POST', { 'sec-fetch-site': 'cross-site' }, true, 'another site asks'],
  ['POST', { 'sec-fetch-site': 'same-site' }, true, 'a neighbour under the same domain asks'],
  ['POST', { 'sec-fetch-site': 'cross-site', origin: publicUrl }, true, 'the browser’s word on the site goes before the origin'],
  ['POST', { origin: 'https://evil.example', host }, true, 'an older browser names another origin'],
  ['POST', { origin: 'null', host }, true, 'a sandboxed frame has no origin'],
  ['POST', { origin: 'https://inbox.example.com', host }, false, 'an older browser names ours'],
  ['POST', { origin: publicUrl, host: '10.0.0.7:8080' }, false, 'a proxy in front changed the host'],
  ['POST', { origin: 'http://localhost:8080', host: 'localhost:8080' }, false, 'it is reached by another name than the public one'],
  ['POST', { origin: 'http://localhost:9999', host: 'localhost:8080' }, true, 'another port is another site'],
  ['POST', { host }, false, 'who sends neither is no browser'],
  ['DELETE', { 'sec-fetch-site': 'cross-site' }, true, 'every method that changes something counts'],
  ['GET', { 'sec-fetch-site': 'cross-site' }, false, 'following a link from elsewhere is fine'],
  ['GET', { 'sec-fetch-site': 'cross-site', upgrade: 'websocket' }, true, 'opening a socket from elsewhere is not'],
  ['GET', { origin: 'https://evil.example', host, upgrade: 'websocket' }, true, 'nor by an older browser'],
  ['GET', { origin: publicUrl, host, upgrade: 'websocket' }, false, 'our own page opens its socket'],
] as const

for (const [method, headers, crossSite, because] of cases) {
  test(`${crossSite ? 'refused' : 'let through'}: ${because}`, () => {
    assert.equal(isCrossSite({ method, headers, publicUrl }), crossSite)
  })
}

const contents = [
  [undefined, true, 'no body at all'],
  ['application/json', true, 'JSON'],
  ['application/json; charset=utf-8', true, 'JSON that says how it is written'],
  ['text/plain', false, 'what a form of another site can send'],
  ['application/x-www-form-urlencoded', false, 'a form'],
  ['multipart/form-data; boundary=x', false, 'a form with files'],
  ['application/jsonx', false, 'what only begins like JSON'],
] as const

for (const [type, ours, because] of contents) test(`${ours ? 'understood' : 'refused'}: ${because}`, () => assert.equal(isJson(type), ours))

test('over https the cookie is bound to this very host', () => {
  assert.deepEqual(cookieFor('session', publicUrl), {
    name: '__Host-tandem_session',
    options: { path: '/', httpOnly: true, sameSite: 'lax', secure: true },
  })
  assert.deepEqual(cookieFor('session', 'http://localhost:8080'), {
    name: 'tandem_session',
    options: { path: '/', httpOnly: true, sameSite: 'lax', secure: false },
  })
})
