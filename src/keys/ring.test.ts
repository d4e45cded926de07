import assert from 'node:assert/strict'
import { test } from 'vitest'
import { stoppedClock } from '#src/platform/clock.ts'
import { fakeRows, fakeSource } from './fakes.ts'
import type { KeyState } from './held.ts'
import { openRing } from './ring.ts'
import { type DataKey, KeyGone, open, seal } from './seal.ts'

const where = { workspaceId: 7, table: 'messages', row: '1', column: 'body' }
const MINUTE = 60_000
const DAY = 20_778

/** One process: its ring, and what it told. Several may share rows, source and clock. */
function world(start = '2026-11-21T12:00:00Z') {
  const source = fakeSource()
  const rows = fakeRows()
  const clock = stoppedClock(new Date(start))
  const time = { backMs: 0 }
  let drawn = 0
  const ringOf = () => {
    const told: string[] = []
    const said: string[] = []
    const log = { info: () => {}, warn: () => {}, error: (_: unknown, words?: string) => void said.push(words ?? '') }
    const random = (bytes: number) => Buffer.alloc(bytes, ++drawn)
    const moved = { ...clock, now: () => new Date(clock.now().getTime() - time.backMs) }
    const ring = openRing({ source, rows, clock: moved, random, log })
    ring.onChange((workspaceId, state: KeyState) => told.push(`${workspaceId} ${state}`))
    return { ring, told, said }
  }
  return { source, rows, clock, time, ringOf, ...ringOf() }
}

type World = ReturnType<typeof world>
const sealing = async ({ ring }: Pick<World, 'ring'>, id = 7) => (await ring.sealing([id])).get(id)!
const opening = async ({ ring }: Pick<World, 'ring'>, day: number, id = 7) => (await ring.opening([{ workspaceId: id, day }]))[0]!
const keyOf = (it: { kind: string }): DataKey => {
  assert.equal(it.kind, 'key')
  return it as DataKey
}
async function turn({ ring }: World) {
  await ring.watch()
  await ring.tend()
}

test('the first use makes a search key and today’s key; the next needs nobody', async () => {
  const it = world()
  const key = keyOf(await sealing(it))
  assert.deepEqual([key.workspaceId, key.day], [7, DAY])
  assert.deepEqual([...it.rows.all.keys()].sort(), ['7:0', `7:${DAY}`])
  const asked = it.source.asked.length
  assert.equal(await sealing(it), key)
  assert.equal(it.ring.cached(7, it.ring.today()), key)
  assert.equal(it.source.asked.length, asked)
})

test('what one process sealed another opens', async () => {
  const it = world()
  const sealed = seal(keyOf(await sealing(it)), where, 'Your table is ready', it.ring.nonces(1))
  const key = keyOf(await opening(it.ringOf(), DAY))
  assert.equal(open(key, where, sealed).toString(), 'Your table is ready')
})

test('many at once ask once, and each workspace has its own key', async () => {
  const it = world()
  const all = await Promise.all(Array.from({ length: 50 }, () => it.ring.sealing([7, 8, 7])))
  assert.equal(it.source.asked.filter((words) => words.startsWith('wrap 7')).length, 1)
  assert.equal(new Set(all.map((keys) => keys.get(7))).size, 1)
  assert.notDeepEqual(keyOf(all[0]!.get(7)!).bytes, keyOf(all[0]!.get(8)!).bytes)
})

test('two processes that make the day’s key at once end with the same', async () => {
  const it = world()
  const other = it.ringOf()
  const [mine, theirs] = await Promise.all([sealing(it), sealing(other)])
  assert.deepEqual(keyOf(mine).bytes, keyOf(theirs).bytes)
  assert.deepEqual(keyOf(await it.ring.searching(7)).bytes, keyOf(await other.ring.searching(7)).bytes)
})

test('a day begins at midnight, and yesterday still opens', async () => {
  const it = world('2026-11-21T23:59:00Z')
  const yesterday = keyOf(await sealing(it))
  it.clock.forward(2 * MINUTE)
  const today = keyOf(await sealing(it))
  assert.deepEqual([yesterday.day, today.day], [DAY, DAY + 1])
  assert.equal(await opening(it, DAY), yesterday)
})

