import { type AddressInfo, createServer } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { deliverSm, submitSm } from './build.ts'
import { type ClientSession, connect } from './client.ts'
import type { ClientHooks, ClientOptions } from './client-options.ts'
import type { McRequest } from './pdu.ts'
import { listen, type Server } from './server.ts'
import type { ServerHooks, ServerOptions, ServerSession } from './server-session.ts'
import type { Settled } from './settled.ts'

const running: { destroy(): unknown }[] = []
afterEach(async () => {
  for (const one of running.splice(0).reverse()) await one.destroy()
})

const echo: ServerHooks = {
  authenticate: () => 0,
  onRequests: (_session, pdus, answer) => answer(pdus.map((pdu) => ({ messageId: `id-${pdu.sequence}` }))),
}
const serve = async (hooks: Partial<ServerHooks> = {}, options: ServerOptions = {}): Promise<Server> => {
  const server = await listen({ port: 0, ...options }, { ...echo, ...hooks })
  running.push(server)
  return server
}
const bindTo = async (server: Server, hooks: Partial<ClientHooks> = {}, options: Partial<ClientOptions> = {}): Promise<ClientSession> => {
  const bound = Promise.withResolvers<void>()
  const full: ClientHooks = {
    onDeliver: (pdus, answer) => answer(pdus.map(() => 0)),
    ...hooks,
    onState: (change) => {
      if (change.to.startsWith('BOUND')) bound.resolve()
      hooks.onState?.(change)
    },
  }
  const client = connect(
    { host: '127.0.0.1', port: server.port, bind: { systemId: 'us', password: 'secret' }, random: () => 0, ...options },
    full,
  )
  running.push(client)
  await bound.promise
  return client
}
const settle = (client: Pick<ClientSession, 'submit'>, count: number): Promise<Settled[]> =>
  new Promise((resolve) => {
    const all: Settled[] = []
    const batch = Array.from({ length: count }, (_, i) =>
      submitSm({ source: '1000', dest: `1555${i}`, shortMessage: Buffer.from('hello') }),
    )
    client.submit(batch, (results) => {
      all.push(...results)
      if (all.length === count) resolve(all.sort((a, b) => a.at - b.at))
    })
  })

describe('submitting', () => {
  test('each message of a batch is settled once, in its place', async () => {
    const client = await bindTo(await serve(), {}, { window: 50 })
    const results = await settle(client, 50)
    expect(results.map(({ at, kind }) => [at, kind])).toEqual(Array.from({ length: 50 }, (_, at) => [at, 'resp']))
    expect(client.room()).toBe(50)
  })

  test('what is beyond the window is unsent', async () => {
    const client = await bindTo(await serve(), {}, { window: 2 })
    const results = await settle(client, 3)
    expect(results.map(({ kind }) => kind)).toEqual(['resp', 'resp', 'unsent'])
  })

  test('a link that dies leaves what was in flight unknown', async () => {
    const server = await serve({ onRequests: (session) => session.destroy() })
    const client = await bindTo(server)
    expect(await settle(client, 2)).toMatchObject([{ kind: 'unknown' }, { kind: 'unknown' }])
  })
})

describe('asking whether it lives', () => {
  test('is answered in so many milliseconds', async () => {
    const client = await bindTo(await serve())
    expect(await client.enquire()).toBeLessThan(5_000)
    expect(await client.enquire(), 'as often as one likes').not.toBeNull()
  })

  test('is answered by nothing once the session has ended, and by a carrier that says nothing until it does', async () => {
    const server = await serve({
      authenticate(_bind, session) {
        session.mute = true
        return 0
      },
    })
    const client = await bindTo(server)
    const asked = client.enquire()
    client.destroy()
    expect(await asked).toBeNull()
    expect(await client.enquire()).toBeNull()
  })
})

