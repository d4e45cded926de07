import assert from 'node:assert/strict'
import { afterAll, beforeAll, test } from 'vitest'
import { createWorkspace } from '#src/workspaces/store.ts'
import { message } from '../../test/support/message.ts'
import { type FreshDatabase, freshDatabase } from '../../test/support/postgres.ts'
import { usualSettings } from './settings.ts'
import { openSources } from './store.ts'

/** What the policies ask about, as it stands in the database. */

let fresh: FreshDatabase
const ids: number[] = []
beforeAll(async () => {
  fresh = await freshDatabase()
  for (const timeZone of ['America/Denver', 'America/Chicago'])
    ids.push((await createWorkspace(fresh.db, { name: 'x', timeZone, demo: false })).workspaceId)
  await fresh.owner(
    `insert into consents (workspace_id, uri, state, at, source) values
       ($1, 'tel:+1', 'given', now(), 'START'), ($1, 'tel:+2', 'withdrawn', now(), 'STOP'), ($2, 'tel:+1', 'withdrawn', now(), 'STOP')`,
    ids,
  )
})
afterAll(() => fresh[Symbol.asyncDispose]())

const open = (nowMs = () => 0) => openSources(fresh.db, { nowMs })
const to = (workspace: number, ...uris: `tel:${string}`[]) => message({ workspaceId: ids[workspace]!, to: uris })

const consents = [
  { of: () => to(0, 'tel:+1'), expect: 'given', because: 'they asked for it' },
  { of: () => to(0, 'tel:+2'), expect: 'withdrawn', because: 'they said STOP' },
  { of: () => to(0, 'tel:+3'), expect: 'absent', because: 'nobody asked them' },
  { of: () => to(0, 'tel:+1', 'tel:+3'), expect: 'absent', because: 'one of them was never asked' },
  { of: () => to(0, 'tel:+1', 'tel:+3', 'tel:+2'), expect: 'withdrawn', because: 'one of them said STOP' },
  { of: () => to(1, 'tel:+1'), expect: 'withdrawn', because: 'each workspace has its own' },
  { of: () => to(1, 'tel:+2'), expect: 'absent', because: 'and knows nothing of the other’s' },
]
test('the weakest consent of each, all in one query', async () => {
  const found = await open().consents(consents.map(({ of }) => of()))
  for (const [i, { expect, because }] of consents.entries()) assert.equal(found[i]?.state, expect, because)
})

test('where nobody knows the zone it is the workspace’s own', async () => {
  const zones = await open().timeZones([to(0, 'tel:12345'), to(1, 'tel:12345')])
  assert.deepEqual(zones, [['America/Denver'], ['America/Chicago']])
})

test('settings that cannot be read hold nobody’s messages', async () => {
  await fresh.owner(`insert into policy_settings (workspace_id, settings) values ($1, '{"quietHours": {"opens": "at dawn"}}')`, [ids[0]])
  const [mine, theirs] = await open().settings([to(0, 'tel:+1'), to(1, 'tel:+1')])
  assert.deepEqual([mine, theirs], [usualSettings, usualSettings])
})

test('settings are remembered for some seconds, and forgotten at once when somebody says so', async () => {
  let now = 0
  const sources = open(() => now)
  const opens = async () => (await sources.settings([to(1, 'tel:+1')]))[0]?.quietHours.opens
  assert.equal(await opens(), 8)
  await fresh.owner(`insert into policy_settings (workspace_id, settings) values ($1, '{"quietHours": {"opens": 10}}')`, [ids[1]])
  assert.equal(await opens(), 8)
  sources.changed()
  assert.equal(await opens(), 10)
  await fresh.owner(`update policy_settings set settings = '{"quietHours": {"opens": 11}}' where workspace_id = $1`, [ids[1]])
  now += 5_000
  assert.equal(await opens(), 11)
})

test('what could not be read is not remembered', async () => {
  const sources = open()
  await fresh.owner('alter table policy_settings rename to away')
  await assert.rejects(sources.settings([to(1, 'tel:+1')]))
  await fresh.owner('alter table away rename to policy_settings')
  assert.equal((await sources.settings([to(1, 'tel:+1')]))[0]?.quietHours.opens, 11)
})
