import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Piece } from '../carriers/to-phone.ts'
import { Jigsaw } from './jigsaw.ts'

const placed = (seq: number, text: string, key = 'one') => {
  const piece: Piece = {
    from: '',
    to: '',
    set: { key, total: 3, seq },
    octets: Buffer.from(text),
    dataCoding: 0,
    national: {},
    reference: null,
  }
  return { piece, id: `${key}-${seq}` }
}
const ids = (whole: { id: string }[] | null) => whole?.map(({ id }) => id).join(' ') ?? null

test('pieces may come in any order, and repeatedly', () => {
  const jigsaw = new Jigsaw()
  assert.equal(jigsaw.add(placed(3, 'c')), null)
  assert.equal(jigsaw.add(placed(1, 'a')), null)
  assert.equal(jigsaw.add(placed(1, 'a')), null)
  assert.equal(ids(jigsaw.add(placed(2, 'b'))), 'one-1 one-2 one-3')
  assert.equal(jigsaw.repeats, 1)
  assert.equal(jigsaw.waiting, 0)
})

test('a whole set sent again is whole again: the phone shows it twice, and we notice', () => {
  const jigsaw = new Jigsaw()
  const show = () => [1, 2, 3].map((seq) => jigsaw.add(placed(seq, 'x'))).filter((whole) => whole !== null).length
  assert.equal(show() + show(), 2)
})

test('a reference used for something else begins anew', () => {
  const jigsaw = new Jigsaw()
  jigsaw.add(placed(1, 'old'))
  jigsaw.add(placed(1, 'new'))
  jigsaw.add(placed(2, 'b'))
  const whole = jigsaw.add(placed(3, 'c'))
  assert.equal(Buffer.from(whole?.[0]?.piece.octets ?? []).toString(), 'new')
  assert.equal(jigsaw.givenUp, 1)
})

test('sets do not mix', () => {
  const jigsaw = new Jigsaw()
  for (const seq of [1, 2]) for (const key of ['one', 'two']) jigsaw.add(placed(seq, 'x', key))
  assert.equal(ids(jigsaw.add(placed(3, 'x', 'two'))), 'two-1 two-2 two-3')
  assert.equal(jigsaw.waiting, 1)
})
