import assert from 'node:assert/strict'
import { test } from 'vitest'
import { openLog } from './log.ts'
import { makeStopper } from './stop.ts'

const log = openLog('silent')

test('what was started last stops first, one after the other', async () => {
  const stopper = makeStopper({ log })
  const stopped: string[] = []
  for (const name of ['database', 'links', 'http']) stopper.add(name, async () => void stopped.push(name))
  assert.equal(stopper.stopping, false)
  assert.equal(await stopper.stop('a test'), 0)
  assert.deepEqual(stopped, ['http', 'links', 'database'])
})

test('asked twice, it stops once, and both hear of the end', async () => {
  const stopper = makeStopper({ log })
  let times = 0
  stopper.add('once', () => times++)
  assert.deepEqual(await Promise.all([stopper.stop('first'), stopper.stop('second')]), [0, 0])
  assert.deepEqual([times, stopper.stopping], [1, true])
})

test('what fails to stop does not keep the others from it', async () => {
  const stopper = makeStopper({ log })
  let stopped = false
  stopper.add('last', () => {
    stopped = true
  })
  stopper.add('broken', () => Promise.reject(new Error('no')))
  assert.equal(await stopper.stop('a test'), 1)
  assert.ok(stopped)
})

test('what never stops is left behind at the limit', async () => {
  const stopper = makeStopper({ log, limitMs: 5 })
  stopper.add('stuck', () => new Promise(() => {}))
  assert.equal(await stopper.stop('a test'), 1)
})
