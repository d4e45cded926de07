import assert from 'node:assert/strict'
import { test } from 'vitest'
import { z } from 'zod'
import { readAs } from './zod-routes.ts'

const shape = z.object({ to: z.string().min(1).max(5), many: z.array(z.string()).max(3).optional() })

const odd: readonly object[] = [
  { length: { toString: 1 } },
  { length: { valueOf: 1, toString: 1 } },
  { size: { toString: 1 } },
  { length: 3 },
  { __proto__: null },
]
test('what stands in the place of a text and pretends to have a length is refused, and breaks nothing', () => {
  for (const to of odd) assert.ok('fields' in readAs(shape, { to }), JSON.stringify(to))
  for (const many of odd) assert.ok('fields' in readAs(shape, { to: 'x', many }), JSON.stringify(many))
  assert.deepEqual(readAs(shape, { to: 'x' }), { value: { to: 'x' } })
})
