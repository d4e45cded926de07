import assert from 'node:assert/strict'
import { afterAll, beforeAll, beforeEach, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../test/support/postgres.ts'
import { invitations, invite, MOST_INVITATIONS, revokeInvitation } from '../invitations/store.ts'
import { findJoin, useJoin as joinBy } from '../joins/store.ts'
import type { Role } from '../roles.ts'
import { findSession, startSession } from '../sessions/store.ts'
import { addMember, createWorkspace, members } from '../store.ts'
import { type By, byMachine } from './by.ts'
import { changeMember, type HandOver, removeMember } from './changing/store.ts'

/** Who may change whom, and what must stay so whoever does what at the same moment. */

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase({ max: 6 })
})
afterAll(() => fresh[Symbol.asyncDispose]())

const now = new Date('2026-11-21T12:00:00Z')
const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000)
const key: By = { kind: 'key', name: 'Booking' }

/** Each test has a workspace and people of its own. */
let workspaceId: number
let counter = 0
beforeEach(async () => {
  counter += 1
  workspaceId = (await createWorkspace(fresh.db, { name: 'Bakery', timeZone: 'Europe/Madrid', demo: false })).workspaceId
})

type Someone = { personId: string; memberId: string; name: string; by: By }
async function add(name: string, role: Role, at = workspaceId): Promise<Someone> {
  const email = `${name}-${counter}@example.com`
  const made = await fresh.db.spine((tx) => addMember(tx, { workspaceId: at, role, name, email, password: 'a hash' }))
  return { ...made, name, by: { kind: 'member', id: made.memberId, name } }
}

const handOver: HandOver = async () => []
const change = (it: Someone, by: By, given: { role?: Role; name?: string }) =>
  changeMember(fresh.db, { workspaceId, id: it.memberId, by, ...given }, now)
const remove = (it: Someone, by: By, to: string | null = null, how = handOver) =>
  removeMember(fresh.db, { workspaceId, id: it.memberId, by, to, handOver: how }, now)
const invited = async (name: string | null, by: By, role: Role = 'member') => {
  const made = await invite(fresh.db, { workspaceId, role, name, by }, now)
  return made.kind === 'made' ? made : assert.fail(made.kind)
}
const rolesNow = async () => {
  const all = await fresh.db.web(workspaceId, (tx) => members(tx, workspaceId))
  return Object.fromEntries(all.map(({ name, role }) => [name, role]))
}
const said = async () =>
  (
    await fresh.owner<{ kind: string; data: object }>('select kind, data from events where workspace_id = $1 order by seq', [workspaceId])
  ).map(({ kind, data }) => [kind, data] as const)

const rules: [Role, Role, Role, string, string][] = [
  ['owner', 'member', 'owner', 'changed', 'an owner makes owners'],
  ['owner', 'admin', 'member', 'changed', 'and lowers admins'],
  ['admin', 'member', 'admin', 'changed', 'an admin makes admins'],
  ['admin', 'admin', 'member', 'changed', 'and lowers them'],
  ['admin', 'member', 'owner', 'above', 'but no owners'],
  ['admin', 'owner', 'member', 'above', 'nor lowers one'],
]
for (const [mine, theirs, next, kind, because] of rules)
  test(`as ${mine}, ${theirs} to ${next}: ${because}`, async () => {
    await add('first', 'owner')
    const [ana, bo] = [await add('ana', mine), await add('bo', theirs)]
    assert.equal((await change(bo, ana.by, { role: next })).kind, kind)
    assert.equal((await rolesNow())['bo'], kind === 'changed' ? next : theirs)
  })

test('nobody raises themselves', async () => {
  await add('first', 'owner')
  const ana = await add('ana', 'admin')
  assert.deepEqual(await change(ana, ana.by, { role: 'owner' }), { kind: 'above' })
  assert.equal((await change(ana, ana.by, { role: 'member' })).kind, 'changed', 'they may step down')
  assert.deepEqual(await change(ana, ana.by, { role: 'admin' }), { kind: 'above' }, 'and not up again')
})

test('a key reaches no owner, whoever made it', async () => {
  const [ana, bo] = [await add('ana', 'owner'), await add('bo', 'member')]
  await add('cy', 'owner')
  assert.deepEqual(await change(bo, key, { role: 'owner' }), { kind: 'above' })
  assert.deepEqual(await change(ana, key, { name: 'x' }), { kind: 'above' })
  assert.deepEqual(await remove(ana, key), { kind: 'above' })
  assert.equal((await change(bo, key, { role: 'admin' })).kind, 'changed')
  assert.deepEqual(await invite(fresh.db, { workspaceId, role: 'owner', name: null, by: key }, now), { kind: 'above' })
})

