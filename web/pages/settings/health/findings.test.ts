import { expect, test } from 'vitest'
import type { HealthView } from '#src/app/health-view.ts'
import { bytes, findingsOf } from './findings.ts'

const well: HealthView = {
  ...{ version: '1', node: '26', startedAt: '2026-01-01T00:00:00.000Z', postgres: '18.4', databaseMs: 1, liveBrowsers: 1 },
  disk: { freeBytes: 40e9, floorBytes: 1e9, low: false },
  readers: [{ name: 'indexer', behind: 0 }],
}
const toneOf = (it: Partial<HealthView>, what: string) => findingsOf({ ...well, ...it }, []).find((one) => one.what.startsWith(what))?.tone

const cases = [
  ['a quick database', {}, 'Database', 'good'],
  ['a slow one', { databaseMs: 80 }, 'Database', 'warn'],
  ['room on the disk', {}, 'Disk', 'good'],
  ['little room', { disk: { freeBytes: 2e9, floorBytes: 1e9, low: false } }, 'Disk', 'warn'],
  ['no room', { disk: { freeBytes: 0.9e9, floorBytes: 1e9, low: true } }, 'Disk', 'bad'],
  ['a disk that cannot be read', { disk: null }, 'Disk', 'warn'],
  ['no link', {}, 'Links', 'warn'],
  ['a reader at the end', {}, 'Reader', 'good'],
  ['a reader a moment behind', { readers: [{ name: 'x', behind: 12 }] }, 'Reader', 'good'],
  ['a reader far behind', { readers: [{ name: 'x', behind: 5000 }] }, 'Reader', 'warn'],
] as const
for (const [because, it, what, tone] of cases) test(because, () => expect(toneOf(it as Partial<HealthView>, what)).toBe(tone))

test('whatever is not well says what to do', () => {
  const all = findingsOf({ ...well, databaseMs: 99, disk: null, readers: [{ name: 'x', behind: 5000 }] }, [])
  expect(all.filter(({ tone, todo }) => tone !== 'good' && !todo)).toEqual([])
})

test('bytes', () => expect([0, 999, 1500, 40e9].map(bytes)).toEqual(['0 bytes', '999 bytes', '1.5 kB', '40 GB']))
