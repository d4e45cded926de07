import { once } from 'node:events'
import { connect as connectTcp, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import tls from '../vectors/smpp/tls.json' with { type: 'json' }
import { bare, bind, submitSm } from './build.ts'
import { type ClientSession, connect } from './client.ts'
import type { ClientOptions } from './client-options.ts'
import type { Clock } from './clock.ts'
import { decode } from './decode.ts'
import { encode } from './encode.ts'
import { Framer } from './frames.ts'
import type { Pdu } from './pdu.ts'
import { listen, type Server } from './server.ts'
import type { ServerHooks, ServerOptions, ServerSession } from './server-session.ts'
import type { Settled } from './settled.ts'

const running: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of running.splice(0).reverse()) await stop()
})

const serve = async (hooks: Partial<ServerHooks> = {}, options: ServerOptions = {}): Promise<Server> => {
  const take: ServerHooks['onRequests'] = (_session, pdus, answer) => answer(pdus.map(() => ({ messageId: 'id' })))
  const server = await listen({ port: 0, ...options }, { authenticate: () => 0, onRequests: take, ...hooks })
  running.push(() => server.destroy())
  return server
}
const bindTo = async (port: number, options: Partial<ClientOptions> = {}): Promise<ClientSession> => {
  const up = Promise.withResolvers<void>()
  const client = connect(
    { host: '127.0.0.1', port, bind: { systemId: 'us', password: 'secret' }, random: () => 0, ...options },
    { onDeliver: (pdus, answer) => answer(pdus.map(() => 0)), onState: ({ to }) => to.startsWith('BOUND') && up.resolve() },
  )
  running.push(() => client.destroy())
  await up.promise
  return client
}
/** A peer that writes and reads bytes itself. */
const rough = async (port: number) => {
  const socket: Socket = connectTcp(port, '127.0.0.1')
  socket.on('error', () => {})
  running.push(() => socket.destroy())
  await once(socket, 'connect')
  const framer = new Framer()
  const heard: Pdu[] = []
  const closed = once(socket, 'close')
  socket.on('data', (chunk: Buffer) => {
    framer.push(chunk)
    while (framer.next()) heard.push(decode(framer.buffer, framer.start, framer.end))
  })
  const until = async (count: number) => {
    while (heard.length < count) await once(socket, 'data')
    return heard
  }
  return { socket, heard, until, closed, say: (...pdus: Pdu[]) => socket.write(Buffer.concat(pdus.map((pdu) => encode(pdu)))) }
}
/** Time that passes when told to. */
const pretendClock = () => {
  const timers = new Set<() => void>()
  const keep = (run: () => void) => {
    timers.add(run)
    return () => timers.delete(run)
  }
  const clock = {
    time: 0,
    now: () => clock.time,
    after: (_ms: number, run: () => void) => keep(run),
    every: (_ms: number, run: () => void) => keep(run),
  }
  const pass = (ms: number) => {
    clock.time += ms
    for (const run of [...timers]) run()
  }
  return { clock: clock satisfies Clock, pass }
}
const submit = (client: ClientSession, count = 1): Promise<Settled[]> =>
  new Promise((resolve) => {
    const all: Settled[] = []
    const batch = Array.from({ length: count }, () => submitSm({ dest: '1555', shortMessage: Buffer.from('hi') }))
    client.submit(batch, (some) => void (all.push(...some) === count && resolve(all)))
  })

describe('who may come in', () => {
  test('a wrong password is answered and the connection closed', async () => {
    const server = await serve({ authenticate: ({ password }) => (password === 'secret' ? 0 : 0x0e) })
    const peer = await rough(server.port)
    peer.say(bind('bind_transmitter', { sequence: 9, password: 'wrong' }))
    await peer.closed
    expect(peer.heard).toMatchObject([{ kind: 'bind_transmitter_resp', status: 0x0e, sequence: 9 }])
  })

  test('an answer that fails is RSYSERR, and the failure is not hidden', async () => {
    const others = process.listeners('unhandledRejection') // those of the test runner, which would fail the test
    process.removeAllListeners('unhandledRejection')
    const failed = once(process, 'unhandledRejection')
    const server = await serve({ authenticate: () => Promise.reject(new Error('no database')) })
    const peer = await rough(server.port)
    peer.say(bind('bind_receiver', { sequence: 1 }))
    await peer.closed
    expect(peer.heard).toMatchObject([{ kind: 'bind_receiver_resp', status: 8 }])
    expect((await failed)[0]).toMatchObject({ message: 'no database' })
    for (const listener of others) process.on('unhandledRejection', listener)
  })

  test('an address that is not on the list is closed at once', async () => {
    const { port } = await serve({}, { allow: ['10.0.0.0/8', '::1'] })
    const peer = await rough(port)
    await peer.closed
    expect(peer.heard).toEqual([])
    const open = await serve({}, { allow: ['127.0.0.0/8'] })
    expect((await bindTo(open.port)).state).toBe('BOUND_TRX')
  })

  test('connections beyond the limit are closed at once', async () => {
    const server = await serve({}, { maxConnections: 1 })
    await bindTo(server.port)
    await (await rough(server.port)).closed
    expect(server.sessions.size).toBe(1)
  })

  test('who does not bind in time is dropped', async () => {
    const { clock, pass } = pretendClock()
    const server = await serve({}, { clock })
    const peer = await rough(server.port)
    peer.say(bare('enquire_link', 1))
    await peer.until(1)
    pass(30_000)
    await peer.closed
  })

  test('a second bind while the first is being thought about is refused', async () => {
    const thinking = Promise.withResolvers<number>()
    const server = await serve({ authenticate: () => thinking.promise })
    const peer = await rough(server.port)
    peer.say(bind('bind_transceiver', { sequence: 1 }), bind('bind_transceiver', { sequence: 2 }), submitSm({ sequence: 3 }))
    await peer.until(2)
    thinking.resolve(0)
    expect((await peer.until(3)).map(({ sequence, status }) => [sequence, status])).toEqual([
      [2, 5],
      [3, 4],
      [1, 0],
    ])
  })
})

