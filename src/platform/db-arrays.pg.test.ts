import assert from 'node:assert/strict'
import { afterAll, beforeAll, test } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../test/support/postgres.ts'
import { bigints, booleans, bytes, ints, jsons, smallints, texts, times, uuids } from './db-arrays.ts'

/** Postgres reads them: what it makes of a list is compared with what it makes of the same list as text. */

let fresh: FreshDatabase
beforeAll(async () => {
  fresh = await freshDatabase()
})
afterAll(() => fresh[Symbol.asyncDispose]())

const same = <T>(it: T): T => it
const id = '0198c0de-7Abc-7def-8123-456789abcdeF'
const long = 'ä€😀'.repeat(50)
const cases = [
  { type: 'int', make: ints, values: [0, 1, -1, 2_147_483_647, -2_147_483_648, null] },
  { type: 'smallint', make: smallints, values: [0, 32_767, -32_768, null, undefined] },
  { type: 'bigint', make: bigints, values: [0, -1, 4_294_967_296, -4_294_967_297, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, null] },
  { type: 'boolean', make: booleans, values: [true, false, null] },
  {
    type: 'text',
    make: texts,
    values: ['', 'tel:+12025550100', 'a "quoted" {brace}, \\ and a comma', 'NULL', 'ä€😀', long, 'x'.repeat(41), null],
  },
  { type: 'json', make: jsons, values: ['{"why":"a \\"quote\\" 😀"}', '[]', null] },
  { type: 'uuid', make: uuids, values: [id, '00000000-0000-0000-0000-000000000000', null] },
  { type: 'bytea', make: bytes, values: [Buffer.alloc(0), Buffer.from([0, 255, 92]), Buffer.alloc(5_000, 7), null] },
  {
    type: 'timestamptz',
    make: times,
    values: [new Date('2026-11-21T01:02:03.456Z'), new Date('1999-12-31T23:59:59.999Z'), new Date('2000-01-01T00:00:00Z'), null],
  },
] as const

for (const { type, make, values } of cases)
  test(`${type}: as Postgres understands it`, async () => {
    // `as`: each case has the values of its own type
    const encode = make as (rows: readonly unknown[], of: (row: unknown) => unknown) => Buffer
    for (const list of [values, [...values].filter((it) => it !== null), [values[0]], []] as (readonly unknown[])[]) {
      const [row] = await fresh.db.spineRead<{ same: boolean | null; length: number | null }>(
        `select ($1::${type}[])::text is not distinct from ($2::${type}[])::text as same, cardinality($1::${type}[]) as length`,
        [encode(list, same), list.map((it) => it ?? null)],
      )
      assert.deepEqual(row, { same: true, length: list.length }, `${list.length} of ${type}`)
    }
  })

test('what is no such value is refused before anything is sent', () => {
  for (const wrong of ['', 'x', id.slice(1), `${id}0`, id.replace('7', 'g'), 'é'.repeat(36)])
    assert.throws(() => uuids([wrong], same), /not a UUID/, wrong)
  assert.throws(() => ints([2 ** 31], same), RangeError)
  assert.throws(() => smallints([40_000], same), RangeError)
  assert.throws(() => bigints([2 ** 53], same), RangeError)
  assert.throws(() => times([new Date(Number.NaN)], same), RangeError)
})
