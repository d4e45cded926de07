import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, test } from 'vitest'
import type { DayKey, Keys } from '../source.ts'
import { openKeyFiles } from './client.ts'

/** What every source does is in ../sources.test.ts. */

const plain = (day: number): DayKey => ({ day, bytes: Buffer.alloc(32, day) })
function keysIn(answer: { kind: string }): Buffer[] {
  assert.equal(answer.kind, 'keys')
  return (answer as Keys).keys as Buffer[]
}

const folders: string[] = []
const fresh = () => folders[folders.push(mkdtempSync(join(tmpdir(), 'tandem-keys-'))) - 1]!
afterAll(() => {
  for (const it of folders) rmSync(it, { recursive: true })
})

test('made on first use, for nobody else to read, with nothing left lying beside it', async () => {
  const folder = join(fresh(), 'deeper')
  const source = await openKeyFiles(folder)
  await Promise.all(Array.from({ length: 10 }, () => source.begin(7)))
  assert.deepEqual(readdirSync(folder), ['workspace-7.key'])
  if (process.platform !== 'win32') assert.equal(statSync(join(folder, 'workspace-7.key')).mode & 0o777, 0o600)
})

test('two processes that begin at once end with one key', async () => {
  const folder = fresh()
  const [one, two] = [await openKeyFiles(folder), await openKeyFiles(folder)]
  await Promise.all([one.begin(7), two.begin(7)])
  const [wrapped] = keysIn(await one.wrap(7, [plain(1)]))
  assert.deepEqual(keysIn(await two.unwrap(7, [{ day: 1, bytes: wrapped! }])), [plain(1).bytes])
})

test('another key in its place is as good as none', async () => {
  const folder = fresh()
  const source = await openKeyFiles(folder)
  await source.begin(7)
  await source.begin(8)
  assert.equal((await source.standing([7])).get(7)?.kind, 'ok')
  const own = readFileSync(join(folder, 'workspace-7.key'))
  writeFileSync(join(folder, 'workspace-7.key'), readFileSync(join(folder, 'workspace-8.key')))
  assert.equal((await source.standing([7])).get(7)?.kind, 'revoked')
  writeFileSync(join(folder, 'workspace-7.key'), own)
  assert.equal((await source.standing([7])).get(7)?.kind, 'ok')
})

const spoilt = [
  { because: 'an empty file may be one half copied', text: '' },
  { because: 'so may a short one', text: 'tandem-key-1 AAAA' },
  { because: 'and who knows what this is', text: 'hello\n' },
]
for (const { because, text } of spoilt) {
  test(`not readable, so unavailable: ${because}`, async () => {
    const folder = fresh()
    const source = await openKeyFiles(folder)
    await source.begin(7)
    writeFileSync(join(folder, 'workspace-7.key'), text)
    assert.equal((await source.standing([7])).get(7)?.kind, 'unavailable')
    assert.equal((await source.unwrap(7, [plain(1)])).kind, 'unavailable')
  })
}