describe('delivering', () => {
  test('messages are acknowledged only when the owner says so', async () => {
    const session = Promise.withResolvers<ServerSession>()
    const server = await serve({ onState: (one, { to }) => to === 'BOUND_TRX' && session.resolve(one) })
    const got = Promise.withResolvers<[McRequest[], (statuses: number[]) => void]>()
    await bindTo(server, { onDeliver: (pdus, answer) => got.resolve([pdus, answer]) })
    const settled = Promise.withResolvers<Settled[]>()
    const carrier = await session.promise
    carrier.deliver([deliverSm({ source: '15550001', dest: '1000', shortMessage: Buffer.from('hi') })], settled.resolve)
    const [pdus, answer] = await got.promise
    expect(pdus).toMatchObject([{ kind: 'deliver_sm', source: '15550001' }])
    expect(carrier.inFlight).toBe(1)
    answer([0x64])
    expect(await settled.promise).toMatchObject([{ at: 0, kind: 'refused', status: 0x64 }])
  })
})

describe('the life of a bind', () => {
  test('closing unbinds after what is in flight has been answered', async () => {
    const answers: (() => void)[] = []
    const server = await serve({
      onRequests: (_session, pdus, answer) => void answers.push(() => answer(pdus.map(() => ({ messageId: 'late' })))),
    })
    const changes: unknown[] = []
    const client = await bindTo(server, { onState: ({ to, why }) => void changes.push(why ? [to, why] : to) })
    const results = settle(client, 1)
    while (answers.length === 0) await new Promise(setImmediate)
    const closed = client.close()
    answers[0]!()
    expect(await results).toMatchObject([{ kind: 'resp', resp: { messageId: 'late' } }])
    await closed
    expect(changes).toEqual(['BOUND_TRX', 'UNBOUND', ['CLOSED', 'closed_by_us']])
  })

  test('a refused bind says why and when it is tried again', async () => {
    const refused = Promise.withResolvers<unknown>()
    const server = await serve({ authenticate: async () => 0x0e })
    running.push(
      connect(
        { host: '127.0.0.1', port: server.port, bind: { systemId: 'us', password: 'wrong' }, random: () => 1 },
        { onDeliver: () => {}, onState: refused.resolve },
      ),
    )
    expect(await refused.promise).toMatchObject({ to: 'CLOSED', why: 'bind_refused', status: 0x0e, retryInMs: 8_000 })
  })

  test('a dropped session binds again by itself', async () => {
    let binds = 0
    const server = await serve({ authenticate: () => (binds++, 0) })
    const again = Promise.withResolvers<void>()
    await bindTo(server, { onState: ({ to }) => to === 'BOUND_TRX' && binds === 2 && again.resolve() }, { reconnectMinMs: 1 })
    for (const session of server.sessions) session.raw(Buffer.from('00000003', 'hex'))
    await again.promise
  })

  test('the status of a refused bind is not told again when the next connection fails', async () => {
    const server = await serve({ authenticate: () => 0x0d })
    const changes: { why?: string; status?: number }[] = []
    const failed = Promise.withResolvers<void>()
    const onState = (change: { why?: string; status?: number }) => {
      changes.push(change)
      if (change.why === 'bind_refused') void server.destroy()
      if (change.why === 'socket_error') failed.resolve()
    }
    const to = { host: '127.0.0.1', port: server.port, reconnectMinMs: 1, reconnectMaxMs: 1 }
    running.push(connect({ ...to, bind: { systemId: 'us', password: '' } }, { onDeliver: () => {}, onState }))
    await failed.promise
    expect(changes.map(({ why, status }) => [why, status])).toEqual([
      ['bind_refused', 0x0d],
      ['socket_error', undefined],
    ])
  })
})

test('who takes the connection and never speaks TLS is told from who does not answer', async () => {
  const mute = createServer((socket) => socket.on('error', () => {}))
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', () => resolve()))
  running.push({ destroy: () => mute.close() })
  const { port } = mute.address() as AddressInfo // `as`: it listens on TCP
  const detail = await new Promise((resolve) => {
    const onState: ClientHooks['onState'] = (change) => resolve(change.detail)
    const client = connect(
      { host: '127.0.0.1', port, tls: {}, connectMs: 100, bind: { systemId: 'us', password: 'secret' } },
      { onDeliver: () => {}, onState },
    )
    running.push(client)
  })
  expect(detail).toBe('no TLS within 100 ms')
})
