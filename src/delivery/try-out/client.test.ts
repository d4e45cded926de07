import assert from 'node:assert/strict'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { afterEach, test } from 'vitest'
import { channels } from '#src/channels/all.ts'
import { listen, type Server } from '#src/protocols/smpp/server.ts'
import type { ServerSession } from '#src/protocols/smpp/server-session.ts'
import { tryOut } from './client.ts'

/** A link tried out against a carrier in this process. */

const running: Server[] = []
afterEach(() => Promise.all(running.splice(0).map((it) => it.destroy())))

async function trialWith(authenticate: (session: ServerSession) => number, mostAliveMs?: number) {
  const hooks = { authenticate: (_bind: unknown, session: ServerSession) => authenticate(session), onRequests: () => {} }
  const server = await listen({ port: 0 }, hooks)
  running.push(server)
  const kind = channels.find(({ name }) => name === 'smpp')!
  const settings = kind.settings.parse({ host: '127.0.0.1', port: server.port, systemId: 'us', password: 'x' })
  return tryOut(channels, mostAliveMs)(kind, settings)
}

test('it comes up, says that it lives, and its settings are looked at with that', async () => {
  const { ok, up, aliveMs, steps, said, advice } = await trialWith(() => 0)
  assert.deepEqual([ok, up, said], [true, true, 'It came up, and was closed again.'])
  assert.ok(aliveMs !== null && aliveMs < 5_000)
  assert.match(steps.join(' '), /Connected to .* took our bind .* within (a millisecond|[1-9]\d* ms)\.$/)
  assert.deepEqual(
    advice.map(({ what }) => what),
    ['Encryption', 'Directions', 'Throughput', 'Liveness', 'Quirks'],
  )
})

test('a carrier that takes the bind and never says that it lives is not a good one', async () => {
  const mute = (session: ServerSession): number => {
    session.mute = true
    return 0
  }
  const { ok, up, aliveMs, said } = await trialWith(mute, 100)
  assert.deepEqual([ok, up, aliveMs], [false, true, null])
  assert.match(said, /did not answer when it was asked whether it lives/)
})

test('a bind that is refused says why, and is not asked further', async () => {
  const { ok, up, aliveMs, said } = await trialWith(() => 0x0e)
  assert.deepEqual([ok, up, aliveMs], [false, false, null])
  assert.match(said, /refuses us: check system id and password/)
})

const hangUps: [how: string, hangUp: (socket: Socket) => void][] = [
  ['at the first bytes', (socket) => socket.on('data', () => socket.end())],
  ['rudely', (socket) => socket.on('data', () => socket.resetAndDestroy())],
]
for (const [how, hangUp] of hangUps)
  test(`a carrier that speaks no TLS and hangs up ${how} is said to speak none`, async () => {
    const plain = createServer((socket) => hangUp(socket.on('error', () => {})))
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', () => resolve()))
    const { port } = plain.address() as AddressInfo // `as`: it listens on TCP
    const kind = channels.find(({ name }) => name === 'smpp')!
    const { up, said } = await tryOut(channels)(
      kind,
      kind.settings.parse({ host: '127.0.0.1', port, tls: true, systemId: 'us', password: 'x' }),
    )
    plain.close()
    assert.equal(up, false)
    assert.match(said, /^The carrier does not speak TLS on this port, .* \(no TLS: .*\)$/)
  })

test('a channel that keeps nothing open has nothing to try', async () => {
  const kind = channels.find(({ name }) => name === 'example')!
  const trial = await tryOut(channels)(kind, { url: 'https://example.com', token: 'x' })
  assert.deepEqual([trial.ok, trial.up, trial.aliveMs, trial.advice], [true, null, null, []])
})
