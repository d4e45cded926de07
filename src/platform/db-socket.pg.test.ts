import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { afterAll, beforeAll, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/support/postgres.ts'
import tls from '../protocols/vectors/smpp/tls.json' with { type: 'json' }
import { openDb } from './db.ts'
import { openLog } from './log.ts'

/** A Postgres of one's own is reached over a network, and mostly over TLS: what gathers writes must not come in its way. */

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh[Symbol.asyncDispose]())

/** Postgres as a network sees it: asks for TLS are answered, and the rest goes to its own socket. `pieces` counts what arrives from the client. */
async function overTls() {
  const where = new URL(fresh.url)
  const path = `${where.searchParams.get('host')}/.s.PGSQL.5432`
  const pieces: number[] = []
  const open = new Set<Socket>()
  const server = createServer((raw) => {
    open.add(raw)
    raw.on('error', () => {})
    raw.once('data', () => {
      raw.write('S')
      const secure = new TLSSocket(raw, { isServer: true, cert: tls.cert, key: tls.key })
      const behind = connect(path)
      for (const side of [secure, behind]) side.on('error', () => raw.destroy())
      secure.on('data', (chunk) => pieces.push(chunk.length))
      secure.pipe(behind).pipe(secure)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // `as`: it listens on a port
  const url = `postgresql://${where.username}:${where.password}@127.0.0.1:${port}${where.pathname}?sslmode=no-verify`
  return {
    url,
    pieces,
    async [Symbol.asyncDispose]() {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}

test('over TLS transactions go as they do without, in order and whole', async () => {
  await using way = await overTls()
  const db = openDb({ url: way.url, max: 2, log: openLog('silent') })
  const many = 'x'.repeat(300_000)
  const sums = await Promise.all(
    Array.from({ length: 20 }, (_, n) =>
      db.spine(async (tx) => {
        tx.queue('select length($1::text)', [many])
        const [row] = await tx.query<{ sum: number }>('select $1::int + 1 as sum', [n])
        return row?.sum
      }),
    ),
  )
  assert.deepEqual(
    sums,
    Array.from({ length: 20 }, (_, n) => n + 1),
  )
  await db.close()
})

test('a transaction of several statements leaves in one piece', async () => {
  await using way = await overTls()
  const db = openDb({ url: way.url, max: 1, log: openLog('silent') })
  await db.spineRead('select 1') // connected
  way.pieces.splice(0)
  await db.spine((tx) => {
    for (let n = 0; n < 5; n++) tx.queue('select $1::int', [n])
  })
  assert.ok(way.pieces.length <= 2, `${way.pieces.length} pieces`)
  await db.close()
})
