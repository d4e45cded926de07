import { afterEach, expect, test } from 'vitest'
import { deliverSm } from '../build.ts'
import type { ClientOptions } from '../client-options.ts'
import type { ServerHooks, ServerSession } from '../server-session.ts'
import type { Settled } from '../settled.ts'
import { outbind } from './client.ts'
import { acceptOutbinds } from './server.ts'

const running: (() => unknown)[] = []
afterEach(async () => {
  for (const stop of running.splice(0).reverse()) await stop()
})

test('a business follows the outbind of a carrier it knows', async () => {
  const bound = Promise.withResolvers<ServerSession>()
  const got = Promise.withResolvers<string>()
  const options: ClientOptions = { host: '', bind: { as: 'receiver', systemId: 'us', password: 'secret' } }
  const listener = await acceptOutbinds(
    { port: 0 },
    options,
    {
      onDeliver: (pdus, answer) => {
        answer([0])
        got.resolve(pdus[0]?.source ?? '')
      },
    },
    ({ systemId, password }) => systemId === 'carrier' && password === 'pw',
    () => {},
  )
  running.push(() => listener.close())
  const hooks: ServerHooks = {
    authenticate: () => 0,
    onRequests: () => {},
    onState: (session, { to }) => to === 'BOUND_RX' && bound.resolve(session),
  }
  const session = await outbind({ host: '127.0.0.1', port: listener.port, systemId: 'carrier', password: 'pw' }, {}, hooks)
  running.push(() => session.destroy())
  await bound.promise
  const settled = Promise.withResolvers<Settled[]>()
  session.deliver([deliverSm({ source: '15550001' })], settled.resolve)
  expect([await got.promise, await settled.promise]).toMatchObject(['15550001', [{ kind: 'resp' }]])
})

test('and hangs up on a stranger', async () => {
  const options: ClientOptions = { host: '', bind: { systemId: 'us', password: 'secret' } }
  const listener = await acceptOutbinds(
    { port: 0 },
    options,
    { onDeliver: () => {} },
    () => false,
    () => {},
  )
  running.push(() => listener.close())
  const closed = Promise.withResolvers<unknown>()
  const hooks: ServerHooks = {
    authenticate: () => 0,
    onRequests: () => {},
    onState: (_, { to, why }) => to === 'CLOSED' && closed.resolve(why),
  }
  await outbind({ host: '127.0.0.1', port: listener.port, systemId: 'x', password: 'y' }, {}, hooks)
  expect(await closed.promise).toBe('closed_by_peer')
})
