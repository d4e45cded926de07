import assert from 'node:assert/strict'
import { test } from 'vitest'
import { scanFor } from './support/scan.ts'

const needle = (text: string) => ({ name: text, bytes: Buffer.from(text) })
const scan = scanFor(['the first twelve', 'another needle', 'the first twelve months', '            '].map(needle))

const cases = [
  { hay: '', finds: [], because: 'there is nothing' },
  { hay: 'the first twel', finds: [], because: 'the beginning alone is not it' },
  { hay: 'the first twelve', finds: [['the first twelve', 0]], because: 'it is all there is' },
  { hay: '\0\0the first twelve', finds: [['the first twelve', 2]], because: 'it stands at the very end' },
  {
    hay: 'x the first twelve months and another needle',
    finds: [
      ['the first twelve', 2],
      ['the first twelve months', 2],
      ['another needle', 30],
    ],
    because: 'two begin alike, and a third follows',
  },
  {
    hay: `${' '.repeat(13)}`,
    finds: [
      ['            ', 0],
      ['            ', 1],
    ],
    because: 'it overlaps itself',
  },
]

for (const { hay, finds, because } of cases)
  test(because, () =>
    assert.deepEqual(
      scan(Buffer.from(hay)).map(({ name, at }) => [name, at]),
      finds,
    ),
  )

test('it finds what a plain search finds, in bytes by chance', () => {
  const hay = Buffer.from(Array.from({ length: 200_000 }, (_, at) => (Math.imul(at, 2_654_435_761) >>> 24) % 3))
  const wanted = Array.from({ length: 50 }, (_, at) => hay.subarray(at * 3_001, at * 3_001 + 6 + at))
  const names = new Set(scanFor(wanted.map((bytes, at) => ({ name: String(at), bytes })))(hay).map(({ name }) => name))
  assert.equal(names.size, wanted.length)
})
