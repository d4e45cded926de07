import assert from 'node:assert/strict'
import { test } from 'vitest'
import { deliverSm } from '#src/protocols/smpp/build.ts'
import { draw } from './bucket.ts'
import { DeliverQueue } from './deliver-queue.ts'

const items = (...names: string[]) => names.map((source) => ({ pdu: deliverSm({ source }), attempts: 0 }))
const names = (taken: readonly { pdu: { source: string } }[]) => taken.map(({ pdu }) => pdu.source).join('')

test('what comes back goes first, in its old order', () => {
  const queue = new DeliverQueue()
  queue.add(items('a', 'b', 'c', 'd', 'e'))
  const [a, b, c] = queue.take(3)
  assert.ok(a && b && c)
  queue.giveBack([c])
  queue.giveBack([a])
  queue.settle(1)
  assert.equal(queue.out, 0)
  assert.equal(names(queue.take(10)), 'acde')
})

test('ten thousand pass through in order, in handfuls', () => {
  const queue = new DeliverQueue()
  const all = Array.from({ length: 25_000 }, (_, at) => String(at))
  queue.add(items(...all))
  const taken: string[] = []
  while (queue.waiting > 0) taken.push(...queue.take(999).map(({ pdu }) => pdu.source))
  assert.deepEqual(taken, all)
  assert.equal(queue.out, 25_000)
})

const draws = [
  { before: null, wanted: 150, now: 0, taken: 100, because: 'a second’s worth may come at once' },
  { before: { tokens: 0, at: 0 }, wanted: 50, now: 100, taken: 10, because: 'a tenth of a second later a tenth is there again' },
  { before: { tokens: 0, at: 0 }, wanted: 500, now: 60_000, taken: 100, because: 'a minute’s rest saves up no more than a second’s worth' },
  { before: { tokens: 5, at: 0 }, wanted: 3, now: 0, taken: 3, because: 'what is there is taken' },
]

for (const { before, wanted, now, taken, because } of draws) {
  test(because, () => assert.equal(draw(before, wanted, 100, now).taken, taken))
}