test('the only owner stays one; without owners, so does the only admin', async () => {
  const ana = await add('ana', 'owner')
  await add('bo', 'admin')
  assert.deepEqual(await change(ana, ana.by, { role: 'admin' }), { kind: 'last_owner' })
  assert.deepEqual(await remove(ana, ana.by), { kind: 'last_owner' })
  assert.deepEqual(await change(ana, ana.by, { role: 'owner', name: 'Ana' }).then(({ kind }) => kind), 'changed', 'a new name is no matter')

  workspaceId = (await createWorkspace(fresh.db, { name: 'New', timeZone: 'Europe/Madrid', demo: false })).workspaceId
  const dee = await add('dee', 'admin')
  assert.deepEqual(await change(dee, dee.by, { role: 'member' }), { kind: 'last_admin' })
  assert.deepEqual(await remove(dee, dee.by), { kind: 'last_admin' })
})

test('of two who remove each other at once, one stays', async () => {
  for (let round = 0; round < 12; round += 1) {
    workspaceId = (await createWorkspace(fresh.db, { name: 'Race', timeZone: 'Europe/Madrid', demo: false })).workspaceId
    counter += 1
    const role = round % 2 ? 'admin' : 'owner'
    const [ana, bo] = [await add('ana', role), await add('bo', role)]
    const kinds = (await Promise.all([remove(ana, bo.by), remove(bo, ana.by)])).map(({ kind }) => kind)
    assert.deepEqual(kinds.sort(), ['gone', 'removed'])
    assert.equal(Object.keys(await rolesNow()).length, 1)
  }
})

test('of several who step down at once, the last stays', async () => {
  const all = [await add('ana', 'owner'), await add('bo', 'owner'), await add('cy', 'owner'), await add('dee', 'owner')]
  const kinds = await Promise.all(all.map((it, at) => (at % 2 ? remove(it, it.by) : change(it, it.by, { role: 'member' }))))
  assert.equal(kinds.filter(({ kind }) => kind === 'last_owner').length, 1)
  assert.equal(Object.values(await rolesNow()).filter((it) => it === 'owner').length, 1)
})

test('who is lowered at this moment gives nothing any more', async () => {
  for (let round = 0; round < 6; round += 1) {
    counter += 1
    const [ana, bo] = [await add(`ana${round}`, 'owner'), await add(`bo${round}`, 'admin')]
    const [lowered, invited] = await Promise.all([
      change(bo, ana.by, { role: 'member' }),
      invite(fresh.db, { workspaceId, role: 'admin', name: 'for myself', by: bo.by }, now),
    ])
    assert.equal(lowered.kind, 'changed')
    assert.ok(['made', 'above'].includes(invited.kind))
    const open = await invitations(fresh.db, workspaceId, now)
    assert.deepEqual(open, [], 'too late, or taken back')
  }
})

test('who is removed has no session, no invitation and no password left, and their name stays on what they wrote', async () => {
  const [ana, bo] = [await add('ana', 'owner'), await add('bo', 'admin')]
  const session = await startSession(fresh.db, { workspaceId, ...bo }, now)
  const theirs = await invited('for later', bo.by, 'admin')
  const given: unknown[] = []
  const done = await remove(bo, ana.by, ana.memberId, async (_, it) => {
    given.push(it)
    return [{ workspaceId, at: now, kind: 'conversation.assigned', data: { to: it.to } }]
  })
  assert.deepEqual(done, { kind: 'removed' })
  assert.equal(await findSession(fresh.db, session, now), null)
  assert.equal((await findJoin(fresh.db, theirs.token, now))?.state, 'revoked')
  assert.deepEqual(await fresh.owner('select id from persons where id = $1', [bo.personId]), [])
  assert.deepEqual(await fresh.owner('select id, name, removed_by from former_members where workspace_id = $1', [workspaceId]), [
    { id: bo.memberId, name: 'bo', removed_by: ana.memberId },
  ])
  assert.deepEqual(given, [{ workspaceId, from: bo.memberId, to: ana.memberId, by: ana.memberId, at: now }])
  assert.deepEqual((await said()).slice(1), [
    ['member.removed', { member: bo.memberId, name: 'bo', by: ana.memberId }],
    ['conversation.assigned', { to: ana.memberId }],
    ['invitation.revoked', { invitation: theirs.invitation.id, name: 'for later', role: 'admin', by: ana.memberId }],
  ])
  assert.deepEqual(await remove(bo, ana.by), { kind: 'not_there' }, 'a second time there is nobody')
})

