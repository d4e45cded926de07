import assert from 'node:assert/strict'
import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/support/postgres.ts'
import { openHttp } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import { openLog } from '../platform/log.ts'
import { callerOf } from './api-keys/routes.ts'
import { makeJoin } from './joins/store.ts'
import { registerMembers } from './members/routes.ts'
import type { Role } from './roles.ts'
import { type DoorDeps, registerDoor } from './routes.ts'
import { memberOf } from './sessions/routes.ts'
import { addMember, createWorkspace, forgetKeys } from './store.ts'

let fresh: FreshDatabase
let bakery: number
let dentist: number
beforeAll(async () => {
  fresh = await freshDatabase()
  bakery = (await createWorkspace(fresh.db, { name: 'Bakery', timeZone: 'Europe/Madrid', demo: false })).workspaceId
  dentist = (await createWorkspace(fresh.db, { name: 'Dentist', timeZone: 'America/New_York', demo: false })).workspaceId
})
afterAll(() => fresh[Symbol.asyncDispose]())

const PASSWORD = 'correct horse battery staple'

/** A server of one's own, with its own count of tries. */
async function openDoor({ demo = false, publicUrl = 'http://localhost:8080' } = {}) {
  let now = new Date('2026-11-21T12:00:00Z')
  const app = await openHttp({ log: openLog('silent') })
  const session = { db: fresh.db, now: () => now, demo: { enabled: demo }, publicUrl: () => publicUrl }
  const deps: DoorDeps = {
    ...session,
    ids: newId,
    memberOf: memberOf(session),
    simulator: () => 'http://localhost:9',
    keyState: () => 'ok',
  }
  await registerDoor(app, deps)
  const caller = callerOf({ db: fresh.db, memberOf: deps.memberOf, now: session.now })
  registerMembers(app, { db: fresh.db, caller, now: session.now, handOver: async () => [], changed: () => deps.memberOf.forgetAll() })
  const ask = async (method: 'GET' | 'POST', url: string, more: Omit<InjectOptions, 'method' | 'url'> = {}) => {
    const answer = await app.inject({ method, url, ...more })
    const cookies = Object.fromEntries(answer.cookies.map((it) => [it.name, it.value]))
    return { status: answer.statusCode, body: answer.body === '' ? null : answer.json(), headers: answer.headers, cookies }
  }
  return {
    ask,
    link: (role: Role, workspaceId = bakery) => makeJoin(fresh.db, workspaceId, role, now),
    later: (ms: number) => {
      now = new Date(now.getTime() + ms)
    },
    [Symbol.asyncDispose]: () => app.close(),
  }
}

type Door = Awaited<ReturnType<typeof openDoor>>

const join = async (
  door: Door,
  name: string,
  {
    role = 'owner' as Role,
    workspaceId = bakery,
    ...more
  }: { role?: Role; workspaceId?: number; password?: string; cookies?: Record<string, string> } = {},
) => {
  const { cookies, password = PASSWORD } = more
  const payload = { token: await door.link(role, workspaceId), name, email: `${name}@example.com`, password }
  return door.ask('POST', '/v1/door/join', { payload, ...(cookies && { cookies }) })
}

test('a one-time link leads in, and the session says who, where and how', async () => {
  await using door = await openDoor()
  const token = await door.link('owner')
  assert.deepEqual((await door.ask('GET', `/v1/door/join/${token}`)).body, { workspaceName: 'Bakery', role: 'owner' })
  const payload = { token, name: 'Ana', email: 'Ana.Ruiz@Example.com', password: PASSWORD }
  const { status, cookies, headers } = await door.ask('POST', '/v1/door/join', { payload })
  assert.equal(status, 204)
  assert.match(String(headers['set-cookie']), /^tandem_session=[\w-]{43}; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Lax$/)

  const session = await door.ask('GET', '/v1/session', { cookies })
  const { id, ...ana } = session.body.member
  assert.deepEqual(ana, { name: 'Ana', email: 'ana.ruiz@example.com', role: 'owner', you: true })
  assert.deepEqual(session.body.workspace, { id: bakery, name: 'Bakery', timeZone: 'Europe/Madrid' })
  assert.equal(session.body.keys, 'ok')
  assert.equal(session.headers['cache-control'], 'no-store')
  const members = await door.ask('GET', '/v1/members', { cookies })
  assert.deepEqual(
    members.body.items.filter((it: { you: boolean }) => it.you).map((it: { id: string }) => it.id),
    [id],
  )

  const again = await door.ask('POST', '/v1/door/join', { payload })
  assert.deepEqual([again.status, again.body.code], [410, 'link_used'])
  assert.equal((await door.ask('GET', `/v1/door/join/${token}`)).body.code, 'link_used')
})

