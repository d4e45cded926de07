import { connect } from 'node:net'
import type { Random } from '../../simulator/random.ts'

/** HTTP that no library writes, straight onto the socket. */

/** Until the other side has hung up or said nothing for so long. */
const PATIENCE_MS = 300

const line = (text: string) => `${text}\r\n`
const host = line('Host: localhost')

type Make = (random: Random, key: string) => string
const makes: Make[] = [
  () => 'GARBAGE\r\n\r\n',
  () => '\0\0\0\0',
  () => `GET /v1/messages HTTP/9.9\r\n${host}\r\n`,
  () => `GET /v1/messages HTTP/1.0\r\n\r\n`,
  () => `GET /v1/messages HTTP/1.1\r\n\r\n`,
  () => `FROBNICATE /v1/messages HTTP/1.1\r\n${host}\r\n`,
  () => `get /v1/messages HTTP/1.1\r\n${host}\r\n`,
  () => `GET v1/messages HTTP/1.1\r\n${host}\r\n`,
  () => `GET http://[::1 HTTP/1.1\r\n${host}\r\n`,
  () => `GET //evil.invalid/v1/messages HTTP/1.1\r\n${host}\r\n`,
  () => `OPTIONS * HTTP/1.1\r\n${host}\r\n`,
  () => `CONNECT localhost:1 HTTP/1.1\r\n${host}\r\n`,
  () => `GET /v1/messages HTTP/1.1\r\n${host}${host}\r\n`,
  () => `GET /v1/messages HTTP/1.1\r\n${host}A b: c\r\n\r\n`,
  () => `GET /v1/messages HTTP/1.1\r\n${host}X: ${'y'.repeat(20_000)}\r\n\r\n`,
  () => `GET /v1/${'a'.repeat(20_000)} HTTP/1.1\r\n${host}\r\n`,
  () => `GET /v1/messages HTTP/1.1\r\n${host}${line('X: 1').repeat(3_000)}\r\n`,
  () => `GET /v1/messages HTTP/1.1\r\n${host}X: a\0b\r\n\r\n`,
  () => `GET /v1/messages?\ud83d HTTP/1.1\r\n${host}\r\n`,
  () => `GET /v1/messages HTTP/1.1\r\n${host}Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n`,
  () => `GET /v1/live HTTP/1.1\r\n${host}Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n\r\n`,
  () => `GET /v1/messages HTTP/1.1\r\n${host}Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMA\r\n\r\n`,
  () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  (_random, key) => post(key, 'Content-Length: 5\r\nContent-Length: 6\r\n', '{"a":1}'),
  (_random, key) => post(key, 'Content-Length: -1\r\n', '{}'),
  (_random, key) => post(key, 'Content-Length: 99999999999999999999\r\n', '{}'),
  (_random, key) => post(key, 'Content-Length: 2000000\r\n', '{}'),
  (_random, key) => post(key, 'Content-Length: 2\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n'),
  (_random, key) => post(key, 'Transfer-Encoding: chunked\r\n', 'zz\r\nhello\r\n0\r\n\r\n'),
  (_random, key) => post(key, 'Transfer-Encoding: gzip, chunked\r\n', '5\r\nhello\r\n0\r\n\r\n'),
  (_random, key) => post(key, 'Transfer-Encoding: chunked, identity\r\n', '5\r\nhello\r\n0\r\n\r\n'),
  (_random, key) => post(key, 'Transfer-Encoding: chunked\r\n', `ffffffffffffffff\r\n${'x'.repeat(100)}`),
  (_random, key) => post(key, 'Content-Length: 2\r\nExpect: 200-ok\r\n', '{}'),
  (_random, key) => post(key, 'Content-Length: 2\r\nExpect: 100-continue\r\n', '{}'),
  (_random, key) => post(key, 'Content-Length: 20\r\nContent-Encoding: gzip\r\n', 'not gzip at all 1234'),
  (_random, key) => post(key, 'Content-Length: 40\r\n', '{"to":'),
  (_random, key) => `${post(key, 'Content-Length: 2\r\n', '{}')}${post(key, 'Content-Length: 1\r\n', 'SMUGGLED')}`,
  (random) => String.fromCharCode(...Array.from({ length: random.between(1, 300) }, () => random.between(0, 255))),
]

const post = (key: string, headers: string, body: string): string =>
  `POST /v1/messages HTTP/1.1\r\n${host}Authorization: Bearer ${key}\r\nContent-Type: application/json\r\n${headers}\r\n${body}`

export type RawAnswer = { sent: string; status: number; head: string; body: string }

/** The first answer to it; status 0 where it only hung up or said nothing. */
export function sendRaw(port: number, random: Random, key: string): Promise<RawAnswer> {
  const sent = random.pick(makes)(random, key)
  return new Promise((resolve) => {
    let said = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.from(sent, 'latin1')))
    socket.setTimeout(PATIENCE_MS, () => socket.destroy())
    socket.on('error', () => {}) // reset: it hung up on us
    socket.on('data', (chunk) => {
      said += chunk.toString('latin1')
      if (isWhole(said)) socket.destroy()
    })
    socket.on('close', () => resolve({ sent, ...first(said.replace(/^HTTP\/1\.1 100 [\s\S]*?\r\n\r\n/, '')) }))
  })
}

const isWhole = (said: string): boolean => {
  const { head, body } = first(said)
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? Number.NaN)
  return body.length >= length
}

function first(said: string): { status: number; head: string; body: string } {
  const end = said.indexOf('\r\n\r\n')
  const head = end < 0 ? said : said.slice(0, end)
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? Number.POSITIVE_INFINITY)
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body: end < 0 ? '' : said.slice(end + 4, end + 4 + length) }
}
