import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { makeMemory } from './memory.ts'

type Thing = { lane: string; dueAt: number; message: { id: string; workspaceId: number } }
const thing = (n: number, { lane = 'a', workspaceId = 1 } = {}): Thing => ({
  lane,
  dueAt: 0,
  message: { id: String(n).padStart(6, '0'), workspaceId },
})
const make = (limit = 100) => makeMemory<Thing>({ limit, lowWater: 10 })
type Made = ReturnType<typeof make>

const read = (memory: Made, items: Thing[], but: { more?: boolean; sealed?: number[] } = {}) => {
  memory.beginRead()
  memory.endRead({ items, more: false, sealed: [], ...but })
}
/** Everything that goes now, in order. */
const drain = (memory: Made): number[] => {
  const out: number[] = []
  for (let items = memory.take(10, 0); items.length > 0; items = memory.take(10, 0))
    for (const item of items) {
      out.push(Number(item.message.id))
      memory.settle(item)
    }
  return out
}

test('at first the database is read: what is offered before that is in it', () => {
  const memory = make()
  assert.equal(memory.wantsRead(), true)
  memory.offer([thing(3)])
  assert.deepEqual(drain(memory), [])
  read(memory, [thing(1), thing(2), thing(3)])
  assert.deepEqual([drain(memory), memory.wantsRead()], [[1, 2, 3], false])
})

test('what is offered while the database is read comes after what is read', () => {
  const memory = make()
  memory.beginRead()
  memory.offer([thing(2)])
  assert.deepEqual(drain(memory), [])
  memory.endRead({ items: [thing(1)], more: false, sealed: [] })
  assert.deepEqual(drain(memory), [1, 2])
})

test('as long as the database has more, nothing younger overtakes it', () => {
  const memory = make()
  read(memory, [thing(1)], { more: true })
  memory.offer([thing(9)])
  assert.deepEqual([drain(memory), memory.wantsRead()], [[1], true])
  read(memory, [thing(2), thing(9)])
  assert.deepEqual(drain(memory), [2, 9])
})

test('beyond the limit the rest stays in the database, and is read when there is room', () => {
  const memory = make(2)
  read(memory, [])
  memory.offer([thing(1), thing(2), thing(3)])
  assert.deepEqual([drain(memory), memory.wantsRead()], [[1, 2], true])
  memory.offer([thing(4)])
  assert.deepEqual(drain(memory), [], 'four may not overtake three')
  read(memory, [thing(3), thing(4)])
  assert.deepEqual(drain(memory), [3, 4])
})

test('what is told while reading, and was perhaps not seen, is read once more', () => {
  const memory = make()
  memory.beginRead()
  memory.fallBehind()
  memory.endRead({ items: [], more: false, sealed: [] })
  assert.equal(memory.wantsRead(), true)
})

test('a reading that fails leaves it behind', () => {
  const memory = make()
  memory.beginRead()
  memory.offer([thing(1)])
  memory.endRead(null)
  assert.equal(memory.wantsRead(), true)
  read(memory, [thing(1)])
  assert.deepEqual(drain(memory), [1])
})

test('nothing is in memory twice', () => {
  const memory = make()
  read(memory, [thing(1)])
  memory.offer([thing(1)])
  const [first] = memory.take(10, 0)
  memory.offer([thing(1)])
  read(memory, [thing(1)])
  memory.settle(first!)
  assert.deepEqual(drain(memory), [])
})

test('the words of a workspace whose key is away leave memory, and the others go on', () => {
  const memory = make()
  read(memory, [thing(1, { lane: 'x', workspaceId: 7 }), thing(2)])
  assert.equal(
    memory.letGo((id) => id !== 7),
    1,
  )
  memory.offer([thing(3, { lane: 'x', workspaceId: 7 }), thing(4)])
  assert.deepEqual(drain(memory), [2, 4])
  assert.deepEqual(memory.sealed(), [7])
})

test('when the key is back they go in the order of their lives, also what was offered meanwhile', () => {
  const memory = make()
  read(memory, [], { sealed: [7] })
  memory.offer([thing(3, { workspaceId: 7 })])
  memory.fallBehind()
  assert.equal(memory.wantsRead(), true)
  read(memory, [thing(1, { workspaceId: 7 }), thing(3, { workspaceId: 7 })])
  memory.offer([thing(4, { workspaceId: 7 })])
  assert.deepEqual(drain(memory), [1, 3, 4])
})

test('whatever is offered, read, told and refused for now: all go, each once, each lane in order', () => {
  const move = fc.oneof(
    fc.record({ kind: fc.constant('offer' as const), lane: fc.constantFrom('a', 'b') }),
    fc.record({
      kind: fc.constantFrom('elsewhere' as const, 'begin' as const, 'end' as const, 'take' as const, 'again' as const, 'done' as const),
    }),
  )
  fc.assert(
    fc.property(fc.array(move, { maxLength: 80 }), (moves) => {
      const memory = make(3)
      const database: Thing[] = []
      const out: Thing[] = []
      let under: Thing[] = []
      let seen: Thing[] | null = null
      const settle = (item: Thing) => {
        database.splice(database.indexOf(item), 1)
        out.push(item)
        memory.settle(item)
      }
      const snapshot = () => database.filter(({ message }) => !memory.known.has(message.id)).slice(0, 2)
      let n = 0
      for (const it of moves) {
        if (it.kind === 'offer') {
          const item = thing(++n, { lane: it.lane })
          database.push(item)
          memory.offer([item])
        }
        if (it.kind === 'elsewhere') {
          database.push(thing(++n))
          memory.fallBehind()
        }
        if (it.kind === 'begin' && !seen && memory.wantsRead()) {
          memory.beginRead()
          seen = snapshot()
        }
        if (it.kind === 'end' && seen) {
          memory.endRead({ items: seen, more: seen.length === 2, sealed: [] })
          seen = null
        }
        if (it.kind === 'take') under.push(...memory.take(2, 0))
        const first = it.kind === 'again' || it.kind === 'done' ? under.shift() : undefined
        if (first && it.kind === 'again') memory.settle(first, first)
        else if (first) settle(first)
      }
      if (seen) memory.endRead({ items: seen, more: true, sealed: [] })
      for (let turns = 0; database.length > 0 && turns < 500; turns++) {
        under.push(...memory.take(5, 0))
        for (const item of under) settle(item)
        under = []
        if (!memory.wantsRead()) continue
        memory.beginRead()
        const more = snapshot()
        memory.endRead({ items: more, more: more.length === 2, sealed: [] })
      }
      assert.equal(out.length, n)
      for (const lane of ['a', 'b']) {
        const of = out.filter((it) => it.lane === lane).map(({ message }) => message.id)
        assert.deepEqual(of, of.toSorted())
      }
    }),
  )
})
