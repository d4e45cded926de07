import { once } from 'node:events'
import { connect as connectTcp, createServer, type Socket } from 'node:net'
import { bind, bindResp, submitSm } from '#src/protocols/smpp/build.ts'
import { type ClientSession, connect } from '#src/protocols/smpp/client.ts'
import { decode } from '#src/protocols/smpp/decode.ts'
import { encode } from '#src/protocols/smpp/encode.ts'
import { Framer } from '#src/protocols/smpp/frames.ts'
import type { Pdu } from '#src/protocols/smpp/pdu.ts'
import { listen } from '#src/protocols/smpp/server.ts'
import type { Random } from '../simulator/random.ts'
import { until } from '../test/whole/support/until.ts'
import { goodAnswer } from './fuzz-smpp-session.ts'
import { malformed } from './support/malformed-pdus.ts'
import type { Troubles } from './support/troubles.ts'

/** The same over real sockets: broken off, half-closed, many at once; and afterwards a good peer is served as if nothing had been. */

const AT_ONCE = 8
const EACH = 100
const TARGET = { host: '127.0.0.1', bind: { systemId: 'us', password: 'secret' } }

/** Malformed PDUs at our server. */
export async function tortureServer(random: Random, troubles: Troubles, most: number): Promise<{ fed: number; sessions: number }> {
  await using server = await listen(
    { port: 0, timers: { pduReadMs: 500 } },
    { authenticate: () => 0, onRequests: (_session, pdus, answer) => answer(pdus.map(() => ({ messageId: 'a' }))) },
  )
  let [fed, sessions] = [0, 0]
  const bad = async () => {
    while (fed < most) {
      fed += EACH
      sessions += 1
      await badClient(server.port, random)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, bad))
  await until('no session of the bad ones is left', () => server.sessions.size === 0, { withinMs: 5_000 }).catch((error) =>
    troubles.add('a session is left', () => String(error)),
  )
  if (!(await answersAGoodOne(server.port))) troubles.add('the server does not serve a good client afterwards', () => '')
  return { fed, sessions }
}

async function badClient(port: number, random: Random): Promise<void> {
  const socket = connectTcp(port, '127.0.0.1')
  socket.on('error', () => {}) // it may be hung up on
  socket.resume()
  const closed = new Promise((resolve) => socket.once('close', resolve))
  if (random.chance(0.9)) socket.write(encode(bind('bind_transceiver', { systemId: 'bad', sequence: 1 })))
  for (let left = EACH; left > 0 && socket.writable; left--) {
    socket.write(malformed(random).bytes)
    if (random.chance(0.1)) await new Promise((resolve) => setImmediate(resolve))
  }
  if (random.chance(0.5)) socket.destroy()
  else if (socket.writable) socket.end()
  const late = setTimeout(() => socket.destroy(), 3_000)
  await closed
  clearTimeout(late)
}

async function answersAGoodOne(port: number): Promise<boolean> {
  let answered = false
  const client: ClientSession = connect(
    { ...TARGET, port },
    {
      onDeliver: (pdus, answer) => answer(pdus.map(() => 0)),
      onRoom: () => client.submit([submitSm({ dest: '15555550100' })], ([it]) => (answered = it?.kind === 'resp')),
    },
  )
  await until('a good client is answered', () => answered, { withinMs: 5_000 }).catch(() => {})
  await client.close()
  return answered
}

/** Malformed PDUs at our client, which comes back each time it is driven away; then the carrier comes to its senses. */
export async function tortureClient(random: Random, troubles: Troubles, most: number): Promise<{ fed: number; sessions: number }> {
  let [fed, sessions, settled, submitted, good] = [0, 0, 0, 0, false]
  const carrier = createServer((socket) => {
    sessions += 1
    socket.on('error', () => {}) // it may hang up
    serve(socket, () => {
      if (good) return
      for (let left = EACH; left > 0 && socket.writable; left--, fed++) socket.write(malformed(random).bytes)
      if (random.chance(0.5)) socket.end()
      else setTimeout(() => socket.destroy(), 2)
    })
  }).listen(0, '127.0.0.1')
  await once(carrier, 'listening')
  const { port } = carrier.address() as { port: number } // it listens on TCP
  const client: ClientSession = connect(
    { ...TARGET, port, reconnectMinMs: 1, reconnectMaxMs: 1, window: 50 },
    {
      onDeliver: (pdus, answer) => answer(pdus.map(() => 0)),
      onRoom: () => {
        submitted += 3
        const batch = Array.from({ length: 3 }, () => submitSm({ dest: '15555550100' }))
        client.submit(batch, (results) => (settled += results.length))
      },
    },
  )
  const enough = () => fed >= most
  await until('it came back often enough', enough, { withinMs: 600_000, otherwise: () => `${fed} fed` }).catch((error) =>
    troubles.add('the client did not come back', () => String(error)),
  )
  good = true
  const served = await until('it is bound', () => client.state === 'BOUND_TRX', { withinMs: 5_000 }).catch(() => false)
  if (!served) troubles.add('the client does not bind to a good carrier afterwards', () => client.state)
  await client.close(1_000)
  if (settled !== submitted) troubles.add('not settled exactly once over sockets', () => `${settled} of ${submitted}`)
  carrier.close()
  return { fed, sessions }
}

/** Answers binds, submits and unbinds as a carrier does; `bound` once it is. */
function serve(socket: Socket, bound: () => void): void {
  const framer = new Framer()
  const answer = (pdu: Pdu) => {
    if (pdu.kind === 'bind_transceiver') {
      socket.write(encode(bindResp(pdu, { systemId: 'carrier' })))
      bound()
    } else if (pdu.kind === 'submit_sm') socket.write(goodAnswer(pdu.sequence))
    else if (pdu.kind === 'unbind') socket.end(encode({ kind: 'unbind_resp', status: 0, sequence: pdu.sequence, tlvs: [] }))
  }
  socket.on('data', (chunk: Buffer) => {
    framer.push(chunk)
    while (framer.next() && socket.writable) answer(decode(framer.buffer, framer.start, framer.end))
  })
}
