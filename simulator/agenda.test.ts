import assert from 'node:assert/strict'
import { test } from 'vitest'
import { Agenda, handClock } from './agenda.ts'
import { makeRandom } from './random.ts'

test('what is due comes in order of time, then in the order asked, and not before', () => {
  const clock = handClock(1_000)
  using agenda = new Agenda(clock)
  const done: string[] = []
  agenda.in(50, () => done.push('late'))
  agenda.in(10, () => done.push('early'))
  agenda.in(10, () => done.push('early, asked second'))
  clock.forward(9)
  assert.deepEqual(done, [])
  clock.forward(30)
  assert.deepEqual(done, ['early', 'early, asked second'])
  clock.forward(100)
  assert.deepEqual(done, ['early', 'early, asked second', 'late'])
})

test('what is done may plan more, and each is told its own time', () => {
  const clock = handClock(0)
  using agenda = new Agenda(clock)
  const at: number[] = []
  const again = () => {
    at.push(agenda.now())
    if (at.length < 4) agenda.in(10, again)
  }
  again()
  clock.forward(1_000)
  assert.deepEqual(at, [0, 10, 20, 30])
})

test('a thousand entries at random times come out sorted', () => {
  const clock = handClock(0)
  using agenda = new Agenda(clock)
  const random = makeRandom(5)
  const at: number[] = []
  for (let entry = 0; entry < 1_000; entry++) {
    const ms = random.between(0, 10_000)
    agenda.in(ms, () => at.push(ms))
  }
  clock.forward(10_010)
  assert.equal(at.length, 1_000)
  assert.deepEqual(
    at,
    [...at].sort((a, b) => a - b),
  )
})

test('after its end nothing is done any more', () => {
  const clock = handClock(0)
  const agenda = new Agenda(clock)
  agenda.in(10, () => assert.fail('it came'))
  agenda[Symbol.dispose]()
  clock.forward(100)
})

test('the same seed gives the same chance', () => {
  const [one, other, different] = [makeRandom(1), makeRandom(1), makeRandom(2)]
  const ten = (random: { next(): number }) => Array.from({ length: 10 }, () => random.next())
  const first = ten(one)
  assert.deepEqual(first, ten(other))
  assert.notDeepEqual(first, ten(different))
  assert.ok(first.every((value) => value >= 0 && value < 1))
})
