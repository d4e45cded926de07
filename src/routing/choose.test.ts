import assert from 'node:assert/strict'
import { test } from 'vitest'
import { choose, type Routable } from './choose.ts'

/** Which line a message leaves from. */

const from = 'tel:+14155550100'
const line = (linkId: string, but: Partial<Routable> = {}): Routable => ({
  ...{ workspaceId: 1, lineId: `line of ${linkId}`, linkId, from, channel: 'text', rank: 0, up: true },
  abilities: { textLength: 160, media: [], receipts: true },
  ...but,
})
const hears = { abilities: { textLength: 160, media: [], receipts: true, only: 'in' as const } }

const cases: [Routable[], string | null, string][] = [
  [[line('b', { rank: 1 }), line('a')], 'a', 'the lowest rank'],
  [[line('a', { up: false }), line('b', { rank: 1 })], 'b', 'one that is up'],
  [[line('a', { up: false }), line('b', { rank: 1, up: false })], 'a', 'none is up: it waits for the first'],
  [[line('a', hears), line('b', { rank: 1 })], 'b', 'what only hears is no way out'],
  [[line('a', hears)], null, 'not even where there is no other'],
  [[line('a', { from: 'tel:+14155550199' })], null, 'another number'],
]

for (const [lines, linkId, because] of cases) test(because, () => assert.equal(choose(lines, from)?.linkId ?? null, linkId))
