import assert from 'node:assert/strict'
import { afterAll, beforeAll, test } from 'vitest'
import { stoppedClock } from '#src/platform/clock.ts'
import { type FreshDatabase, freshDatabase } from '../../test/support/postgres.ts'
import { fakeSource } from './fakes.ts'
import { openRing } from './ring.ts'
import type { DataKey } from './seal.ts'
import { keyRows } from './store.ts'

let it: FreshDatabase
beforeAll(async () => {
  it = await freshDatabase({ max: 8 })
  await it.owner(`insert into workspaces (workspace_id, name) select n, 'workspace ' || n from generate_series(1, 60) n`)
})
afterAll(() => it[Symbol.asyncDispose]())

const row = (workspaceId: number, day: number, wrapped: string) => ({ workspaceId, day, wrapped: Buffer.from(wrapped) })
const shown = (rows: { workspaceId: number; day: number; wrapped: Buffer }[]) =>
  rows.map(({ workspaceId, day, wrapped }) => `${workspaceId}:${day} ${wrapped}`).sort()

test('what was made is loaded again, and only what was asked for', async () => {
  const rows = keyRows(it.db)
  await rows.create([row(1, 0, 'a'), row(1, 20_778, 'b'), row(2, 20_778, 'c')])
  const loaded = await rows.load([
    { workspaceId: 1, day: 20_778 },
    { workspaceId: 2, day: 20_778 },
    { workspaceId: 2, day: 20_779 },
  ])
  assert.deepEqual(shown(loaded), ['1:20778 b', '2:20778 c'])
  assert.deepEqual(await rows.load([]), [])
})

test('who comes second gets what the first made', async () => {
  const rows = keyRows(it.db)
  assert.deepEqual(shown(await rows.create([row(3, 1, 'first')])), ['3:1 first'])
  assert.deepEqual(shown(await rows.create([row(3, 1, 'second'), row(3, 2, 'new')])), ['3:1 first', '3:2 new'])
})

test('a shredded row stays, empty, and is not made again', async () => {
  const rows = keyRows(it.db)
  await rows.create([row(4, 1, 'a'), row(4, 2, 'b')])
  await rows.shred({ workspaceId: 4, day: 1 })
  assert.deepEqual(shown(await rows.create([row(4, 1, 'again'), row(4, 2, 'again')])), ['4:1 ', '4:2 b'])
})

test('five processes that make the day’s keys of fifty workspaces at once agree on every one', async () => {
  const source = fakeSource()
  const clock = stoppedClock(new Date('2026-11-21T12:00:00Z'))
  let drawn = 0
  const rings = Array.from({ length: 5 }, () =>
    openRing({
      source,
      rows: keyRows(it.db),
      clock,
      random: (bytes) => Buffer.alloc(bytes, ++drawn % 251),
      log: { info: () => {}, warn: () => {}, error: assert.fail },
    }),
  )
  const ids = Array.from({ length: 50 }, (_, i) => 11 + i)
  // Each in an order of its own: the insert must not deadlock.
  const all = await Promise.all(rings.map((ring, i) => ring.sealing([...ids.slice(i * 9), ...ids.slice(0, i * 9)])))
  for (const id of ids) {
    const keys = all.map((keys) => keys.get(id) as DataKey)
    assert.deepEqual(new Set(keys.map(({ kind }) => kind)), new Set(['key']))
    assert.equal(new Set(keys.map(({ bytes }) => bytes.toString('hex'))).size, 1)
  }
})

test('a workspace sees no other’s data keys', async () => {
  const seen = await it.db.web(1, (tx) => tx.query<{ workspace_id: number }>('select distinct workspace_id from data_keys'))
  assert.deepEqual(seen, [{ workspace_id: 1 }])
})