test('a source that is down at midnight stops nobody: the key is made before', async () => {
  const it = world('2026-11-21T23:29:00Z')
  await sealing(it)
  await turn(it)
  assert.equal(it.rows.all.has(`7:${DAY + 1}`), false)
  it.clock.forward(2 * MINUTE)
  await turn(it)
  it.clock.forward(28 * MINUTE)
  await turn(it)
  it.source.down = true
  it.clock.forward(2 * MINUTE)
  assert.equal(keyOf(await sealing(it)).day, DAY + 1)
})

test('a clock set back seals under the day it says, and all of it opens', async () => {
  const it = world('2026-11-22T00:01:00Z')
  const later = keyOf(await sealing(it))
  it.time.backMs = 5 * MINUTE
  const earlier = keyOf(await sealing(it))
  assert.deepEqual([later.day, earlier.day], [DAY + 1, DAY])
  const fresh = it.ringOf()
  for (const key of [later, earlier]) assert.deepEqual(keyOf(await opening(fresh, key.day)).bytes, key.bytes)
})

test('a clock set back does not keep keys longer than they may be kept', async () => {
  const it = world()
  await sealing(it)
  it.source.down = true
  it.time.backMs = 60 * MINUTE
  it.clock.forward(15 * MINUTE)
  assert.equal(it.ring.cached(7, DAY), null)
})

test('while the source is down what is at hand works for 15 minutes, then it is gone, and it heals', async () => {
  const it = world()
  const key = keyOf(await sealing(it))
  it.source.down = true
  it.clock.forward(14 * MINUTE)
  await turn(it)
  assert.equal(await sealing(it), key)
  assert.deepEqual(it.told, [])

  it.clock.forward(MINUTE)
  await turn(it)
  assert.deepEqual(await sealing(it), { kind: 'unavailable' })
  assert.equal(key.gone, true)
  assert.deepEqual(key.bytes, Buffer.alloc(32))

  it.source.down = false
  await turn(it)
  assert.equal(it.ring.state(7), 'ok')
  keyOf(await sealing(it))
  assert.deepEqual(it.told, ['7 unavailable', '7 ok'])
})

test('while the source is down a day that is not at hand is unavailable, and today’s still works', async () => {
  const it = world()
  await sealing(it)
  it.clock.forward(24 * 60 * MINUTE)
  const other = it.ringOf()
  const today = await sealing(other)
  it.source.down = true
  assert.deepEqual(await opening(other, DAY), { kind: 'unavailable' })
  assert.equal(await sealing(other), today)
  assert.equal(other.ring.state(7), 'unavailable')
})

test('while the source is down it is not asked again for each message', async () => {
  const it = world()
  it.source.down = true
  await sealing(it)
  const asked = it.source.asked.length
  for (let n = 0; n < 100; n++) assert.deepEqual(await sealing(it), { kind: 'unavailable' })
  assert.equal(it.source.asked.length, asked)
  it.source.down = false
  await turn(it)
  keyOf(await sealing(it))
})

test('a revoked key is dropped with the next look and its bytes are zero; given back, it heals with the one after', async () => {
  const it = world()
  const mine = keyOf(await sealing(it))
  const theirs = keyOf(await sealing(it, 8))
  const sealed = seal(mine, where, 'Your table is ready', it.ring.nonces(1))
  it.source.revoked.add(7)
  await turn(it)
  assert.equal(it.ring.cached(7, DAY), null)
  assert.deepEqual(await sealing(it), { kind: 'revoked' })
  assert.deepEqual(await opening(it, DAY), { kind: 'revoked' })
  assert.deepEqual(await it.ring.searching(7), { kind: 'revoked' })
  assert.deepEqual(mine.bytes, Buffer.alloc(32))
  assert.throws(() => seal(mine, where, 'never under zeros', it.ring.nonces(1)), KeyGone)
  assert.equal(await sealing(it, 8), theirs)

  it.source.revoked.delete(7)
  await turn(it)
  assert.equal(open(keyOf(await opening(it, DAY)), where, sealed).toString(), 'Your table is ready')
  assert.deepEqual(it.told, ['7 revoked', '7 ok'])
})

test('revoked between being asked and answering: the answer does not come in after', async () => {
  const it = world()
  await sealing(it)
  const other = it.ringOf()
  const unwrap = it.source.unwrap
  it.source.unwrap = async (...given) => {
    const answer = await unwrap(...given)
    it.source.revoked.add(7)
    await other.ring.watch()
    return answer
  }
  assert.deepEqual(await opening(other, DAY), { kind: 'revoked' })
  assert.equal(other.ring.cached(7, DAY), null)
  assert.equal(other.ring.state(7), 'revoked')
})

