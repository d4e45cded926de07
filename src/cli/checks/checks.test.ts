import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Preview } from '#src/lifecycle/preview/views.ts'
import type { LinkView, Trial } from '#src/routing/views.ts'
import { linksTo } from '../carrier-test.ts'
import type { Finding } from '../doctor/finding.ts'
import { linesMeant } from '../line-test.ts'
import { findingsOfLine } from './line.ts'
import { findingsOfLink } from './link.ts'
import { type Around, findingsOfNumber } from './number.ts'
import { reportInWords } from './report.ts'
import type { LineOfNumber, NumberView } from './server.ts'

/** What is found of links, numbers and lines. */

const at = '2026-01-05T12:00:00.000Z'
const state = { up: true, why: null, since: at, room: 9, waiting: 0, underWay: 1, window: 10, only: null }
const link = (but: Partial<LinkView> = {}, now: Partial<LinkView['state']> = {}): LinkView => ({
  ...{ id: 'l1', channel: 'smpp', channelLabel: 'Text message', name: 'copperline', carrier: null, settings: {}, secretsSet: [] },
  ...{ enabled: true, madeAt: at, lines: 1, state: { ...state, ...now } },
  ...but,
})
const trial = (but: Partial<Trial> = {}): Trial => ({
  ...{ ok: true, up: true, aliveMs: 3, ms: 20, steps: ['Connected.', 'The carrier took our bind.'], said: 'It came up.', advice: [] },
  ...but,
})
const refusal = (status: string) => ({
  ok: false,
  up: false,
  aliveMs: null,
  said: `It refuses us. (the carrier refused the bind: ${status})`,
})

const of = (findings: Finding[], what: string): string => {
  const found = findings.find((it) => it.what === what)
  return found ? `${found.is}: ${found.said}` : 'not looked at'
}

const links: [LinkView, Trial | { notAsked: string }, what: string, RegExp, because: string][] = [
  [link(), trial(), 'State', /^right: up since 2026.*; 1 under way, window 10, 0 waiting$/, 'up'],
  [link(), trial(), 'Bind', /^right: Connected\. The carrier took our bind\./, 'bound'],
  [link(), trial(), 'Alive', /^right: .* in 3 ms/, 'lives'],
  [link({}, { up: false, why: 'ECONNREFUSED; next try at 2026-01-05T12:00:08Z' }), trial(), 'State', /^wrong: down: ECONNREFUSED;/, 'down'],
  [link({ enabled: false }), trial(), 'State', /^unknown: switched off/, 'on purpose'],
  [link(), trial({ ok: false, aliveMs: null, said: 'It says nothing.' }), 'Alive', /^wrong: It says nothing/, 'silent'],
  [link(), trial(refusal('ESME_RALYBND')), 'Bind', /^unknown: a second session beside the open one/, 'it allows one session'],
  [link(), trial(refusal('ESME_RINVPASWD')), 'Bind', /^wrong: /, 'the next session would not come up'],
  [link({}, { up: false }), trial(refusal('ESME_RALYBND')), 'Bind', /^wrong: /, 'there is no other session'],
  [link(), { notAsked: 'The key lacks the scope links:write.' }, 'Bind', /^unknown: not tried: The key lacks/, 'not allowed to'],
  [link({ lines: 0 }), trial(), 'Lines', /^unknown: no number/, 'nobody uses it'],
]
for (const [it, tried, what, expected, because] of links)
  test(`link, ${what}: ${because}`, () => assert.match(of(findingsOfLink(it, tried), what), expected))

test('a carrier without a link that is on carries nothing', () => {
  assert.deepEqual(
    [linksTo('x', []).is, linksTo('x', [{ enabled: false }]).is, linksTo('x', [{ enabled: true }]).is],
    ['wrong', 'wrong', 'right'],
  )
})

const line = (but: Partial<LineOfNumber> = {}): LineOfNumber => ({
  ...{ id: 'n1', number: 'tel:+14155550123', label: 'Front desk', teamId: 't1', rank: 0, madeAt: at, up: true, why: null },
  link: { id: 'l1', name: 'copperline', channel: 'smpp', enabled: true },
  ...but,
})
const number = (...lines: LineOfNumber[]): NumberView => ({ number: 'tel:+14155550123', label: 'Front desk', madeAt: at, lines })
const preview = (but: Partial<Preview> = {}): Preview => ({
  ...{ from: 'tel:+14155550123', to: ['tel:+14155550188'], text: 'x', replaced: null, state: 'queued', reason: null, heldUntil: null },
  ...{
    segments: 1,
    encoding: 'gsm7',
    verdicts: [{ policy: 'opt-out', kind: 'allow', why: null, sentence: null, next: null, until: null }],
  },
  line: { id: 'n1', linkId: 'l1', linkName: 'copperline', carrierName: 'Copperline', up: true, why: null },
  problem: null,
  ...but,
})
const around = (but: Partial<Around> = {}): Around => ({
  ...{
    links: new Map([['l1', link()]]),
    teams: new Map([['t1', 'Desk']]),
    preview: preview(),
    fallback: 'tel:+14155550123',
    to: '+14155550188',
  },
  ...but,
})
const blocked = preview({
  state: 'failed',
  reason: { code: 'opted_out', sentence: 'They said STOP.', next: 'Wait.' },
  verdicts: [{ policy: 'opt-out', kind: 'block', why: 'opted_out', sentence: 'They said STOP.', next: 'Wait.', until: null }],
})
const held = preview({
  ...{ state: 'held', heldUntil: at, reason: { code: 'quiet_hours', sentence: 'It is night.', next: 'It goes by itself.' } },
  verdicts: [{ policy: 'quiet-hours', kind: 'hold', why: 'quiet_hours', sentence: 'It is night.', next: 'It goes by itself.', until: at }],
})
const mute = new Map([['l1', link({}, { only: 'out' })]])
const problem = { type: 'about:blank', status: 503, code: 'key_unavailable', title: 'The key cannot be had.', remedy: 'Give it back.' }

