import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { test } from 'vitest'
import { sideBySide } from './side-by-side.ts'

test('eight are asked at once and no more, and the answers stand in the order of what was given', async () => {
  let under = 0
  let most = 0
  const told: string[] = []
  const work = async (it: number) => {
    most = Math.max(most, ++under)
    await pause(it % 2 === 0 ? 5 : 1)
    under -= 1
    return it * 10
  }
  const items = Array.from({ length: 20 }, (_, i) => i)
  const answers = await sideBySide(items, work, (done, of) => told.push(`${done} of ${of}`))
  assert.deepEqual(
    answers,
    items.map((it) => it * 10),
  )
  assert.deepEqual([most, told[0], told.at(-1)], [8, '0 of 20', '20 of 20'])
})

test('nothing to ask is answered at once, and what fails is heard', async () => {
  assert.deepEqual(await sideBySide([], async () => 1), [])
  await assert.rejects(
    sideBySide([1, 2], async () => {
      throw new Error('no answer')
    }),
    /no answer/,
  )
})