test('who is removed here and belongs elsewhere stays who they are there', async () => {
  const [ana, bo] = [await add('ana', 'owner'), await add('bo', 'member')]
  const there = (await createWorkspace(fresh.db, { name: 'Dentist', timeZone: 'Europe/Madrid', demo: false })).workspaceId
  const { memberId } = await fresh.db.spine((tx) =>
    addMember(tx, { workspaceId: there, role: 'owner', name: 'bo', email: 'bo@x.example', personId: bo.personId }),
  )
  const session = await startSession(fresh.db, { workspaceId: there, personId: bo.personId, memberId }, now)
  assert.equal((await remove(bo, ana.by)).kind, 'removed')
  assert.equal((await findSession(fresh.db, session, now))?.workspaceId, there)
})

test('conversations go to another member, or nobody is removed', async () => {
  const [ana, bo] = [await add('ana', 'owner'), await add('bo', 'member')]
  const stranger = await add(
    'stranger',
    'owner',
    (await createWorkspace(fresh.db, { name: 'X', timeZone: 'UTC', demo: false })).workspaceId,
  )
  assert.deepEqual(await remove(bo, ana.by, bo.memberId), { kind: 'no_heir' })
  assert.deepEqual(await remove(bo, ana.by, stranger.memberId), { kind: 'no_heir' })
  assert.deepEqual(await remove(stranger, ana.by), { kind: 'not_there' }, 'nor is anybody of another workspace')
  assert.deepEqual(await rolesNow(), { ana: 'owner', bo: 'member' })
})

test('a change stands in the log, and none does not', async () => {
  const [ana, bo] = [await add('ana', 'owner'), await add('bo', 'member')]
  await change(bo, ana.by, { role: 'member', name: 'bo' })
  assert.deepEqual(await said(), [])
  await change(bo, byMachine, { role: 'admin', name: 'Bo' })
  assert.deepEqual(await said(), [
    ['member.changed', { member: bo.memberId, name: 'Bo', role: 'admin', changed: ['name', 'role'], by: 'command line' }],
  ])
})

test('an invitation is listed until it is used, taken back or too old, and says who made it', async () => {
  const ana = await add('ana', 'owner')
  const make = (name: string) => invited(name, ana.by)
  const [used, back, open] = [await make('used'), await make('back'), await make('open')]
  const joined = await joinBy(fresh.db, { token: used.token, name: 'Uli', email: `uli-${counter}@x.example`, who: { password: null } }, now)
  assert.equal(await revokeInvitation(fresh.db, { workspaceId, id: back.invitation.id, by: key }, now), true)
  assert.deepEqual(await invitations(fresh.db, workspaceId, now), [open.invitation])
  assert.deepEqual([open.invitation.maker, open.invitation.expiresAt], ['ana', inDays(7)])
  assert.deepEqual(await invitations(fresh.db, workspaceId, inDays(7)), [])
  for (const { invitation } of [used, back])
    assert.equal(await revokeInvitation(fresh.db, { workspaceId, id: invitation.id, by: key }, now), false)
  assert.equal((await findJoin(fresh.db, back.token, now))?.state, 'revoked')
  const entry = { token: back.token, name: 'Late', email: `late-${counter}@x.example`, who: { password: null } }
  assert.deepEqual(await joinBy(fresh.db, entry, now), { kind: 'gone' })
  assert.deepEqual(
    (await said()).slice(3).map(([kind, data]) => [kind, 'invitation' in data && data.invitation]),
    [
      ['member.joined', used.invitation.id],
      ['invitation.revoked', back.invitation.id],
    ],
  )
  assert.equal(joined.kind, 'joined')
})

test('an invitation that is used and taken back at once is one or the other', async () => {
  for (let round = 0; round < 8; round += 1) {
    const made = await invited(null, byMachine)
    const entry = { token: made.token, name: 'x', email: `both-${counter}-${round}@x.example`, who: { password: null } }
    const [joined, revoked] = await Promise.all([
      joinBy(fresh.db, entry, now),
      revokeInvitation(fresh.db, { workspaceId, id: made.invitation.id, by: byMachine }, now),
    ])
    assert.equal(joined.kind === 'joined', !revoked)
  }
})

test('beyond so many open invitations, some are taken back first', async () => {
  const one = () => invite(fresh.db, { workspaceId, role: 'member', name: null, by: byMachine }, now)
  for (let made = 0; made < MOST_INVITATIONS; made += 1) assert.equal((await one()).kind, 'made')
  assert.deepEqual(await one(), { kind: 'full' })
})