const numbers: [LineOfNumber[], Partial<Around>, what: string, RegExp, because: string][] = [
  [[line()], {}, 'Sending', /^right: leaves through "copperline" of Copperline/, 'it sends'],
  [[line()], {}, 'Receiving', /^right: arrives through "copperline"/, 'it receives'],
  [[line()], {}, 'On copperline', /^right: up, rank 0, worked by Desk/, 'its line'],
  [[], { preview: preview({ line: null }) }, 'Lines', /^wrong: no link carries it/, 'no line'],
  [[line({ up: false, why: 'refused' })], {}, 'On copperline', /^wrong: down: refused/, 'down'],
  [[line({ up: false })], {}, 'Receiving', /^wrong: no link of it is up/, 'nothing arrives'],
  [[line()], { links: mute }, 'Receiving', /^wrong: the links that are up only send/, 'it only sends'],
  [[line()], { preview: preview({ line: null }) }, 'Sending', /^wrong: no open link/, 'it cannot send'],
  [[line()], { preview: preview({ problem }) }, 'Key', /^wrong: The key cannot be had/, 'the key is away'],
  [[line()], { fallback: 'tel:+14155550199' }, 'Default', /^right: no: .*\+14155550199$/, 'another is the default'],
  [[line()], { preview: blocked }, 'Rule opt-out', /^wrong: blocks it: They said STOP/, 'a rule blocks'],
  [[line()], { preview: blocked }, 'Message', /^wrong: to \+14155550188 would fail/, 'so it fails'],
  [[line()], { preview: blocked, to: undefined }, 'Rules', /^unknown: they depend/, 'nobody is meant'],
  [[line()], { preview: held }, 'Message', /^unknown: .* would wait until 2026/, 'waiting is not wrong'],
]
for (const [lines, but, what, expected, because] of numbers)
  test(`number, ${what}: ${because}`, () => assert.match(of(findingsOfNumber(number(...lines), around(but)), what), expected))

const second = line({ id: 'n2', rank: 1, link: { id: 'l2', name: 'fallback', channel: 'smpp', enabled: true } })
const lines: [LineOfNumber, Partial<Around>, what: string, RegExp, because: string][] = [
  [line(), {}, 'Rank', /^right: 0: the first choice/, 'first'],
  [second, {}, 'Rank', /^right: 1: after "copperline"/, 'second'],
  [second, {}, 'Sending', /^right: a message leaves through "copperline" now/, 'the other is chosen'],
  [line(), {}, 'Team', /^right: worked by Desk/, 'its team'],
  [line({ teamId: null }), {}, 'Team', /^right: none: for programs/, 'no team'],
  [line(), { teams: new Map() }, 'Team', /^wrong: /, 'a team that is gone'],
  [line(), { teams: { notAsked: 'no scope' } }, 'Team', /^unknown: .*no scope/, 'not allowed to ask'],
  [line(), { links: mute }, 'Receiving', /^unknown: its link only sends/, 'by design'],
  [line(), { preview: preview({ line: null }) }, 'Sending', /^wrong: nothing leaves/, 'no way out'],
]
for (const [it, but, what, expected, because] of lines)
  test(`line, ${what}: ${because}`, () => assert.match(of(findingsOfLine(it, number(line(), second), [], around(but)), what), expected))

test('a line is named by its id, by its number, and by its link', () => {
  const all = [number(line(), second)]
  const named = (given?: string, on?: string) => linesMeant(all, given, on).map((it) => it.line.id)
  assert.deepEqual(
    [named(), named('n2'), named('(415) 555-0123'), named(undefined, 'fallback')],
    [['n1', 'n2'], ['n2'], ['n1', 'n2'], ['n2']],
  )
  assert.throws(() => named('+14155550123', 'third'), /no line "\+14155550123" on "third"/)
})

test('a table for each thing, with what to do below what is wrong', () => {
  const findings: Finding[] = [
    { what: 'State', is: 'right', said: 'up' },
    { what: 'Encryption', is: 'wrong', said: 'none', remedy: 'Set tls.' },
  ]
  assert.equal(
    reportInWords([{ kind: 'link', id: 'l1', name: 'copperline', findings }]),
    'link copperline\n  ok  State       up\n  NO  Encryption  none\n                  → Set tls.\n\nOne thing is wrong.',
  )
})
