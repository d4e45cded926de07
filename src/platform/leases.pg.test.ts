import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/support/postgres.ts'
import { stoppedClock } from './clock.ts'
import { inherit, openLeases } from './leases.ts'

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh[Symbol.asyncDispose]())

function holder(ttlMs = 10_000) {
  const clock = stoppedClock(new Date(0))
  return { clock, leases: openLeases({ query: fresh.db.spineRead, holder: randomUUID(), clock, ttlMs }) }
}

/** As if the database's clock had gone on. */
const timePasses = (name: string) =>
  fresh.owner(`update leases set until = clock_timestamp() - interval '1 second' where name = $1`, [name])

test('one holds it, the other does not', async () => {
  const [ann, bob] = [holder(), holder()]
  const lease = await ann.leases.take('link 1')
  assert.deepEqual([lease?.name, lease?.epoch, lease?.isHeld()], ['link 1', 1, true])
  assert.equal(await bob.leases.take('link 1'), null)
})

test('many at once: one gets it', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => holder().leases.take('link 2')))
  assert.equal(all.filter((it) => it !== null).length, 1)
})

test('an abandoned one goes to the next with a new epoch, and the first hears of it', async () => {
  const [ann, bob] = [holder(), holder()]
  const first = await ann.leases.take('link 3')
  await timePasses('link 3')
  const second = await bob.leases.take('link 3')
  assert.deepEqual([first?.epoch, second?.epoch], [1, 2])
  assert.deepEqual(await ann.leases.renew(), [first])
  assert.deepEqual([first?.isHeld(), second?.isHeld()], [false, true])
})

test('the holder stops believing before the database does, whatever the answer takes', async () => {
  const ann = holder(10_000)
  const lease = await ann.leases.take('link 4')
  ann.clock.forward(8_999)
  assert.equal(lease?.isHeld(), true)
  ann.clock.forward(1)
  assert.equal(lease?.isHeld(), false)
})

test('renewing prolongs it, under the same epoch', async () => {
  const ann = holder(10_000)
  const lease = await ann.leases.take('link 5')
  ann.clock.forward(8_000)
  assert.deepEqual(await ann.leases.renew(), [])
  ann.clock.forward(8_000)
  assert.deepEqual([lease?.isHeld(), lease?.epoch], [true, 1])
})

test('who comes too late to renew has lost it, even if nobody else took it', async () => {
  const ann = holder()
  const lease = await ann.leases.take('link 6')
  await timePasses('link 6')
  assert.deepEqual(await ann.leases.renew(), [lease])
  assert.equal((await ann.leases.take('link 6'))?.epoch, 2)
})

test('taking what one holds keeps the epoch', async () => {
  const ann = holder()
  const first = await ann.leases.take('link 7')
  assert.equal(await ann.leases.take('link 7'), first)
})

test('what is released is free at once', async () => {
  const [ann, bob] = [holder(), holder()]
  const lease = await ann.leases.take('link 8')
  await ann.leases.take('link 9')
  await ann.leases.release('link 8')
  assert.equal(lease?.isHeld(), false)
  assert.equal((await bob.leases.take('link 8'))?.epoch, 2)
  await ann.leases.releaseAll()
  assert.equal((await bob.leases.take('link 9'))?.epoch, 2)
})

test('what the process before us held in this data folder is ours at once, under a new epoch', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-leases-'))
  const file = join(folder, 'leaseholder')
  const open = async () => {
    const id = randomUUID()
    await inherit({ query: fresh.db.spineRead, file, holder: id })
    return openLeases({ query: fresh.db.spineRead, holder: id, clock: stoppedClock(new Date(0)) })
  }
  const killed = await (await open()).take('link of the killed')
  assert.equal(await holder().leases.take('link of the killed'), null, 'from another folder it must be waited for')
  const again = await (await open()).take('link of the killed')
  assert.equal(again?.epoch, (killed?.epoch ?? 0) + 1)
  rmSync(folder, { recursive: true })
})
