import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Consent } from '#src/contacts/consent.ts'
import type { Draft } from '#src/message/draft.ts'
import type { Message } from '#src/message/message.ts'
import { policiesWith } from '#src/policies/all.ts'
import type { Sources } from '#src/policies/policy.ts'
import { prefixList } from '#src/policies/prefix-list.ts'
import { usualSettings } from '#src/policies/settings.ts'
import type { Route } from '#src/routing/choose.ts'
import { message } from '../../test/support/message.ts'
import { type Accepted, accept, dispatch, foresee, laneOf, type Queued, type Recorded, type Stopped } from './outbound.ts'
import { shownPreview } from './preview/shown.ts'

const draft = (but: Partial<Draft> = {}): Draft => ({
  workspaceId: 1,
  from: 'tel:+14155550100',
  to: ['tel:+14155550101'],
  purpose: 'conversation',
  parts: [{ kind: 'text', text: 'Hello' }],
  ...but,
})
const gone: Draft['to'] = ['tel:+14155550102']
/** Half past four at night in Los Angeles, where everybody lives. */
const night = new Date('2026-01-05T12:30:00Z')

const route: Route = {
  lineId: 'line',
  linkId: 'link',
  from: 'tel:+14155550100',
  channel: 'text',
  abilities: { textLength: 1600, segments: { encoding: 'gsm', udh: 'udh8' }, media: [], receipts: true },
}

/** One of them said STOP. */
const world = (but: { now?: Date; route?: Route | null; recorded?: Recorded[] } = {}) => {
  const records: Accepted[][] = []
  const handed: Accepted[] = []
  let ids = 0
  const lists = { doNotOriginate: prefixList([]), blocked: prefixList([]) }
  const sources: Sources = {
    consents: async (messages) => messages.map(({ to }): Consent => ({ state: to[0] === gone[0] ? 'withdrawn' : 'given', at: null })),
    timeZones: async (messages) => messages.map(() => ['America/Los_Angeles']),
    prefixLists: async (messages) => messages.map(() => lists),
    settings: async (messages) => messages.map(() => usualSettings),
  }
  const it = {
    now: () => but.now ?? night,
    id: () => `m${++ids}`,
    policies: policiesWith({ allowFictional: true }),
    sources,
    unavailable: assert.fail,
    route: () => (but.route === undefined ? route : but.route),
    async record(accepted: Accepted[]): Promise<Recorded[]> {
      records.push(accepted)
      return accepted.map((_, i) => but.recorded?.[i] ?? { kind: 'recorded' })
    },
    handOn: (accepted: Accepted[]) => void handed.push(...accepted),
  }
  return { it, records, handed }
}

const statesOf = (answers: { accepted: Accepted }[]) => answers.map(({ accepted }) => [accepted.message.id, accepted.state])

test('what would become of drafts is what becomes of them, and nothing is recorded', async () => {
  const { it, records, handed } = world()
  const drafts = [draft(), draft({ to: gone }), draft({ purpose: 'marketing' })]
  const foreseen = await foresee(drafts, it)
  assert.deepEqual([records, handed], [[], []])
  const accepted = await accept(drafts, world().it)
  assert.deepEqual(
    foreseen,
    accepted.map((one) => one.accepted),
  )
  const [allowed, blocked] = foreseen.map((one) => shownPreview(one, null, null))
  assert.deepEqual([allowed?.state, allowed?.reason, allowed?.segments, allowed?.encoding], ['queued', null, 1, 'gsm7'])
  assert.deepEqual([blocked?.state, blocked?.reason?.code], ['failed', 'opted_out'])
  assert.deepEqual(blocked?.verdicts[0], {
    ...{ policy: 'opt-out', kind: 'block', why: 'opted_out', sentence: 'The recipient has asked not to be messaged.' },
    ...{ next: 'Only they can change that, by texting START.', until: null },
  })
})

test('each draft becomes a message that waits, goes or has failed, and all are recorded together', async () => {
  const { it, records, handed } = world()
  const answers = await accept([draft(), draft({ to: gone }), draft({ purpose: 'marketing' })], it)
  assert.deepEqual(statesOf(answers), [
    ['m1', { kind: 'queued' }],
    ['m2', { kind: 'failed', why: 'opted_out' }],
    ['m3', { kind: 'held', until: new Date('2026-01-05T17:00:00Z'), why: 'quiet_hours' }],
  ])
  assert.deepEqual(records, [answers.map(({ accepted }) => accepted)])
  assert.deepEqual(
    handed.map(({ message: { id } }) => id),
    ['m1'],
    'only what may go goes on in memory',
  )
})

test('a no is recorded with what every policy said, and the way it could have gone', async () => {
  const { it, records } = world()
  await accept([draft({ to: gone, purpose: 'marketing' })], it)
  const said = Object.entries(records[0]?.[0]?.by ?? {}).map(([name, { kind }]) => `${name}: ${kind}`)
  assert.deepEqual(said, ['opt-out: block', 'late-reply: allow', 'destination: allow', 'quiet-hours: hold', 'route: allow'])
})

