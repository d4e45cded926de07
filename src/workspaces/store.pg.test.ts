import assert from 'node:assert/strict'
import { afterAll, beforeAll, beforeEach, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/support/postgres.ts'
import { findJoin, isKeyless, JOIN_DAYS, makeJoin, useJoin } from './joins/store.ts'
import { endSession, findSession, IDLE_DAYS, LONGEST_DAYS, startSession } from './sessions/store.ts'
import { addMember, createWorkspace, demoMembers, forgetKeys, homeOf, members, workspaceOf, workspaces } from './store.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh[Symbol.asyncDispose]())

const now = new Date('2026-11-21T12:00:00Z')
const inDays = (days: number, from = now) => new Date(from.getTime() + days * 86_400_000)

/** Each test has workspaces and people of its own. */
let bakery: number
let dentist: number
let counter = 0
const email = (name: string) => `${name}-${counter}@example.com`
beforeEach(async () => {
  counter += 1
  bakery = (await createWorkspace(fresh.db, { name: 'Bakery', timeZone: 'Europe/Madrid', demo: false })).workspaceId
  dentist = (await createWorkspace(fresh.db, { name: 'Dentist', timeZone: 'America/New_York', demo: false })).workspaceId
})

const add = (workspaceId: number, name: string, role: 'owner' | 'admin' | 'member' = 'member', password: string | null = null) =>
  fresh.db.spine((tx) => addMember(tx, { workspaceId, role, name, email: email(name), password }))

const joinAs = (token: string, name: string, at = now) =>
  useJoin(fresh.db, { token, name, email: email(name), who: { password: null } }, at)

test('a workspace has one team from the start', async () => {
  const { workspaceId, teamId } = await createWorkspace(fresh.db, { name: 'Florist', timeZone: 'Asia/Tokyo', demo: false })
  assert.deepEqual(await fresh.owner('select workspace_id, name from teams where id = $1', [teamId]), [
    { workspace_id: workspaceId, name: 'Front desk' },
  ])
  const found = (await workspaces(fresh.db)).find((it) => it.id === workspaceId)
  assert.equal(found?.timeZone, 'Asia/Tokyo')
})

test('members of another workspace are invisible, even to a query that forgets to ask', async () => {
  await add(bakery, 'ana')
  await add(dentist, 'bo')
  const seen = await fresh.db.web(bakery, (tx) => members(tx, bakery))
  assert.deepEqual(
    seen.map((it) => it.name),
    ['ana'],
  )
  assert.deepEqual(await fresh.db.web(bakery, (tx) => members(tx, dentist)), [])
  assert.deepEqual(await fresh.db.web(bakery, (tx) => tx.query('select name from members')), [{ name: 'ana' }])
  assert.equal(await fresh.db.web(bakery, (tx) => workspaceOf(tx, dentist)), null)
})

test('what the door knows is out of reach for what a member’s request may read', async () => {
  for (const table of ['persons', 'passkeys', 'challenges', 'sessions', 'joins']) {
    await assert.rejects(
      fresh.db.web(bakery, (tx) => tx.query(`select from ${table}`)),
      /permission denied/,
      table,
    )
  }
})

test('one e-mail is one person, however it is written', async () => {
  await add(bakery, 'Ana')
  await assert.rejects(
    fresh.db.spine((tx) => addMember(tx, { workspaceId: dentist, role: 'member', name: 'x', email: ` ${email('aNA')} `, password: null })),
    /persons_email_key/,
  )
})

test('only members of demo workspaces can be entered as', async () => {
  const demo = await createWorkspace(fresh.db, { name: 'Story', timeZone: 'America/New_York', demo: true })
  await add(bakery, 'ana')
  const { memberId, personId } = await add(demo.workspaceId, 'maya')
  assert.deepEqual(await demoMembers(fresh.db), [{ workspaceId: demo.workspaceId, id: memberId, personId, name: 'maya' }])
  assert.equal(await homeOf(fresh.db, personId, { demo: false }), null, 'nor is it anybody’s home elsewhere')
})

test('the database holds no token', async () => {
  const token = await makeJoin(fresh.db, bakery, 'owner', now)
  assert.equal(Buffer.from(token, 'base64url').length, 32)
  const rows = await fresh.owner<{ all: string }>('select joins::text as all from joins')
  assert.ok(rows.every((it) => !it.all.includes(token) && !it.all.includes(Buffer.from(token, 'base64url').toString('hex'))))
})

test('a link that two open at once lets one of them in', async () => {
  const token = await makeJoin(fresh.db, bakery, 'owner', now)
  const both = await Promise.all([joinAs(token, 'ana'), joinAs(token, 'bo')])
  assert.deepEqual(both.map((it) => it.kind).sort(), ['gone', 'joined'])
  assert.equal((await fresh.db.web(bakery, (tx) => members(tx, bakery))).length, 1)
  assert.equal((await findJoin(fresh.db, token, now))?.state, 'used')
})

test('a link ends after a week', async () => {
  const token = await makeJoin(fresh.db, bakery, 'admin', now)
  const [just, late] = [new Date(inDays(JOIN_DAYS).getTime() - 1), inDays(JOIN_DAYS)]
  assert.deepEqual(await findJoin(fresh.db, token, just), { workspaceId: bakery, workspaceName: 'Bakery', role: 'admin', state: 'open' })
  assert.equal((await findJoin(fresh.db, token, late))?.state, 'expired')
  assert.deepEqual(await joinAs(token, 'ana', late), { kind: 'gone' })
  assert.equal((await joinAs(token, 'ana', just)).kind, 'joined')
})

test('who cannot use a link leaves it usable', async () => {
  const { personId } = await add(bakery, 'ana')
  const token = await makeJoin(fresh.db, bakery, 'member', now)
  assert.deepEqual(await joinAs(token, 'ana'), { kind: 'known_email' })
  const again = await useJoin(fresh.db, { token, name: 'ana', email: email('ana'), who: { personId } }, now)
  assert.deepEqual(again, { kind: 'already_member' })
  assert.equal((await findJoin(fresh.db, token, now))?.state, 'open')
})

test('a session lives on while it is used, and ends after two idle weeks', async () => {
  const who = { workspaceId: bakery, ...(await add(bakery, 'ana', 'admin')) }
  const token = await startSession(fresh.db, who, now)
  assert.deepEqual(await findSession(fresh.db, token, now), { ...who, role: 'admin', name: 'ana', email: email('ana'), demo: false })
  assert.ok(await findSession(fresh.db, token, inDays(IDLE_DAYS - 1)), 'used just in time, which moves the end')
  assert.ok(await findSession(fresh.db, token, inDays(2 * IDLE_DAYS - 2)))
  assert.equal(await findSession(fresh.db, token, inDays(4 * IDLE_DAYS)), null)
})

test('used every day, it ends after ninety all the same', async () => {
  const token = await startSession(fresh.db, { workspaceId: bakery, ...(await add(bakery, 'ana')) }, now)
  let last = 0
  for (let day = 0; day < LONGEST_DAYS + 5; day += 1) if (await findSession(fresh.db, token, inDays(day))) last = day
  assert.equal(last, LONGEST_DAYS - 1)
})

test('signing in again ends the session before, and leaving ends this one', async () => {
  const who = { workspaceId: bakery, ...(await add(bakery, 'ana')) }
  const first = await startSession(fresh.db, who, now)
  const second = await startSession(fresh.db, { ...who, instead: first }, now)
  assert.equal(await findSession(fresh.db, first, now), null)
  assert.ok(await findSession(fresh.db, second, now))
  await endSession(fresh.db, second)
  assert.equal(await findSession(fresh.db, second, now), null)
})

test('beyond fifty the oldest session ends', async () => {
  const who = { workspaceId: bakery, ...(await add(bakery, 'ana')) }
  const tokens: string[] = []
  for (let at = 0; at < 51; at += 1) tokens.push(await startSession(fresh.db, who, new Date(now.getTime() + at)))
  const live = await Promise.all(tokens.map((it) => findSession(fresh.db, it, now)))
  assert.deepEqual(
    live.map((it) => it !== null),
    [false, ...Array(50).fill(true)],
  )
})

test('who was removed from the workspace is signed out of it', async () => {
  const who = { workspaceId: bakery, ...(await add(bakery, 'ana')) }
  const token = await startSession(fresh.db, who, now)
  await fresh.owner('delete from members where workspace_id = $1 and id = $2', [bakery, who.memberId])
  assert.equal(await findSession(fresh.db, token, now), null)
})

test('who lost every key gets new ones by a link, and stays who they were', async () => {
  const ana = await add(bakery, 'ana', 'admin', 'a password once')
  const session = await startSession(fresh.db, { workspaceId: bakery, ...ana }, now)
  await forgetKeys(fresh.db, ana.personId)
  assert.equal(await findSession(fresh.db, session, now), null)
  const token = await makeJoin(fresh.db, bakery, 'admin', now)
  const joined = await useJoin(fresh.db, { token, name: 'ana', email: email('ana'), who: { keyless: ana.personId, password: 'new' } }, now)
  assert.deepEqual(joined, { kind: 'joined', workspaceId: bakery, ...ana })
  assert.deepEqual(await fresh.owner('select password from persons where id = $1', [ana.personId]), [{ password: 'new' }])
  assert.equal((await findJoin(fresh.db, token, now))?.state, 'used')
})

test('nobody becomes somebody else by a link', async () => {
  const at = { workspaceId: bakery, role: 'admin' as const }
  const keyless = async (personId: string) => isKeyless(fresh.db, personId, at, now)
  const owner = await add(bakery, 'owner', 'owner')
  const admin = await add(bakery, 'admin', 'admin')
  const secured = await add(bakery, 'secured', 'member', 'has a password')
  const elsewhere = await add(dentist, 'elsewhere')
  assert.equal(await keyless(admin.personId), true, 'no key, and no more rights than the link gives')
  assert.equal(await keyless(owner.personId), false, 'more rights than the link gives')
  assert.equal(await keyless(secured.personId), false, 'has a key')
  assert.equal(await keyless(elsewhere.personId), false, 'belongs to another workspace')
  await startSession(fresh.db, { workspaceId: bakery, ...admin }, now)
  assert.equal(await keyless(admin.personId), false, 'is signed in at this moment')

  const token = await makeJoin(fresh.db, bakery, 'admin', now)
  const entry = { token, name: 'x', email: email('owner'), who: { keyless: owner.personId, password: 'mine now' } }
  assert.deepEqual(await useJoin(fresh.db, entry, now), { kind: 'known_email' }, 'the store checks for itself')
  assert.equal((await findJoin(fresh.db, token, now))?.state, 'open')
})
