import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Db } from '#src/platform/db.ts'
import { openHttp } from '#src/platform/http.ts'
import { openLog } from '#src/platform/log.ts'
import { Problem } from '#src/platform/problem.ts'
import { type Health, registerHealth } from './health.ts'

/** Two workspaces with a link each; the key `a` is of the first and may see links. */
const link = (workspaceId: number, name: string) => ({ workspaceId, name, up: true, why: null, waiting: 0, underWay: 0, room: 50 })

async function server({ answers = true, low = null as object | null } = {}) {
  const app = await openHttp({ log: openLog('silent') })
  const parts = {
    db: { answers: async () => answers, spineRead: async () => [] } as unknown as Db,
    disk: { low: () => low },
    ways: () => ({ links: () => [link(1, 'of-a'), link(2, 'of-b')] }),
    caller: async ({ headers }: { headers: { authorization?: string } }) => {
      if (headers.authorization !== 'Bearer a') throw new Problem(401, 'signed_out', 'Sign in.', { remedy: 'Do.' })
      return { workspaceId: 1 }
    },
    readers: [],
    live: () => 0,
  }
  registerHealth(app, parts as unknown as Health) // as: the parts that are asked here
  return app
}

const far = '203.0.113.9'
const near = '127.0.0.1'
const withKey = { authorization: 'Bearer a' }

const looks = [
  ['from this machine: every link', { remoteAddress: near }, ['of-a', 'of-b']],
  ['from elsewhere: whether it is ready, and nothing more', { remoteAddress: far }, null],
  ['through a proxy on this machine: the same', { remoteAddress: near, headers: { 'x-forwarded-for': far } }, null],
  ['from elsewhere with a key: the links of its workspace', { remoteAddress: far, headers: withKey }, ['of-a']],
] as const

for (const [what, asked, names] of looks)
  test(`/readyz ${what}`, async () => {
    const app = await server()
    const { statusCode, body } = await app.inject({ url: '/readyz', ...asked })
    const said = JSON.parse(body) as { ready: boolean; links?: { name: string }[] }
    assert.equal(statusCode, 200)
    assert.deepEqual(said.links?.map(({ name }) => name) ?? null, names)
    if (names === null) assert.deepEqual(said, { ready: true })
  })

const notReady = [
  ['the database does not answer', { answers: false }, { database: 'does not answer', disk: 'ok' }],
  ['the disk is nearly full', { low: { free: 1, floor: 2 } }, { database: 'ok', disk: { free: 1, floor: 2 } }],
] as const

for (const [why, parts, says] of notReady)
  test(`/readyz is not ready while ${why}, and says why only to whoever may know`, async () => {
    const app = await server(parts)
    const here = await app.inject({ url: '/readyz', remoteAddress: near })
    const { links: _, ...said } = JSON.parse(here.body) as Record<string, unknown>
    assert.deepEqual([here.statusCode, said], [503, { ready: false, ...says }])
    const there = await app.inject({ url: '/readyz', remoteAddress: far })
    assert.deepEqual([there.statusCode, JSON.parse(there.body)], [503, { ready: false }])
  })

test('/metrics from elsewhere needs a key, and tells of no other workspace', async () => {
  const app = await server()
  assert.equal((await app.inject({ url: '/metrics', remoteAddress: far })).statusCode, 401)
  const { body } = await app.inject({ url: '/metrics', remoteAddress: far, headers: withKey })
  assert.match(body, /tandem_link_up\{workspace="1",link="of-a"\} 1/)
  assert.ok(!body.includes('of-b'))
  assert.match((await app.inject({ url: '/metrics', remoteAddress: near })).body, /of-b/)
})
