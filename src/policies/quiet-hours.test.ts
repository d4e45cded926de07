import assert from 'node:assert/strict'
import { test } from 'vitest'
import { purposes } from '#src/message/message.ts'
import { message } from '../../test/support/message.ts'
import { quietHours } from './quiet-hours.ts'

const until = (opens: number, zone: string, now: string) => {
  const [verdict] = quietHours({ opens, closes: 21, appliesTo: ['marketing'] }).judge([message()], [[zone]], new Date(now))
  return verdict?.kind === 'hold' ? verdict.until.toISOString() : verdict?.kind
}

const cases = [
  {
    because: 'who opens at nine waits until nine',
    opens: 9,
    zone: 'Europe/London',
    now: '2026-01-05T08:30:00Z',
    expect: '2026-01-05T09:00:00.000Z',
  },
  {
    because: 'an hour the clocks skip begins when they have moved',
    opens: 2,
    zone: 'America/New_York',
    now: '2026-03-08T06:30:00Z',
    expect: '2026-03-08T07:00:00.000Z',
  },
  {
    because: 'an hour that comes twice begins the first time',
    opens: 1,
    zone: 'America/New_York',
    now: '2026-11-01T04:30:00Z',
    expect: '2026-11-01T05:00:00.000Z',
  },
  {
    because: 'an hour that comes twice stays open the second time',
    opens: 1,
    zone: 'America/New_York',
    now: '2026-11-01T06:30:00Z',
    expect: 'allow',
  },
  {
    because: 'Samoa once skipped a whole day',
    opens: 8,
    zone: 'Pacific/Apia',
    now: '2011-12-30T08:30:00Z',
    expect: '2011-12-30T18:00:00.000Z',
  },
]

for (const { because, opens, zone, now, expect } of cases)
  test(`quiet hours: ${because}`, () => assert.equal(until(opens, zone, now), expect))

test('quiet hours may cover every purpose but codes and the answers to keywords', () => {
  assert.deepEqual(quietHours({ opens: 8, closes: 21, appliesTo: purposes }).exempts, ['code', 'keyword_reply'])
})
