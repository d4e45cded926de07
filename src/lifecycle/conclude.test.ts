import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Outcome } from '#src/message/outcome.ts'
import { message } from '../../test/support/message.ts'
import { conclude } from './conclude.ts'
import type { Queued } from './outbound.ts'

const now = new Date('2026-01-05T12:00:00Z')
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)

type Case = {
  outcome: Outcome
  attempts?: number
  inDoubt?: 'ask' | 'resend'
  leftSeconds?: number
  other?: boolean
  expect: object
  because: string
}

const refused = (but: object = {}): Outcome => ({ kind: 'refused', why: 'rate_limited', retry: 'later', ...but })

const cases: Case[] = [
  {
    outcome: { kind: 'taken', ids: ['A', 'B'] },
    expect: { kind: 'sent', ids: ['A', 'B'], keys: [['A'], ['B']] },
    because: 'each segment is filed under its id',
  },
  {
    outcome: { kind: 'taken', ids: ['A'], keys: [['hd:10', 'A']] },
    expect: { kind: 'sent', ids: ['A'], keys: [['hd:10', 'A']] },
    because: 'or under how receipts may spell it',
  },
  { outcome: { kind: 'unknown' }, expect: { kind: 'in_doubt', keys: [] }, because: 'nobody knows, and nobody decides for the sender' },
  {
    outcome: { kind: 'unknown', keys: [['A'], []] },
    expect: { kind: 'in_doubt', keys: [['A'], []] },
    because: 'what was answered of it is remembered',
  },
  {
    outcome: { kind: 'unknown' },
    inDoubt: 'resend',
    expect: { kind: 'again', why: 'lost_answer', dueAt: later(1), doubtful: true },
    because: 'its sender said so',
  },
  {
    outcome: { kind: 'unknown' },
    inDoubt: 'resend',
    attempts: 3,
    expect: { kind: 'in_doubt' },
    because: 'a link that loses every answer must not flood a phone',
  },
  {
    outcome: { kind: 'unknown' },
    inDoubt: 'resend',
    leftSeconds: 1,
    expect: { kind: 'in_doubt' },
    because: 'there is no time for another, and saying "out of time" would hide that it may have gone',
  },
  { outcome: refused(), expect: { kind: 'again', dueAt: later(1), elsewhere: false, doubtful: false }, because: 'it waits a little' },
  { outcome: refused(), attempts: 4, expect: { kind: 'again', dueAt: later(8) }, because: 'and twice as long each time' },
  { outcome: refused(), attempts: 40, expect: { kind: 'again', dueAt: later(120) }, because: 'but not for ever' },
  { outcome: refused({ afterSeconds: 30 }), expect: { kind: 'again', dueAt: later(30) }, because: 'the carrier said how long' },
  { outcome: refused(), leftSeconds: 1, expect: { kind: 'failed', why: 'rate_limited' }, because: 'it would be too late then' },
  {
    outcome: refused({ retry: 'never', why: 'bad_destination', detail: 'no such number' }),
    expect: { kind: 'failed', why: 'bad_destination', detail: 'no such number', takenSegments: [] },
    because: 'the message itself is wrong',
  },
  {
    outcome: refused({ takenSegments: ['A'] }),
    expect: { kind: 'failed', why: 'rate_limited', takenSegments: ['A'] },
    because: 'what has gone must not go twice',
  },
  {
    outcome: refused({ retry: 'elsewhere' }),
    other: true,
    expect: { kind: 'again', elsewhere: true, dueAt: now },
    because: 'another link takes it at once',
  },
  {
    outcome: refused({ retry: 'elsewhere', why: 'bad_destination' }),
    expect: { kind: 'failed', why: 'bad_destination' },
    because: 'there is no other, and asking the same one for a day helps nobody',
  },
]

for (const { outcome, attempts = 1, inDoubt = 'ask', leftSeconds = 3600, other = false, expect, because } of cases)
  test(`${outcome.kind}${'retry' in outcome ? ` ${outcome.retry}` : ''}: ${because}`, () => {
    const item = { message: message({ inDoubt }), attempts, expiresAt: later(leftSeconds) } as Queued // `as`: all it looks at
    assert.partialDeepStrictEqual(conclude(item, outcome, now, other), expect)
  })
