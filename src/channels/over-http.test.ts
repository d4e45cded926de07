import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Outcome } from '#src/message/outcome.ts'
import { message } from '../../test/support/message.ts'
import type { Link, Settled } from './channel.ts'
import { overHttp } from './over-http.ts'

const taken: Outcome = { kind: 'taken', ids: ['1'] }
const a = message({ id: 'a' })
const b = message({ id: 'b' })

/** A connection with room for two, the calls it makes, to be answered by hand, and what has been settled so far. */
function open() {
  const calls = new Map<string, PromiseWithResolvers<Outcome>>()
  const settled: string[] = []
  const troubles: unknown[] = []
  const link: Link<null> = { id: '1', lines: [], settings: null, http: fetch, trouble: (cause) => troubles.push(cause) }
  const send = ({ id }: { id: string }) => {
    const call = Promise.withResolvers<Outcome>()
    calls.set(id, call)
    return call.promise
  }
  const note: Settled = (outcomes) => settled.push(...outcomes.map(({ id, outcome }) => `${id} ${outcome.kind}`))
  return { calls, settled, troubles, note, connection: overHttp({ send }, link, 2) }
}

const aMoment = () => new Promise((done) => setImmediate(done))

test('room is taken by handing over, and given back by each outcome in any order', async () => {
  const { calls, settled, note, connection } = open()
  assert.equal(connection.room(), 2)
  connection.send([a, b], note)
  assert.equal(connection.room(), 0)
  calls.get('b')?.resolve(taken)
  await aMoment()
  assert.deepEqual(settled, ['b taken'])
  assert.equal(connection.room(), 1)
})

test('a batch beyond the room throws and hands over nothing', () => {
  const { calls, note, connection } = open()
  assert.throws(() => connection.send([a, b, a], note), RangeError)
  assert.deepEqual([calls.size, connection.room()], [0, 2])
})

test('a call that breaks is unknown, and its cause is told', async () => {
  const { calls, settled, troubles, note, connection } = open()
  const cause = new Error('socket hang up')
  connection.send([a], note)
  calls.get('a')?.reject(cause)
  await aMoment()
  assert.deepEqual([settled, troubles, connection.room()], [['a unknown'], [cause], 2])
})

test('closing takes no more, and waits for the answers under way', async () => {
  const { calls, settled, note, connection } = open()
  connection.send([a], note)
  const closed = connection[Symbol.asyncDispose]()
  assert.equal(connection.room(), 0)
  assert.throws(() => connection.send([b], note), RangeError)
  calls.get('a')?.resolve(taken)
  await closed
  assert.deepEqual(settled, ['a taken'])
})
