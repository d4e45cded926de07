import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, test } from 'vitest'
import { guarded, NotPublic, openFetch } from './fetch.ts'
import { isPublic } from './public-address.ts'

let calls = 0
const server = createServer((request, response) => {
  calls += 1
  if (request.url === '/redirect') return response.writeHead(302, { location: '/' }).end()
  if (request.url === '/long') return response.end('x'.repeat(2_000_000))
  return response.end('here')
})
let port = 0
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

type Found = { address: string; family: 4 | 6 }[]
/** A name server that says what it is told to, each time the next. */
const saying = (...answers: Found[]) => {
  let asked = 0
  const resolve = (_host: string, _options: object, done: (error: Error | null, found: Found) => void) =>
    done(null, answers[Math.min(asked++, answers.length - 1)] ?? [])
  return Object.assign(resolve, { asked: () => asked })
}
const loopback: Found = [{ address: '127.0.0.1', family: 4 }]
const elsewhere: Found = [{ address: '203.0.114.1', family: 4 }]

const why = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'went through'
  } catch (error) {
    const { cause } = error as { cause?: unknown }
    return cause instanceof Error ? cause.name : String(error)
  }
}

const hosts = [
  ['127.0.0.1', 'loopback'],
  ['[::1]', 'loopback'],
  ['[::ffff:127.0.0.1]', 'IPv4 in disguise'],
  ['[::ffff:7f00:1]', 'the same in hexadecimal'],
  ['0.0.0.0', 'this host'],
  ['0', 'the same, shortest'],
  ['2130706433', 'decimal'],
  ['0x7f000001', 'hexadecimal'],
  ['017700000001', 'octal'],
  ['0177.0.0.1', 'octal in parts'],
  ['127.1', 'short'],
  ['169.254.169.254', 'the cloud'],
  ['①②⑦.⓪.⓪.①', 'in circles, which URLs read as digits'],
  ['127.0.0.1.', 'with a last dot'],
] as const
for (const [host, because] of hosts)
  test(`http://${host}/ is not called: ${because}`, async () => {
    await using out = openFetch({ allowPrivate: false })
    const before = calls
    assert.equal(await why(out.fetch(`http://${host}:${port}/`)), 'NotPublic')
    assert.equal(calls, before)
  })

test('a name that leads to us is not followed', async () => {
  await using out = openFetch({ allowPrivate: false, resolve: saying(loopback) })
  assert.equal(await why(out.fetch(`http://inbox.example:${port}/`)), 'NotPublic')
})

test('nor one that leads to us among others', async () => {
  await using out = openFetch({ allowPrivate: false, resolve: saying([...elsewhere, ...loopback]) })
  assert.equal(await why(out.fetch(`http://inbox.example:${port}/`)), 'NotPublic')
})

test('a name that is elsewhere when it is checked and here a moment later: it is asked once, and what was checked is what is called', async () => {
  const names = saying(elsewhere, loopback)
  const asked = () =>
    new Promise((done) => guarded(names, isPublic)('inbox.example', { all: true }, (error, found) => done(error ?? found)))
  assert.deepEqual([await asked(), names.asked()], [elsewhere, 1])
  assert.ok((await asked()) instanceof NotPublic)
})

test('a redirect is an answer, not an order', async () => {
  await using out = openFetch({ allowPrivate: true })
  const before = calls
  const answer = await out.fetch(`http://127.0.0.1:${port}/redirect`)
  assert.deepEqual([answer.status, calls - before], [302, 1])
})

test('where the operator allows it, private addresses are called', async () => {
  await using out = openFetch({ allowPrivate: true, resolve: saying(loopback) })
  assert.equal(await (await out.fetch(`http://inbox.example:${port}/`)).text(), 'here')
})

test('an endless answer is cut off', async () => {
  await using out = openFetch({ allowPrivate: true })
  const answer = await out.fetch(`http://127.0.0.1:${port}/long`)
  await assert.rejects(answer.text())
})
