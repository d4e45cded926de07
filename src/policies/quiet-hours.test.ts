import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { statesOf } from '#src/contacts/zones.ts'
import { message } from '../../test/support/message.ts'
import type { Zones } from './policy.ts'
import usual from './quiet-hours.json' with { type: 'json' }
import { quietHours, type Rule } from './quiet-hours.ts'
import { usualSettings } from './settings.ts'

const own = usualSettings.quietHours
const from = (opens: number): Rule[] => [
  { where: 'BM', from: '1970-01-01', purposes: ['marketing'], weekdays: [opens, 21], saturday: [opens, 21], sunday: [opens, 21] },
]
const bermuda = 'tel:+14412345678'

const judged = (rules: readonly Rule[] | undefined, to: `tel:${string}`, zones: Zones, now: Date, hours = own) => {
  const [verdict] = quietHours(rules).judge([message({ to: [to] })], [{ zones, own: hours }], now)
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
  {
    because: 'the moment the clocks change counts as changed',
    opens: 3,
    zone: 'America/New_York',
    now: '2026-03-08T07:00:00Z',
    expect: 'allow',
  },
]

for (const { because, opens, zone, now, expect } of cases)
  test(`quiet hours: ${because}`, () => {
    assert.equal(judged(from(opens), bermuda, [zone], new Date(now), { ...own, opens: 0, closes: 24 }), expect)
  })

test('codes and the answers to keywords never wait', () => {
  assert.deepEqual(quietHours().exempts, ['code', 'keyword_reply'])
})

test('every line of the table says where, since when, and by which source', () => {
  for (const { where, from: since, weekdays, saturday, sunday, source, checked } of usual.rules) {
    assert.match(where, /^US(-[A-Z]{2})?$/)
    assert.match(since, /^\d{4}-\d\d-\d\d$/)
    assert.ok(source.length > 10 && ['rule', 'statute', 'second-hand'].includes(checked), where)
    for (const hours of [weekdays, saturday, sunday]) {
      if (hours === null) continue
      const [opens = -1, closes = -1] = hours
      assert.ok(hours.length === 2 && opens >= 0 && closes <= 24 && opens < closes, where)
    }
  }
})

// What follows holds the verdict against a slow, plain reading of the table: every quarter of an hour, with nothing remembered.

const numbers = [
  '+12145552671',
  '+14015552671',
  '+13055552671',
  '+16055552671',
  '+12085552671',
  '+17095552671',
  '+15025552671',
  '+16015552671',
] as const
const zones = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Boise',
  'America/St_Johns',
  'America/Phoenix',
  'Pacific/Honolulu',
  'America/Puerto_Rico',
  'America/Havana',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Africa/Cairo',
] as const
const quarter = 15 * 60_000

function isDay(to: string, zone: string, at: number): boolean {
  const here = new Date(at).toTemporalInstant().toZonedDateTimeISO(zone)
  const date = here.toPlainDate().toString()
  const laws: Rule[] = usual.rules.filter((it) => it.from <= date && statesOf(to).some((state) => state.startsWith(it.where)))
  const hours = laws.map(({ weekdays, saturday, sunday }) => (here.dayOfWeek === 7 ? sunday : here.dayOfWeek === 6 ? saturday : weekdays))
  return [...hours, [8, 21]].every((it) => it !== null && here.hour >= it[0]! && here.hour < it[1]!) // `!`: read above
}

const someday = fc.date({ min: new Date('2025-06-01T00:00:00Z'), max: new Date('2027-06-01T00:00:00Z'), noInvalidDate: true })
const nearAChange = fc
  .tuple(
    fc.constantFrom('2026-03-08T07:00:00Z', '2026-11-01T06:00:00Z', '2025-09-01T05:00:00Z', '2026-10-18T04:00:00Z'),
    fc.integer({ min: -36 * 60, max: 36 * 60 }),
  )
  .map(([change, minutes]) => new Date(Date.parse(change) + minutes * 60_000))

test('what goes, goes by day everywhere; what waits, waits for the first moment that is', () => {
  const anywhere = fc.uniqueArray(fc.constantFrom(...zones), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(fc.constantFrom(...numbers), anywhere, fc.oneof(someday, nearAChange), (number, where, now) => {
      const to = `tel:${number}` as const
      const all = where as string[] as [string, ...string[]] // as: at least one
      const verdict = judged(undefined, to, all, now)
      const open = (at: number) => all.every((zone) => isDay(to, zone, at))
      if (verdict === 'allow') return assert.ok(open(now.getTime()))
      const first = verdict === 'review' || verdict === undefined ? now.getTime() + 9 * 96 * quarter : Date.parse(verdict)
      if (verdict !== 'review') assert.ok(open(first), 'open when it ends')
      assert.ok(!open(now.getTime()) && !open(first - 1), 'not a moment too long')
      for (let at = Math.ceil(now.getTime() / quarter) * quarter; at < first; at += quarter)
        assert.ok(!open(at), new Date(at).toISOString())
    }),
    { numRuns: 150 },
  )
})