test('two people who open one link at once: one comes in', async () => {
  await using door = await openDoor()
  const token = await door.link('member')
  const entry = (name: string) => ({ payload: { token, name, email: `${name}@example.com`, password: PASSWORD } })
  const both = await Promise.all([door.ask('POST', '/v1/door/join', entry('quick')), door.ask('POST', '/v1/door/join', entry('slow'))])
  assert.deepEqual(both.map((it) => it.status).sort(), [204, 410])
  assert.equal(both.filter((it) => it.cookies['tandem_session']).length, 1)
})

test('a link too old, and one that never was', async () => {
  await using door = await openDoor()
  const token = await door.link('member')
  door.later(8 * 86_400_000)
  assert.equal((await door.ask('GET', `/v1/door/join/${token}`)).body.code, 'link_expired')
  const late = await door.ask('POST', '/v1/door/join', { payload: { token, name: 'x', email: 'late@example.com', password: PASSWORD } })
  assert.deepEqual([late.status, late.body.code], [410, 'link_expired'])
  const never = await door.ask('GET', `/v1/door/join/${'x'.repeat(43)}`)
  assert.deepEqual([never.status, never.body.code], [404, 'no_such_link'])
})

test('over https the cookie is Secure and bound to the host', async () => {
  await using door = await openDoor({ publicUrl: 'https://inbox.example.com' })
  const { headers, cookies } = await join(door, 'secure')
  assert.match(String(headers['set-cookie']), /^__Host-tandem_session=[\w-]{43}; Max-Age=7776000; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
  assert.equal((await door.ask('GET', '/v1/session', { cookies })).status, 200)
  const renamed = { tandem_session: cookies['__Host-tandem_session'] ?? '' }
  assert.equal((await door.ask('GET', '/v1/session', { cookies: renamed })).status, 401, 'a neighbour could have set that one')
})

test('without a session, the door is where to go', async () => {
  await using door = await openDoor()
  for (const [method, url] of [
    ['GET', '/v1/session'],
    ['GET', '/v1/members'],
    ['POST', '/v1/passkeys/options'],
  ] as const) {
    for (const cookies of [{}, { tandem_session: 'x'.repeat(43) }, { tandem_session: '' }]) {
      const { status, body } = await door.ask(method, url, { cookies })
      assert.deepEqual([status, body.code], [401, 'signed_out'])
      assert.match(body.remedy, cookies.tandem_session ? /^Sign in/ : /Bearer.*Sign in/)
    }
  }
})

test('a member of one workspace sees nothing of another', async () => {
  await using door = await openDoor()
  const { cookies } = await join(door, 'dora', { workspaceId: dentist })
  await join(door, 'bruno')
  const { body } = await door.ask('GET', '/v1/members', { cookies })
  assert.deepEqual(
    body.items.map((it: { name: string }) => it.name),
    ['dora'],
  )
  assert.equal((await door.ask('GET', '/v1/session', { cookies })).body.workspace.name, 'Dentist')
})

test('e-mail and password lead in; a wrong one and an unknown e-mail get the same answer', async () => {
  await using door = await openDoor()
  await join(door, 'paula')
  const enter = (email: string, password: string) => door.ask('POST', '/v1/door/password', { payload: { email, password } })
  const right = await enter('PAULA@example.com', PASSWORD)
  assert.equal(right.status, 204)
  assert.equal((await door.ask('GET', '/v1/session', { cookies: right.cookies })).body.member.name, 'paula')
  const [wrong, unknown] = [await enter('paula@example.com', 'not this'), await enter('nobody@example.com', 'not this')]
  assert.deepEqual([wrong.status, wrong.body.code], [401, 'wrong_password'])
  const { requestId: _, ...first } = wrong.body
  const { requestId: __, ...second } = unknown.body
  assert.deepEqual(first, second)
  assert.deepEqual([wrong.cookies, unknown.cookies], [{}, {}])
})

test('a password made at yesterday’s cost is made again when it is used', async () => {
  await using door = await openDoor()
  const old = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
  const email = 'olga@example.com'
  await fresh.db.spine((tx) => addMember(tx, { workspaceId: bakery, role: 'member', name: 'olga', email, password: old }))
  const enter = () => door.ask('POST', '/v1/door/password', { payload: { email, password: 'password' } })
  assert.equal((await enter()).status, 204)
  const [{ password } = { password: '' }] = await fresh.owner<{ password: string }>('select password from persons where email = $1', [
    email,
  ])
  assert.match(password, /m=19456,t=2,p=1/)
  assert.equal((await enter()).status, 204)
})

test('signing in gives a new token and ends the one before', async () => {
  await using door = await openDoor()
  const { cookies: before } = await join(door, 'rita')
  const entry = { payload: { email: 'rita@example.com', password: PASSWORD }, cookies: before }
  const { cookies: after } = await door.ask('POST', '/v1/door/password', entry)
  assert.notEqual(after['tandem_session'], before['tandem_session'])
  assert.equal((await door.ask('GET', '/v1/session', { cookies: before })).status, 401)
  assert.equal((await door.ask('GET', '/v1/session', { cookies: after })).status, 200)
})

test('leaving ends the session at once, and can be done twice', async () => {
  await using door = await openDoor()
  const { cookies } = await join(door, 'lena')
  assert.equal((await door.ask('GET', '/v1/session', { cookies })).status, 200)
  const left = await door.ask('POST', '/v1/door/leave', { cookies })
  assert.equal(left.status, 204)
  assert.equal(left.cookies['tandem_session'], '')
  assert.equal((await door.ask('GET', '/v1/session', { cookies })).status, 401)
  assert.equal((await door.ask('POST', '/v1/door/leave', { cookies })).status, 204)
})

test('what ends elsewhere ends here within five seconds, and is not asked for at every request', async () => {
  await using door = await openDoor()
  const { cookies } = await join(door, 'tina')
  const status = async () => (await door.ask('GET', '/v1/members', { cookies })).status
  assert.equal(await status(), 200)
  await fresh.owner(`delete from sessions where person_id = (select id from persons where email = 'tina@example.com')`)
  door.later(4_999)
  assert.equal(await status(), 200)
  door.later(1)
  assert.equal(await status(), 401)
})

test('too many tries for one e-mail: wait, whichever password', async () => {
  await using door = await openDoor()
  await join(door, 'vera')
  const enter = (email: string, password: string) => door.ask('POST', '/v1/door/password', { payload: { email, password } })
  // Joining was a try as well.
  for (let tries = 0; tries < 9; tries += 1) assert.equal((await enter('vera@example.com', 'a guess')).status, 401)
  const { status, body, headers } = await enter('Vera@example.com', PASSWORD)
  assert.deepEqual([status, body.code], [429, 'too_many_tries'])
  assert.ok(Number(headers['retry-after']) > 0 && Number(headers['retry-after']) <= 900)
  assert.equal((await enter('somebody.else@example.com', 'a guess')).status, 401, 'others are not kept out')
})

test('too many tries from one address: wait, whatever the e-mail', async () => {
  await using door = await openDoor()
  const look = (remoteAddress: string) => door.ask('GET', '/v1/door/join/no-such-link-at-all', { remoteAddress })
  for (let tries = 0; tries < 60; tries += 1) assert.equal((await look('203.0.113.9')).status, 404)
  assert.equal((await look('203.0.113.9')).status, 429)
  assert.equal((await look('203.0.113.10')).status, 404)
})

test('a link says that somebody may join, not who they are', async () => {
  await using door = await openDoor()
  const { cookies } = await join(door, 'wanda')
  const wrong = await join(door, 'wanda', { workspaceId: dentist, password: 'what a stranger types' })
  assert.deepEqual([wrong.status, wrong.body.code], [409, 'known_email'])
  assert.equal((await join(door, 'wanda', { workspaceId: dentist })).status, 204, 'with the password it is her')
  const again = await join(door, 'wanda', { workspaceId: dentist })
  assert.deepEqual([again.status, again.body.code], [409, 'already_member'])
  const third = (await createWorkspace(fresh.db, { name: 'Florist', timeZone: 'Asia/Tokyo', demo: false })).workspaceId
  const signedIn = await join(door, 'wanda', { workspaceId: third, password: 'whatever is typed', cookies })
  assert.equal(signedIn.status, 204, 'signed in it is her, too')
  assert.equal((await door.ask('GET', '/v1/session', { cookies: signedIn.cookies })).body.workspace.name, 'Florist')
})

test('who lost every key is reset, and comes back by a link with a new password', async () => {
  await using door = await openDoor()
  const { cookies } = await join(door, 'xenia', { role: 'admin' })
  const { body } = await door.ask('GET', '/v1/session', { cookies })
  const [person] = await fresh.owner<{ id: string }>(`select id from persons where email = 'xenia@example.com'`)
  await forgetKeys(fresh.db, person?.id ?? '')
  door.later(5_000)
  const back = await join(door, 'xenia', { role: 'admin', password: 'an entirely new password' })
  assert.equal(back.status, 204)
  assert.equal((await door.ask('GET', '/v1/session', { cookies: back.cookies })).body.member.id, body.member.id)
})

test('the demo opens with one click, on this machine alone', async () => {
  const { workspaceId } = await createWorkspace(fresh.db, { name: 'Story', timeZone: 'America/New_York', demo: true })
  const maya = await fresh.db.spine((tx) =>
    addMember(tx, { workspaceId, role: 'owner', name: 'Maya', email: 'maya@demo.example', password: null }),
  )
  const sam = await fresh.db.spine((tx) =>
    addMember(tx, { workspaceId, role: 'member', name: 'Sam', email: 'sam@demo.example', password: null }),
  )
  await using door = await openDoor({ demo: true })
  const here = { headers: { host: 'localhost:8080' } }

  const seen = await door.ask('GET', '/v1/door', here)
  const demoMembers = [
    { id: maya.memberId, name: 'Maya' },
    { id: sam.memberId, name: 'Sam' },
  ]
  assert.deepEqual(seen.body, { demo: true, demoMembers, simulator: 'http://localhost:9' })
  const { status, cookies } = await door.ask('POST', '/v1/door/demo', { ...here, payload: { memberId: sam.memberId } })
  assert.equal(status, 204)
  assert.equal((await door.ask('GET', '/v1/session', { cookies })).body.member.name, 'Sam')
  const first = await door.ask('POST', '/v1/door/demo', here)
  assert.equal((await door.ask('GET', '/v1/session', { cookies: first.cookies })).body.member.name, 'Maya')

  const elsewhere = [
    { headers: { host: 'evil.example:8080' } },
    { ...here, remoteAddress: '10.0.0.7' },
    { headers: { host: 'localhost:8080', 'x-forwarded-for': '203.0.113.9' } },
  ]
  for (const where of elsewhere) {
    const refused = await door.ask('POST', '/v1/door/demo', where)
    assert.deepEqual([refused.status, refused.body.code, refused.cookies], [403, 'demo_elsewhere', {}])
    assert.deepEqual((await door.ask('GET', '/v1/door', where)).body, { demo: false, demoMembers: [], simulator: null })
  }

  await using closed = await openDoor()
  assert.deepEqual((await closed.ask('GET', '/v1/door', here)).body, { demo: false, demoMembers: [], simulator: null })
  assert.equal((await closed.ask('POST', '/v1/door/demo', here)).status, 404)
  assert.equal((await closed.ask('GET', '/v1/session', { cookies })).status, 401, 'nor is who came in before let stay')
})

test('the demo’s door lets nobody into a workspace that is not a demo', async () => {
  await using door = await openDoor({ demo: true })
  const { cookies } = await join(door, 'yara')
  const { body } = await door.ask('GET', '/v1/session', { cookies })
  const headers = { host: 'localhost:8080' }
  assert.equal((await door.ask('POST', '/v1/door/demo', { headers, payload: { memberId: body.member.id } })).status, 404)
})

test('a page of another site can do nothing with the cookie', async () => {
  await using door = await openDoor()
  const { cookies } = await join(door, 'zoe')
  const crossSite = [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://evil.example' }]
  for (const headers of crossSite) {
    const { status, body } = await door.ask('POST', '/v1/door/leave', { cookies, headers })
    assert.deepEqual([status, body.code], [403, 'cross_site'])
  }
  const form = { cookies, headers: { 'content-type': 'text/plain' }, payload: '{}' }
  assert.equal((await door.ask('POST', '/v1/door/leave', form)).status, 415)
  assert.equal((await door.ask('GET', '/v1/session', { cookies })).status, 200, 'she is still there')
  assert.equal((await door.ask('POST', '/v1/door/leave', { cookies, headers: { 'sec-fetch-site': 'same-origin' } })).status, 204)
})

test('what is not right in an entry is named', async () => {
  await using door = await openDoor()
  const token = await door.link('owner')
  const short = await door.ask('POST', '/v1/door/join', { payload: { token, name: 'x', email: 'x@example.com', password: 'too short' } })
  assert.deepEqual([short.status, short.body.code], [400, 'invalid_request'])
  assert.match(short.body.detail, /password/)
  assert.equal((await door.ask('POST', '/v1/door/password', { payload: { email: 'no e-mail', password: 'x' } })).status, 400)
})
