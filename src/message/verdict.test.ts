import assert from 'node:assert/strict'
import { test } from 'vitest'
import { allow, stricter, type Verdict } from './verdict.ts'

const hold = (until: string): Verdict => ({ kind: 'hold', until: new Date(until), why: 'quiet_hours' })
const review: Verdict = { kind: 'review', why: 'quiet_hours' }
const block: Verdict = { kind: 'block', why: 'opted_out' }

const cases = [
  { mild: allow, strict: hold('2026-01-05T08:00Z'), because: 'a wait is stricter than a yes' },
  { mild: hold('2026-01-05T08:00Z'), strict: hold('2026-01-05T09:00Z'), because: 'of two waits the longer counts' },
  { mild: hold('2026-01-05T08:00Z'), strict: review, because: 'time alone does not answer a review' },
  { mild: review, strict: block, because: 'a no needs no second look' },
]

for (const { mild, strict, because } of cases)
  test(`verdict: ${because}`, () => {
    assert.equal(stricter(mild, strict), strict)
    assert.equal(stricter(strict, mild), strict)
  })