test('revoked before anybody asked: whoever only looks at the state hears of it', async () => {
  const it = world()
  await sealing(it)
  it.source.revoked.add(7)
  const other = it.ringOf()
  assert.equal(other.ring.state(7), 'ok')
  await turn({ ...it, ...other })
  await turn({ ...it, ...other })
  assert.equal(other.ring.state(7), 'revoked')
})

test('a workspace that has no key yet is not revoked', async () => {
  const it = world()
  assert.equal(it.ring.state(9), 'ok')
  await turn(it)
  await turn(it)
  assert.equal(it.ring.state(9), 'ok')
  keyOf(await sealing(it, 9))
})

test('another key in place of the right one opens nothing, and says so', async () => {
  const it = world()
  await sealing(it)
  it.source.changed.add(7)
  const other = it.ringOf()
  assert.deepEqual(await opening(other, DAY), { kind: 'unavailable' })
  assert.equal(other.ring.state(7), 'unavailable')
  assert.equal(other.said.length, 1)
  it.source.changed.delete(7)
  await turn({ ...it, ...other })
  keyOf(await opening(other, DAY))
})

test('a shredded day never opens again, here at once and elsewhere with the next recheck; the others stay', async () => {
  const it = world()
  const other = it.ringOf()
  const old = keyOf(await sealing(it))
  await sealing(other)
  it.clock.forward(24 * 60 * MINUTE)
  const today = await sealing(it)
  await it.ring.shred(7, DAY)
  assert.deepEqual(await opening(it, DAY), { kind: 'shredded' })
  assert.equal(old.gone, true)
  await other.ring.recheck()
  assert.deepEqual(await opening(other, DAY), { kind: 'shredded' })
  assert.equal(await sealing(it), today)
  assert.deepEqual(it.told, [])
})

test('a shredded day is not made again, even when the clock is set back to it', async () => {
  const it = world()
  await sealing(it)
  it.clock.forward(24 * 60 * MINUTE)
  await it.ring.shred(7, DAY)
  it.time.backMs = 24 * 60 * MINUTE
  assert.deepEqual(await sealing(it), { kind: 'shredded' })
})

test('today and the search key are not shredded', async () => {
  const it = world()
  for (const day of [0, DAY, DAY + 1]) await assert.rejects(it.ring.shred(7, day), RangeError)
})

test('who has read back further than a year lets the oldest go, and keeps today', async () => {
  const it = world()
  const first = keyOf(await sealing(it))
  for (let n = 0; n < 410; n++) {
    it.clock.forward(24 * 60 * MINUTE)
    await sealing(it)
  }
  assert.equal(it.ring.cached(7, DAY), null)
  assert.equal(first.gone, false)
  keyOf(await opening(it, DAY))
  keyOf(it.ring.cached(7, it.ring.today())!)
})

test('a workspace nobody asks about is forgotten, and not asked about', async () => {
  const it = world()
  const key = keyOf(await sealing(it))
  it.clock.forward(31 * MINUTE)
  await turn(it)
  assert.equal(key.gone, true)
  const asked = it.source.asked.length
  await turn(it)
  assert.equal(it.source.asked.length, asked)
  keyOf(await sealing(it))
})

test('closed, it has zeroed every key', async () => {
  const it = world()
  const key = keyOf(await sealing(it))
  it.ring.close()
  assert.deepEqual([key.gone, key.bytes], [true, Buffer.alloc(32)])
})

test('a source that breaks is heard by whoever asked, and the next ask starts anew', async () => {
  const it = world()
  const { unwrap } = it.source
  it.source.unwrap = () => Promise.reject(new Error('a mistake of ours'))
  await assert.rejects(Promise.all([it.ring.sealing([7]), it.ring.sealing([7, 8])]), /a mistake of ours/)
  it.source.unwrap = unwrap
  keyOf(await sealing(it))
})

test('five thousand workspaces at once are asked about a hundred at a time', async () => {
  const it = world()
  const { unwrap } = it.source
  let [now, most] = [0, 0]
  it.source.unwrap = async (...given) => {
    most = Math.max(most, ++now)
    const answer = await unwrap(...given)
    now -= 1
    return answer
  }
  const keys = await it.ring.sealing(Array.from({ length: 5_000 }, (_, i) => i + 1))
  assert.equal(keys.size, 5_000)
  assert.equal(most, 100)
})
