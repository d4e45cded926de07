import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Connection, Settled } from '#src/channels/channel.ts'
import type { Outcome } from '#src/message/outcome.ts'
import { makeCarriage, type Spine } from './carriage.ts'
import type { Item, Loaded } from './memory.ts'

const item = (n: number, but: Partial<Item> & { workspaceId?: number } = {}): Item => ({
  lane: but.lane ?? `lane ${n}`,
  dueAt: but.dueAt ?? 0,
  message: { id: `m${n}`, workspaceId: but.workspaceId ?? 1 },
})
const ids = (items: readonly { message: { id: string } }[]) => items.map(({ message: { id } }) => id)
const taken: Outcome = { kind: 'taken', ids: ['A'] }

/** A link that keeps what it is given until it is told what became of it, and a spine that writes everything down in lists. */
function setUp() {
  const it = {
    database: [] as Item[],
    sealed: new Set<number>(),
    held: true,
    room: 10,
    sent: [] as string[],
    takenBack: [] as string[],
    settled: null as Settled | null,
    concluded: [] as [string, Outcome['kind']][],
    marks: [] as string[][],
    failures: [] as string[],
    breakMark: false,
    breakSend: false,
    breakConclude: 0,
    again: new Map<string, Item>(),
    whileMarking: () => {},
    pauses: 0,
    stopping: false,
  }
  const spine: Spine<Item> = {
    readable: (id) => !it.sealed.has(id),
    async dispatch(items) {
      it.marks.push(ids(items))
      it.whileMarking()
      if (it.breakMark) throw new Error('the answer to the commit was lost')
      return items.filter(({ message }) => !it.sealed.has(message.workspaceId))
    },
    async conclude(_link, settled) {
      if (it.breakConclude-- > 0) throw new Error('the database is away')
      it.concluded.push(...settled.map(({ item: { message }, outcome }): [string, Outcome['kind']] => [message.id, outcome.kind]))
      return settled.flatMap(({ item: { message } }) => {
        const back = it.again.get(message.id)
        return back ? [{ id: message.id, again: back }] : []
      })
    },
    async load(_link, limit, known): Promise<Loaded<Item>> {
      const open = it.database.filter(({ message }) => !known.has(message.id) && !it.sealed.has(message.workspaceId))
      return { items: open.slice(0, limit), more: false, sealed: [...it.sealed] }
    },
    recover: async () => {},
  }
  const connection: Connection = {
    room: () => it.room,
    send(batch, settled) {
      it.settled = settled
      it.sent.push(...batch.map(({ id }) => id))
      if (it.breakSend) throw new Error('a bug')
    },
    takeBack: (which) => void it.takenBack.push(...which),
    [Symbol.asyncDispose]: async () => {},
  }
  const lease = { name: 'link:1', epoch: 1, isHeld: () => it.held }
  let clock = 0
  const carriage = makeCarriage<Item>({
    ...{ linkId: '1', lease, spine, connection },
    now: () => (clock += 2_000),
    pause: async () => {
      it.pauses += 1
    },
    failed: (_cause, what) => void it.failures.push(what),
    poke: () => {},
    givingUp: () => it.stopping,
  })
  const settle = async (id: string, outcome: Outcome) => {
    it.settled?.([{ id, outcome }])
    await carriage.settled()
  }
  return { it, carriage, settle }
}

test('what waits in the database goes first, then what is offered', async () => {
  const { it, carriage } = setUp()
  it.database.push(item(1))
  carriage.offer([item(2)])
  it.database.push(item(2))
  await carriage.step()
  carriage.offer([item(3)])
  await carriage.step()
  assert.deepEqual(it.sent, ['m1', 'm2', 'm3'])
})

test('no more is marked than the link has room for', async () => {
  const { it, carriage } = setUp()
  it.room = 2
  it.database.push(item(1), item(2), item(3))
  await carriage.step()
  assert.deepEqual(it.marks, [['m1', 'm2']])
})

test('one lane waits for its answer', async () => {
  const { it, carriage, settle } = setUp()
  it.database.push(item(1, { lane: 'talk' }), item(2, { lane: 'talk' }))
  await carriage.step()
  await carriage.step()
  assert.deepEqual(it.sent, ['m1'])
  await settle('m1', taken)
  await carriage.step()
  assert.deepEqual(it.sent, ['m1', 'm2'])
})

