import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { type DataKey, dayAt, dayOf, KeyGone, open, openAll, SEAL_BYTES, SealBroken, seal, sealAll, type Where } from './seal.ts'

const keyOf = (given: Partial<DataKey> = {}): DataKey => ({
  kind: 'key',
  workspaceId: 7,
  day: 20_778,
  bytes: Buffer.alloc(32, 3),
  gone: false,
  ...given,
})
const where: Where = { workspaceId: 7, table: 'messages', row: '0192f0c1-7a6b-7c3d-8e4f-001122334455', column: 'body' }
const nonce = Buffer.from('000102030405060708090a0b', 'hex')

test('a sealed value stays what it is: it rests in databases for years', () => {
  const sealed = seal(keyOf(), where, 'Your table is ready', nonce)
  assert.equal(
    sealed.toString('hex'),
    '01512a000102030405060708090a0b1ede033eef943c6c5da046cf94c9f590deb407775b563eab576c9feb69c0300abbdd5a',
  )
  assert.equal(open(keyOf(), where, sealed).toString(), 'Your table is ready')
})

test('it says which day’s key opens it, and costs 31 bytes', () => {
  const sealed = seal(keyOf(), where, 'é', nonce)
  assert.equal(dayOf(sealed), 20_778)
  assert.equal(sealed.length, 2 + SEAL_BYTES)
  assert.equal(SEAL_BYTES, 31)
})

test('whatever is sealed opens as it was', () => {
  const bytes = fc.uint8Array({ maxLength: 2000 })
  const nonces = fc.uint8Array({ minLength: 12, maxLength: 12 })
  fc.assert(
    fc.property(bytes, nonces, fc.integer({ min: 0, max: 0xffff }), fc.string(), (plain, fresh, day, row) => {
      const key = keyOf({ day })
      const place = { ...where, row }
      assert.deepEqual(open(key, place, seal(key, place, plain, fresh)), Buffer.from(plain))
    }),
  )
})

test('any byte altered, and it does not open', () => {
  const sealed = seal(keyOf(), where, 'Your table is ready', nonce)
  for (const [at, byte] of sealed.entries()) {
    for (const other of [byte ^ 1, byte ^ 0x80, 255 - byte]) {
      const altered = Buffer.from(sealed)
      altered[at] = other
      assert.throws(() => open(keyOf(), where, altered), SealBroken, `byte ${at}`)
    }
  }
})

test('cut or lengthened anywhere, and it does not open', () => {
  const sealed = seal(keyOf(), where, 'Your table is ready', nonce)
  for (let end = 0; end < sealed.length; end++) assert.throws(() => open(keyOf(), where, sealed.subarray(0, end)), SealBroken)
  assert.throws(() => open(keyOf(), where, Buffer.concat([sealed, Buffer.of(0)])), SealBroken)
})

const elsewhere = [
  { because: 'another row is another place', key: {}, where: { row: '0192f0c1-7a6b-7c3d-8e4f-001122334456' } },
  { because: 'another column is another place', key: {}, where: { column: 'note' } },
  { because: 'another table is another place', key: {}, where: { table: 'notes' } },
  { because: 'another workspace is another place, even under the same key', key: { workspaceId: 8 }, where: { workspaceId: 8 } },
  { because: 'a bar in a row moves nothing into the column', key: {}, where: { column: 'body|0192f0c1', row: '7a6b' } },
  { because: 'another key does not open it', key: { bytes: Buffer.alloc(32, 4) }, where: {} },
  { because: 'the same key called another day does not open it', key: { day: 20_779 }, where: {} },
]
for (const { because, key, where: other } of elsewhere) {
  test(`refused: ${because}`, () => {
    const sealed = seal(keyOf(), where, 'Your table is ready', nonce)
    assert.throws(() => open(keyOf(key), { ...where, ...other }, sealed), SealBroken)
  })
}

const mistakes = [
  { because: 'a key that was taken away is zero, and must never seal', key: { gone: true }, nonce, error: KeyGone },
  { because: 'one workspace’s key never seals another’s words', key: { workspaceId: 8 }, nonce, error: TypeError },
  { because: 'a short nonce is no nonce', key: {}, nonce: nonce.subarray(1), error: RangeError },
  { because: 'a day beyond two bytes has no name', key: { day: 65_536 }, nonce, error: RangeError },
  { because: 'nor has one before 1970', key: { day: -1 }, nonce, error: RangeError },
]
for (const { because, key, nonce: given, error } of mistakes) {
  test(`a mistake: ${because}`, () => assert.throws(() => seal(keyOf(key), where, 'x', given), error))
}

test('a day begins at midnight UTC', () => {
  assert.equal(dayAt(new Date('2026-11-21T23:59:59.999Z')), 20_778)
  assert.equal(dayAt(new Date('2026-11-22T00:00:00.000Z')), 20_779)
  assert.equal(dayAt(new Date('2026-11-22T01:30:00+02:00')), 20_778)
})

test('many are sealed each under its own nonce, and a broken one hides only itself', () => {
  const key = keyOf()
  const places = [1, 2, 3].map((n) => ({ ...where, row: String(n) }))
  const sealed = sealAll(
    places.map((it) => ({ key, where: it, plain: `text ${it.row}` })),
    Buffer.from(Array.from({ length: 36 }, (_, i) => i)),
  )
  sealed[1]![20]! ^= 1
  const opened = openAll(sealed.map((it, i) => ({ key, where: places[i]!, sealed: it })))
  assert.deepEqual(
    opened.map((it) => (it instanceof SealBroken ? 'broken' : it.toString())),
    ['text 1', 'broken', 'text 3'],
  )
})
test('too few nonces seal nothing', () => assert.throws(() => sealAll([{ key: keyOf(), where, plain: 'x' }], Buffer.alloc(11)), RangeError))
