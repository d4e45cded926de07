import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Content } from '#src/message/content.ts'
import { stoppedClock } from '#src/platform/clock.ts'
import { fakeRows, fakeSource } from './fakes.ts'
import { openRing } from './ring.ts'
import { contentOver } from './sealed-content.ts'

const place = (workspaceId: number, row: string) => ({ workspaceId, table: 'messages', row, column: 'body' })

function world() {
  const source = fakeSource()
  const clock = stoppedClock(new Date('2026-11-21T12:00:00Z'))
  const said: unknown[] = []
  const log = { info: () => {}, warn: () => {}, error: (fields: unknown) => void said.push(fields) }
  let drawn = 0
  const ring = openRing({ source, rows: fakeRows(), clock, random: (bytes) => Buffer.alloc(bytes, ++drawn), log })
  return { source, clock, ring, said, content: contentOver(ring, log) }
}

async function sealed(content: Content, workspaceId: number, row: string, plain = `text ${row}`): Promise<Buffer> {
  const [it] = await content.seal([{ ...place(workspaceId, row), plain }])
  assert.ok(Buffer.isBuffer(it))
  return it
}
const shown = (it: Buffer | { kind: string }) => (Buffer.isBuffer(it) ? it.toString() : it.kind)

test('a list of several workspaces and days opens as it was sealed', async () => {
  const { content, clock } = world()
  const items = [{ ...place(7, '1'), sealed: await sealed(content, 7, '1') }]
  clock.forward(86_400_000)
  items.push({ ...place(8, '2'), sealed: await sealed(content, 8, '2') }, { ...place(7, '3'), sealed: await sealed(content, 7, '3') })
  assert.deepEqual((await content.open(items)).map(shown), ['text 1', 'text 2', 'text 3'])
})

test('with the keys at hand nobody is asked', async () => {
  const { content, source } = world()
  const item = { ...place(7, '1'), sealed: await sealed(content, 7, '1') }
  const asked = source.asked.length
  await content.seal([{ ...place(7, '2'), plain: 'again' }])
  await content.open([item])
  assert.equal(source.asked.length, asked)
})

test('one workspace without its key keeps no other from its own', async () => {
  const { content, ring, source } = world()
  const items = [
    { ...place(7, '1'), sealed: await sealed(content, 7, '1') },
    { ...place(8, '2'), sealed: await sealed(content, 8, '2') },
  ]
  source.revoked.add(7)
  await ring.watch()
  assert.deepEqual((await content.open(items)).map(shown), ['revoked', 'text 2'])
  const again = await content.seal(items.map((it) => ({ ...it, plain: 'x' })))
  assert.deepEqual(
    again.map((it) => Buffer.isBuffer(it) || it.kind),
    ['revoked', true],
  )
  const prints = await content.prints([7, 8])
  assert.equal(prints.get(7), null)
  assert.ok(prints.get(8))
})

const breakings = [
  { because: 'altered', bytes: (it: Buffer) => Buffer.concat([it.subarray(0, -1), Buffer.of(it.at(-1)! ^ 1)]) },
  { because: 'cut', bytes: (it: Buffer) => it.subarray(0, 20) },
  { because: 'never sealed', bytes: () => Buffer.from('Your table is ready') },
]
for (const { because, bytes } of breakings) {
  test(`a value that is ${because} hides only itself, and the log says where it lies, not what it says`, async () => {
    const { content, said } = world()
    const items = [
      { ...place(7, '1'), sealed: bytes(await sealed(content, 7, '1')) },
      { ...place(7, '2'), sealed: await sealed(content, 7, '2') },
    ]
    assert.deepEqual((await content.open(items)).map(shown), ['unavailable', 'text 2'])
    assert.equal(said.length, 1)
    assert.match(JSON.stringify(said), /"table":"messages","row":"1","column":"body"/)
    assert.doesNotMatch(JSON.stringify(said), /text 1|Your table/)
  })
}

test('a print is the same for the same words, and otherwise nothing like it', async () => {
  const { content } = world()
  const prints = await content.prints([7, 8])
  const of7 = prints.get(7)!
  assert.deepEqual(of7(['ab', 'c']), of7([Buffer.from('ab'), 'c']))
  assert.notDeepEqual(of7(['ab', 'c']), of7(['a', 'bc']))
  assert.notDeepEqual(of7(['ab', 'c']), prints.get(8)!(['ab', 'c']))
})
