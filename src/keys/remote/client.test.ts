import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, test } from 'vitest'
import type { DayKey, Keys } from '../source.ts'
import { openKeyServer } from './client.ts'
import { command, startReference, tls, withTls } from './for-tests/server.ts'

/** What every source does is in ../sources.test.ts. */

const plain = (day: number): DayKey => ({ day, bytes: Buffer.alloc(32, day) })
function keysIn(answer: { kind: string }): Buffer[] {
  assert.equal(answer.kind, 'keys')
  return (answer as Keys).keys as Buffer[]
}

describe('a key server that is not as it should be', () => {
  const url = { answer: '' }
  const reply = { status: 200, body: '' }
  const server = createServer((_, response) => void response.writeHead(reply.status, { location: 'http://127.0.0.1:1/' }).end(reply.body))
  beforeAll(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening')
    url.answer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => void server.close())

  const answers = [
    { because: '403 takes the key away', status: 403, body: '{}', kind: 'revoked' },
    { because: 'so does 410', status: 410, body: '', kind: 'revoked' },
    { because: '401 may be a token being changed', status: 401, body: '{}', kind: 'unavailable' },
    { because: '404 may be the wrong server', status: 404, body: '{}', kind: 'unavailable' },
    { because: '429 is a moment', status: 429, body: '{}', kind: 'unavailable' },
    { because: '500 is a moment', status: 500, body: 'oops', kind: 'unavailable' },
    { because: 'nobody is sent elsewhere with a token', status: 302, body: '', kind: 'unavailable' },
    { because: 'a page for people is no answer', status: 200, body: '<html>', kind: 'unavailable' },
    { because: 'one key for two is no answer', status: 200, body: '{"keys":["AAAA"]}', kind: 'unavailable' },
    { because: 'what is not base64 is no key', status: 200, body: '{"keys":["é","é"]}', kind: 'unavailable' },
    { because: 'an endless answer is cut off', status: 200, body: `{"keys":["${'A'.repeat(1_100_000)}"]}`, kind: 'unavailable' },
  ]
  for (const { because, status, body, kind } of answers) {
    test(`${kind}: ${because}`, async () => {
      Object.assign(reply, { status, body })
      await using source = openKeyServer({ url: url.answer, token: 'x' })
      assert.equal((await source.unwrap(7, [plain(1), plain(2)])).kind, kind)
      assert.equal((await source.standing([7])).get(7)?.kind, kind)
    })
  }

  test('unavailable: nobody is there', async () => {
    await using source = openKeyServer({ url: 'http://127.0.0.1:1', token: 'x' })
    assert.equal((await source.unwrap(7, [plain(1)])).kind, 'unavailable')
    assert.equal((await source.standing([7])).get(7)?.kind, 'unavailable')
  })

  for (const bad of ['http://keys.example.com', 'http://10.0.0.1:8420', 'http://127.0.0.1.example.com', 'ftp://localhost', 'keys', '']) {
    test(`refused at the start: ${bad || 'nothing'}`, () => assert.throws(() => openKeyServer({ url: bad, token: 'x' }), /https/))
  }
})

describe('the reference server', () => {
  test('lets nobody in without the token, and writes down who had which days', async () => {
    await using reference = await startReference()
    const asked = await fetch(`${reference.url}/v1/keys/7/unwrap`, { method: 'POST', body: '{}', headers: { authorization: 'Bearer no' } })
    assert.equal(asked.status, 401)
    await using source = openKeyServer(reference)
    await source.begin(7)
    const [key] = keysIn(await source.wrap(7, [plain(20_778)]))
    await source.unwrap(7, [{ day: 20_778, bytes: key! }])
    const last = JSON.parse(readFileSync(join(reference.folder, 'audit.log'), 'utf8').trim().split('\n').at(-1)!)
    assert.deepEqual({ ...last, at: '', from: '' }, { at: '', what: 'unwrap', workspace: 7, days: [20_778], from: '', opened: 1 })
  })

  test('serves no other machine without TLS', async () => {
    await assert.rejects(startReference(['--host', '0.0.0.0']), /did not start/)
  })

  test('is not believed under a certificate nobody vouches for, and believes nobody without one', async () => {
    await using reference = await startReference(withTls)
    await using stranger = openKeyServer(reference)
    assert.equal((await stranger.begin(7)).kind, 'unavailable')
    await using without = openKeyServer({ ...reference, tls: { ca: tls.ca } })
    assert.equal((await without.begin(7)).kind, 'unavailable')
  })

  test('a person sees and says which keys are away', async () => {
    await using reference = await startReference()
    await using source = openKeyServer(reference)
    await source.begin(7)
    await source.begin(8)
    assert.match(command(reference.folder, 'revoke', '8'), /Workspace 8 is revoked/)
    assert.equal(command(reference.folder, 'list'), '7\tok\n8\trevoked\n')
    assert.equal((await source.begin(8)).kind, 'revoked')
    assert.match(command(reference.folder, 'restore', '8'), /Workspace 8 is restored/)
    assert.throws(() => command(reference.folder, 'revoke', '99'), /no key of workspace 99/)
    assert.throws(() => command(reference.folder, 'revoke'), /Which workspace/)
    assert.throws(() => command(reference.folder, 'sing'), /There is no "sing"/)
  })
})