const refusals = [
  { draft: draft(), but: { route: null }, expect: 'no_route', because: 'no line of the workspace has that number' },
  {
    draft: draft({ parts: [{ kind: 'text', text: 'x'.repeat(1601) }] }),
    but: {},
    expect: 'too_long',
    because: 'the line cannot carry so much',
  },
  {
    draft: draft({ to: ['tel:+14155550101', 'tel:+14155550103'] }),
    but: {},
    expect: 'no_groups',
    because: 'the line would hand it to the first alone',
  },
  { draft: draft({ to: gone }), but: { route: null }, expect: 'opted_out', because: 'of two noes the first is told' },
] as const

for (const { draft: given, but, expect, because } of refusals)
  test(`failed ${expect}: ${because}`, async () => {
    const { it, handed } = world(but)
    const [answer] = await accept([given], it)
    assert.deepEqual(answer?.accepted.state, { kind: 'failed', why: expect })
    assert.deepEqual(handed, [])
  })

test('what was there before, conflicts, or could not be sealed does not go on in memory', async () => {
  const recorded: Recorded[] = [
    { kind: 'same', messageId: 'old' },
    { kind: 'conflict', messageId: 'old' },
    { kind: 'sealed' },
    { kind: 'recorded' },
  ]
  const { it, handed } = world({ recorded })
  await accept([draft(), draft(), draft(), draft()], it)
  assert.deepEqual(
    handed.map(({ message: { id } }) => id),
    ['m4'],
  )
})

test('nothing is accepted that could not be recorded', async () => {
  const { it, handed } = world()
  const record = async () => {
    throw new Error('disk full')
  }
  await assert.rejects(accept([draft()], { ...it, record }), /disk full/)
  assert.deepEqual(handed, [])
})

test('the route tells size and encoding', async () => {
  const { it } = world()
  const [long] = await accept([draft({ parts: [{ kind: 'text', text: 'ж'.repeat(71) }] })], it)
  assert.deepEqual([long?.accepted.segments, long?.accepted.encoding, long?.accepted.route?.lineId], [2, 'ucs2', 'line'])
})

const doubts = [
  { draft: draft({ purpose: 'code' }), expect: 'resend', because: 'a code that never comes is worse than two' },
  { draft: draft({ purpose: 'service' }), expect: 'ask', because: 'two of anything else is for a person to decide' },
  { draft: draft({ purpose: 'service', inDoubt: 'resend' }), expect: 'resend', because: 'the sender may decide' },
] as const

for (const { draft: given, expect, because } of doubts)
  test(`in doubt ${expect}: ${because}`, async () => {
    const [answer] = await accept([given], world().it)
    assert.equal(answer?.accepted.message.inDoubt, expect)
  })

test('a lane is a conversation, or else two addresses of one workspace', () => {
  const of = (but: Partial<Message>) => laneOf(message(but))
  assert.equal(of({ conversationId: 'talk', to: gone }), of({ conversationId: 'talk' }))
  assert.notEqual(of({ to: gone }), of({}))
  assert.notEqual(of({ workspaceId: 2 }), of({}))
  assert.equal(of({ id: 'other' }), of({}))
})

const queued = (but: Partial<Message> = {}, rest: Partial<Queued> = {}): Queued => {
  const it = message({ purpose: 'conversation', ...but })
  return {
    message: it,
    segments: 1,
    attempts: 0,
    tried: [],
    expiresAt: new Date('2026-01-06T00:00:00Z'),
    dueAt: 0,
    lane: laneOf(it),
    ...rest,
  }
}

const wire = (but: Parameters<typeof world>[0] = {}, may = (_: string) => true) => {
  const stopped: Stopped[] = []
  const marked: string[] = []
  return {
    stopped,
    marked,
    it: {
      ...world(but).it,
      async mark(items: Queued[]) {
        marked.push(...items.map(({ message: { id } }) => id))
        return new Set(items.map(({ message: { id } }) => id).filter(may))
      },
      stop: async (some: Stopped[]) => void stopped.push(...some),
    },
  }
}

const atTheWire = [
  { item: queued({ id: 'a' }), expect: 'goes', because: 'nothing speaks against it' },
  { item: queued({ id: 'a', to: gone }), expect: 'failed opted_out', because: 'they said STOP while it waited' },
  { item: queued({ id: 'a', purpose: 'marketing' }), expect: 'held quiet_hours', because: 'night fell while it waited' },
  { item: queued({ id: 'a' }, { expiresAt: night }), expect: 'expired out_of_time', because: 'nobody wants it any more' },
  {
    item: queued({ id: 'a', purpose: 'keyword_reply', answersAt: new Date(night.getTime() - 301_000) }),
    expect: 'failed keyword_reply_late',
    because: 'an answer to a keyword leaves at once or not at all',
  },
]

for (const { item, expect, because } of atTheWire)
  test(`at the wire, ${expect}: ${because}`, async () => {
    const { it, stopped, marked } = wire()
    const going = await dispatch([item, queued({ id: 'b' })], it)
    const other = stopped.map(({ state }) => `${state.kind} ${state.why}`)
    assert.deepEqual([going[0] === item ? 'goes' : undefined, ...other].filter(Boolean), [expect])
    assert.equal(going.at(-1)?.message.id, 'b', 'the others go')
    assert.equal(marked.includes('a'), expect === 'goes')
  })

test('what was canceled, or is another process’s by now, does not leave', async () => {
  const { it } = wire({}, (id) => id !== 'a')
  assert.deepEqual(await dispatch([queued({ id: 'a' })], it), [])
})