test('what was refused for now goes again before its followers', async () => {
  const { it, carriage, settle } = setUp()
  it.database.push(item(1, { lane: 'talk' }), item(2, { lane: 'talk' }))
  it.again.set('m1', item(1, { lane: 'talk' }))
  await carriage.step()
  await settle('m1', { kind: 'refused', why: 'rate_limited', retry: 'later' })
  it.again.clear()
  await carriage.step()
  await settle('m1', taken)
  await carriage.step()
  assert.deepEqual(it.sent, ['m1', 'm1', 'm2'])
})

test('an outcome is written down until the database takes it, and meanwhile its lane stays busy', async () => {
  const { it, carriage, settle } = setUp()
  it.database.push(item(1, { lane: 'talk' }), item(2, { lane: 'talk' }))
  it.breakConclude = 3
  await carriage.step()
  await settle('m1', taken)
  assert.deepEqual([it.concluded, it.pauses], [[['m1', 'taken']], 3])
})

test('a link that settles one message twice is heard once', async () => {
  const { it, carriage, settle } = setUp()
  it.database.push(item(1))
  await carriage.step()
  await settle('m1', taken)
  await settle('m1', { kind: 'unknown' })
  assert.deepEqual(it.concluded, [['m1', 'taken']])
})

test('when the commit that marks is in doubt, nothing was handed over, and the same is marked again', async () => {
  const { it, carriage } = setUp()
  it.database.push(item(1))
  it.breakMark = true
  await assert.rejects(carriage.step(), /commit/)
  it.breakMark = false
  await carriage.step()
  assert.deepEqual([it.marks, it.sent], [[['m1'], ['m1']], ['m1']])
})

test('a link that breaks while it takes messages leaves them in doubt, each once', async () => {
  const { it, carriage, settle } = setUp()
  it.database.push(item(1), item(2))
  it.breakSend = true
  await carriage.step()
  await settle('m1', taken)
  assert.deepEqual(it.concluded, [
    ['m1', 'unknown'],
    ['m2', 'unknown'],
  ])
})

test('a lease lost while they were marked: nothing is handed over', async () => {
  const { it, carriage } = setUp()
  it.database.push(item(1))
  it.whileMarking = () => {
    it.held = false
  }
  await carriage.step()
  await carriage.settled()
  assert.deepEqual([it.sent, it.concluded], [[], [['m1', 'refused']]])
})

test('room that shrank while they were marked: the rest goes back unharmed', async () => {
  const { it, carriage } = setUp()
  it.database.push(item(1), item(2))
  it.whileMarking = () => {
    it.room = 1
  }
  await carriage.step()
  await carriage.settled()
  assert.deepEqual([it.sent, it.concluded], [['m1'], [['m2', 'refused']]])
})

test('a key that goes takes the words out of memory; when it is back they go in order', async () => {
  const { it, carriage } = setUp()
  it.room = 0
  it.database.push(item(1, { lane: 'x', workspaceId: 7 }), item(2))
  await carriage.step()
  assert.equal(carriage.figures.waiting(), 2)
  it.sealed.add(7)
  await carriage.step()
  assert.equal(carriage.figures.waiting(), 1)
  it.room = 10
  await carriage.step()
  const late = item(3, { lane: 'x', workspaceId: 7 })
  it.database.push(late)
  carriage.offer([late])
  await carriage.step()
  assert.deepEqual(it.sent, ['m2'])
  it.sealed.clear()
  carriage.fallBehind()
  await carriage.step()
  assert.deepEqual(it.sent, ['m2', 'm1'])
})

test('a key that goes takes back what the link still has in hand, and only what is sealed with it', async () => {
  const { it, carriage, settle } = setUp()
  it.database.push(item(1, { workspaceId: 7 }), item(2))
  await carriage.step()
  assert.deepEqual([it.sent, it.takenBack], [['m1', 'm2'], []])
  it.sealed.add(7)
  await carriage.step()
  assert.deepEqual(it.takenBack, ['m1'])
  await settle('m1', { kind: 'refused', why: 'key_unavailable', retry: 'later' })
  await carriage.step()
  assert.deepEqual([it.takenBack, it.concluded], [['m1'], [['m1', 'refused']]])
})

test('when the process ends, what cannot be written down is left for the next to find in doubt', async () => {
  const { it, carriage, settle } = setUp()
  it.database.push(item(1))
  it.breakConclude = 1_000
  await carriage.step()
  it.stopping = true
  await settle('m1', taken)
  assert.deepEqual([it.concluded, it.failures.length], [[], 1])
})
