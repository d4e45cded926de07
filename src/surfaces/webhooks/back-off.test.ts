import assert from 'node:assert/strict'
import { test } from 'vitest'
import { after, giveUpMs, waitMs } from './back-off.ts'

const waits = [
  [1, 0, 0, 2_500, 'the first time, at the earliest'],
  [1, 1, 0, 5_000, 'the first time, at the latest'],
  [2, 1, 0, 10_000, 'twice as long'],
  [5, 0.5, 0, 60_000, 'in the middle of its upper half'],
  [10, 1, 0, 2_560_000, 'still doubling'],
  [11, 1, 0, 3_600_000, 'an hour at most'],
  [1_000, 1, 0, 3_600_000, 'and never more'],
  [1, 1, 90_000, 90_000, 'as long as they ask'],
  [9, 0, 1_000, 640_000, 'but not sooner than we would'],
  [1, 1, 86_400_000, 3_600_000, 'an hour at most, whatever they ask'],
] as const
for (const [attempts, random, asked, expected, because] of waits)
  test(because, () => assert.equal(waitMs(attempts, random, asked), expected))

const now = new Date('2026-11-21T12:00:00Z')
const ago = (ms: number) => new Date(now.getTime() - ms)
const tried = (status: number | null, said = 'connect ECONNREFUSED') => ({ status, said, askedMs: 0 })
const outcomes = [
  [200, null, 'delivered', 'taken'],
  [204, null, 'delivered', 'taken without a word'],
  [299, ago(giveUpMs), 'delivered', 'taken at last'],
  [301, null, 'again', 'a redirect is not followed'],
  [400, null, 'again', 'their mistake may be corrected'],
  [404, null, 'again', 'they may be deploying'],
  [410, null, 'paused', 'nobody wants any more'],
  [429, null, 'again', 'too fast'],
  [500, ago(giveUpMs - 1), 'again', 'almost three days'],
  [500, ago(giveUpMs), 'paused', 'three days'],
  [null, null, 'again', 'nobody there'],
  [null, ago(giveUpMs + 1), 'paused', 'nobody there for three days'],
] as const
for (const [status, failingSince, expected, because] of outcomes)
  test(`${status}: ${because}`, () => assert.equal(after(tried(status), { attempts: 1, failingSince, now, random: 1 }).kind, expected))

test('it says why, for people', () => {
  const why = (status: number | null) => {
    const then = after(tried(status), { attempts: 1, failingSince: null, now, random: 1 })
    return then.kind === 'delivered' ? '' : then.why
  }
  assert.match(why(302), /redirect/)
  assert.match(why(500), /answered 500/)
  assert.match(why(null), /did not come through: connect ECONNREFUSED/)
})