describe('TLS', () => {
  test('both sides show a certificate', async () => {
    const seen: unknown[] = []
    const authenticate = (_: unknown, session: ServerSession) => (seen.push(session.certificate?.subject.CN), 0)
    const { cert, key } = tls
    const server = await serve({ authenticate }, { tls: { cert, key, ca: cert, requestCert: true, rejectUnauthorized: true } })
    const client = await bindTo(server.port, { host: 'localhost', tls: { cert, key, ca: cert } })
    expect(await submit(client, 3)).toMatchObject([{ kind: 'resp' }, { kind: 'resp' }, { kind: 'resp' }])
    expect(seen).toEqual(['localhost'])
  })

  test('a handshake that never ends does not keep the server from closing', async () => {
    const server = await serve({}, { tls: { cert: tls.cert, key: tls.key } })
    const peer = await rough(server.port)
    await server.destroy()
    await peer.closed
  })

  test('a client without a certificate does not get in', async () => {
    const { cert, key } = tls
    const server = await serve({}, { tls: { cert, key, ca: cert, requestCert: true, rejectUnauthorized: true } })
    const refused = Promise.withResolvers<unknown>()
    const client = connect(
      { host: 'localhost', port: server.port, tls: { ca: cert }, bind: { systemId: 'us', password: '' } },
      { onDeliver: () => {}, onState: refused.resolve },
    )
    running.push(() => client.destroy())
    expect(await refused.promise).toMatchObject({ to: 'CLOSED', why: 'socket_error' })
  })
})

describe('acting a bad carrier', () => {
  test('one that never answers leaves the messages unknown, and the bind comes back', async () => {
    const { clock, pass } = pretendClock()
    let binds = 0
    const again = Promise.withResolvers<void>()
    const server = await serve({ authenticate: () => (++binds === 2 && again.resolve(), 0), onRequests: () => pass(60_000) })
    const client = await bindTo(server.port, { clock })
    expect(await submit(client)).toEqual([{ at: 0, kind: 'unknown', why: 'response_timer' }])
    while (client.state === 'BOUND_TRX') await new Promise(setImmediate)
    const dialling = setInterval(() => pass(1_000), 1)
    await again.promise
    clearInterval(dialling)
  })

  test.each([
    ['garbage', 'ffffffffffffffffffffffffffffffff', 'bad_length'],
    ['half a PDU and then the end', '0000002000000005', 'closed_by_peer'],
  ])('one that writes %s', async (_, hex, why) => {
    const server = await serve({
      onRequests: (session) => {
        session.raw(Buffer.from(hex, 'hex'))
        session.socket.end()
      },
    })
    expect(await submit(await bindTo(server.port))).toEqual([{ at: 0, kind: 'unknown', why }])
  })

  test('one that is too busy: the session pauses and says when there is room again', async () => {
    const { clock, pass } = pretendClock()
    const server = await serve({}, { inboundWindow: 0 })
    const room = Promise.withResolvers<void>()
    let waiting = false
    const client = connect(
      { host: '127.0.0.1', port: server.port, bind: { systemId: 'us', password: '' }, clock },
      { onDeliver: () => {}, onRoom: () => (waiting ? room.resolve() : go()) },
    )
    running.push(() => client.destroy())
    const refused = Promise.withResolvers<Settled[]>()
    const go = () => {
      waiting = true
      client.submit([submitSm({ dest: '1' })], refused.resolve)
    }
    expect(await refused.promise).toMatchObject([{ kind: 'refused', status: 0x58 }])
    expect(client.room()).toBe(0)
    pass(1_000)
    await room.promise
    expect(client.room()).toBe(5)
  })
})

test('a peer may have an inbound window of its own', async () => {
  const own = (_: unknown, session: ServerSession) => {
    session.inboundWindow = 1
    return 0
  }
  const server = await serve({ authenticate: own, onRequests: () => {} })
  const peer = await rough(server.port)
  peer.say(bind('bind_transmitter', { sequence: 1 }), submitSm({ sequence: 2 }), submitSm({ sequence: 3 }))
  expect((await peer.until(2))[1]).toMatchObject({ kind: 'submit_sm_resp', sequence: 3, status: 0x58 })
})

test('closing lets every session finish and unbinds it', async () => {
  const server = await serve()
  const peer = await rough(server.port)
  peer.say(bind('bind_transceiver', { sequence: 1 }))
  await peer.until(1)
  const closed = server.close()
  const heard = await peer.until(2)
  peer.say(bare('unbind_resp', heard[1]?.sequence))
  await Promise.all([closed, peer.closed])
  expect(heard[1]).toMatchObject({ kind: 'unbind' })
})
