import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { test } from 'vitest'
import { type DiskLow, diskWatch } from './disk.ts'
import { openLog } from './log.ts'

const log = openLog('silent')

test('the fullest of the disks decides, and it must be clearly better before it is well', async () => {
  const free: Record<string, number> = { '/data': 5_000, '/keys': 9_000 }
  const heard: (DiskLow | null)[] = []
  using disk = await diskWatch({ paths: ['/data', '/keys'], floorBytes: 1_000, log, freeOf: async (path) => free[path] ?? 0 })
  disk.onChange((low) => heard.push(low))
  const steps: [number, DiskLow | null, string][] = [
    [1_000, null, 'as much as needed'],
    [999, { free: 999, floor: 1_000 }, 'less'],
    [500, { free: 500, floor: 1_000 }, 'even less'],
    [1_050, { free: 1_050, floor: 1_000 }, 'a little more is not well yet'],
    [1_100, null, 'clearly more'],
  ]
  for (const [bytes, low, because] of steps) {
    free['/data'] = bytes
    await disk.look()
    assert.deepEqual(disk.low(), low, because)
  }
  assert.deepEqual(heard, [{ free: 999, floor: 1_000 }, null])
})

test('a disk that cannot be read changes nothing', async () => {
  using disk = await diskWatch({ paths: ['/gone'], floorBytes: 1, log, freeOf: () => Promise.reject(new Error('gone')) })
  assert.equal(disk.low(), null)
})

test('this machine has a disk', async () => {
  using roomy = await diskWatch({ paths: [tmpdir()], floorBytes: 0, log })
  using never = await diskWatch({ paths: [tmpdir()], floorBytes: 1e18, log })
  assert.equal(roomy.low(), null)
  assert.ok((never.low()?.free ?? 0) > 0)
})
