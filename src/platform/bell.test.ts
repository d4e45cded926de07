import assert from 'node:assert/strict'
import { afterEach, beforeEach, test, vi } from 'vitest'
import { makeBell, repeat } from './bell.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())
const never = (cause: unknown) => assert.fail(String(cause))
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

test('it works at once, then every so often, and at once when it rings', async () => {
  let runs = 0
  const bell = makeBell()
  await using _ = bell.answer(async () => void runs++, { everyMs: 100, failed: never })
  await pass(0)
  assert.equal(runs, 1)
  await pass(100)
  assert.equal(runs, 2)
  bell.ring()
  await pass(0)
  assert.equal(runs, 3)
})

test('a ring while it works is not lost, and many are one', async () => {
  let runs = 0
  let go = () => {}
  const work = () =>
    new Promise<void>((resolve) => {
      runs++
      go = resolve
    })
  const loop = repeat(work, 1_000, never)
  loop.wake()
  loop.wake()
  go()
  await pass(0)
  assert.equal(runs, 2)
  go()
  await pass(999)
  assert.equal(runs, 2)
  const stopped = loop.stop()
  await pass(1_000)
  await stopped
})

test('what fails is told and tried again, and no ringing makes it fail in a circle', async () => {
  const failures: unknown[] = []
  const loop = repeat(
    async () => {
      throw new Error('no')
    },
    1_000,
    (cause) => failures.push(cause),
  )
  for (let i = 0; i < 100; i++) {
    loop.wake()
    await pass(10)
  }
  assert.ok(failures.length >= 3 && failures.length <= 6, `${failures.length} failures in a second`)
  await loop.stop()
})

test('stopping waits for what is under way, and for nothing else', async () => {
  let ended = false
  const loop = repeat(
    () =>
      new Promise<void>((resolve) =>
        setTimeout(() => {
          ended = true
          resolve()
        }, 50),
      ),
    60_000,
    never,
  )
  const stopping = loop.stop()
  await pass(50)
  await stopping
  assert.equal(ended, true)
})

test('what rings while it gathers is answered together, and the first ring after a silence at once', async () => {
  let runs = 0
  const worker = repeat(async () => void runs++, 60_000, never, 50)
  await pass(49)
  for (let i = 0; i < 10; i++) worker.wake()
  assert.equal(runs, 1)
  await pass(2)
  assert.equal(runs, 2)
  await pass(1_000)
  worker.wake()
  await pass(0)
  assert.equal(runs, 3)
  await worker.stop()
})
