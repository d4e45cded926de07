import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { Problem } from './problem.ts'

/** What is answered to bytes that never become a request: problems too, so that whoever reads our answers reads one kind. */

const MEDIA = 'application/problem+json'

/** Node could not read the request; the connection is of no use after it. */
export function answerUnreadable({ code, rawPacket }: Error & { code?: string; rawPacket?: unknown }, socket: Socket): void {
  if (code === 'ECONNRESET' || socket.destroyed) return
  const bodiless = Buffer.isBuffer(rawPacket) && rawPacket.toString('latin1', 0, 5) === 'HEAD '
  hangUp(problems[code ?? '']?.() ?? unreadable(), socket, bodiless)
}

/** It wanted to become a web socket and did not know how. */
export function answerBadUpgrade({ message }: Error, socket: Duplex): void {
  hangUp(
    new Problem(400, 'bad_upgrade', 'This connection cannot become a web socket.', {
      remedy: 'Look at what your client sends.',
      detail: message,
    }),
    socket as Socket,
  ) // `as`: HTTP upgrades nothing else here
}

function hangUp({ body }: Problem, socket: Socket, bodiless = false): void {
  const json = bodiless ? '' : JSON.stringify(body)
  const status = `HTTP/1.1 ${body.status} ${STATUS_CODES[body.status]}`
  const headers = [`Content-Type: ${MEDIA}`, `Content-Length: ${Buffer.byteLength(json)}`, 'Connection: close']
  if (socket.writable) socket.write([status, ...headers, '', json].join('\r\n'))
  socket.destroySoon()
}

/** spec: RFC 9110 §10.1.1: nothing but 100-continue may be expected of us. */
export function answerExpectation(_request: IncomingMessage, response: ServerResponse): void {
  const { body } = new Problem(417, 'expectation_failed', 'What the Expect header asks for is not known here.', { remedy: 'Leave it out.' })
  const json = JSON.stringify(body)
  response.writeHead(body.status, { 'content-type': MEDIA, 'content-length': Buffer.byteLength(json) }).end(json)
}

const unreadable = () => new Problem(400, 'unreadable', 'This is not an HTTP request.', { remedy: 'Look at what your client sends.' })

const problems: Record<string, () => Problem> = {
  HPE_HEADER_OVERFLOW: () =>
    new Problem(431, 'headers_too_large', 'The address and the headers are too long together.', {
      remedy: 'Leave out headers and cookies that are not needed here.',
    }),
  ERR_HTTP_REQUEST_TIMEOUT: () => new Problem(408, 'too_slow', 'The request did not come within its time.', { remedy: 'Send it again.' }),
}
