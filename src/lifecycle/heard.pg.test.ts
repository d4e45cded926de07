import assert from 'node:assert/strict'
import { afterAll, beforeAll, test } from 'vitest'
import type { Fragment, Received } from '#src/message/happening.ts'
import type { Address } from '#src/message/message.ts'
import { makeBell } from '#src/platform/bell.ts'
import { newId } from '#src/platform/ids.ts'
import { openLeases } from '#src/platform/leases.ts'
import { openLog } from '#src/platform/log.ts'
import { follow } from '#src/platform/reader.ts'
import { usualSettings } from '#src/policies/settings.ts'
import { openStage, piece, type Stage, said } from '../../test/support/spine.ts'
import { wholeSets } from './fragments/store.ts'
import { answersTo } from './keyword-answers.ts'

/** What is heard: written down before it is acknowledged, once, whole, and obeyed. */

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage[Symbol.asyncDispose]())

let numbers = 3000
const someone = (): Address => `tel:+1212555${++numbers}`
const tell = (session: string, ...said: (Received | Fragment)[]) => stage.spine.tell(stage.a.linkId)(said, session)
type Heard = { id: string; text: string; possible_duplicate: boolean; incomplete: boolean; conversation_id: string | null }
const heard = async (from: Address): Promise<Heard[]> => {
  const rows = await stage.fresh.owner<Heard & { body: Buffer }>(
    `select id, body, possible_duplicate, incomplete, conversation_id from messages where from_uri = $1 and direction = 'in' order by id`,
    [from],
  )
  const plain = await stage.content.open(
    rows.map((it) => ({ workspaceId: stage.a.workspaceId, table: 'messages', row: it.id, column: 'body', sealed: it.body })),
  )
  return rows.map(({ body: _, ...it }, i) => ({ ...it, text: JSON.parse(String(plain[i]))[0].text }))
}
const texts = async (from: Address) =>
  (await heard(from)).map(
    ({ text, possible_duplicate, incomplete }) => `${text}${possible_duplicate ? ' (again?)' : ''}${incomplete ? ' (incomplete)' : ''}`,
  )
const until = async (holds: () => Promise<boolean>) => {
  for (let tries = 0; !(await holds()); tries++) {
    assert.ok(tries < 500, `never: ${holds}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
const whole = (from: Address, count: number) => until(async () => (await heard(from)).length === count)

test('a stranger becomes a contact with one conversation, however many texts come at once, in two processes', async () => {
  const from = someone()
  const other = stage.other().tell(stage.a.linkId)
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      i % 2 ? other([said(stage.a, `${i}`, { from })], newId()) : tell(newId(), said(stage.a, `${i}`, { from })),
    ),
  )
  const rows = await heard(from)
  assert.deepEqual([rows.length, new Set(rows.map((it) => it.conversation_id)).size], [20, 1])
  assert.equal((await stage.fresh.owner('select 1 from addresses where uri = $1', [from])).length, 1)
  const orphans = await stage.fresh.owner('select 1 from contacts c where not exists (select 1 from addresses a where a.contact_id = c.id)')
  assert.deepEqual(orphans, [])
})

test('an id of the other side’s is heard once, in one list, in two, and in two processes', async () => {
  const from = someone()
  const it = said(stage.a, 'Once', { from, id: 'abc' })
  const session = newId()
  const answers = await Promise.all([tell(session, it, it), tell(session, it), stage.other().tell(stage.a.linkId)([it], newId())])
  assert.deepEqual(answers.flat(), ['written', 'written', 'written', 'written'])
  assert.deepEqual(await texts(from), ['Once'])
})

test('“ok” twice in one session is two texts; the like of the last one in a later session may be a redelivery, and is marked', async () => {
  const from = someone()
  const [one, two] = [newId(), newId()]
  await tell(one, said(stage.a, 'ok', { from }))
  await tell(one, said(stage.a, 'ok', { from }))
  assert.deepEqual(await texts(from), ['ok', 'ok'])
  stage.clock.forward(14 * 60)
  await tell(one, said(stage.a, 'ok', { from }))
  stage.clock.forward(2 * 60)
  await tell(two, said(stage.a, 'ok', { from }), said(stage.a, 'no', { from }))
  assert.deepEqual(await texts(from), ['ok', 'ok', 'ok', 'ok (again?)', 'no'])
})

test('a quarter of an hour later it is said anew', async () => {
  const from = someone()
  await tell(newId(), said(stage.a, 'ok', { from }))
  stage.clock.forward(16 * 60)
  await tell(newId(), said(stage.a, 'ok', { from }))
  assert.deepEqual(await texts(from), ['ok', 'ok'])
})

test('segments in any order, doubled, across sessions: one message', async () => {
  const from = someone()
  const [one, two] = [newId(), newId()]
  const at = (seq: number, text: string) => piece(stage.a, seq, text, { from, total: 3 })
  await tell(one, at(3, 'c'), at(3, 'c'))
  await tell(one, at(1, 'a'))
  assert.deepEqual(await heard(from), [])
  await tell(two, at(1, 'a'), at(2, 'b'))
  await whole(from, 1)
  assert.deepEqual(await texts(from), ['abc'])
})

test('a segment that comes again in a later session, after the message was made, makes nothing', async () => {
  const from = someone()
  await tell(newId(), piece(stage.a, 1, 'a', { from }), piece(stage.a, 2, 'b', { from }))
  await whole(from, 1)
  assert.deepEqual(await tell(newId(), piece(stage.a, 1, 'a', { from }), piece(stage.a, 2, 'b', { from })), ['written', 'written'])
  await stage.spine.assemble()
  assert.deepEqual(await texts(from), ['ab'])
})

test('the same long text again in one session, under the same reference, is said again', async () => {
  const from = someone()
  const session = newId()
  for (let i = 1; i <= 2; i++) {
    await tell(session, piece(stage.a, 1, 'a', { from }), piece(stage.a, 2, 'b', { from }))
    await whole(from, i)
  }
  assert.deepEqual(await texts(from), ['ab', 'ab'])
})

test('a reference in use anew does not mix two messages, nor lose what came of the first', async () => {
  const from = someone()
  const session = newId()
  await tell(session, piece(stage.a, 1, 'old', { from }))
  await tell(session, piece(stage.a, 1, 'new ', { from }), piece(stage.a, 2, 'text', { from }))
  await whole(from, 2)
  assert.deepEqual((await texts(from)).toSorted(), ['new text', 'old[…] (incomplete)'])
})

test('two messages under one reference in one list: neither is lost', async () => {
  const from = someone()
  await tell(newId(), piece(stage.a, 1, 'one', { from }), piece(stage.a, 1, 'two', { from }), piece(stage.a, 2, '!', { from }))
  await stage.spine.assemble()
  await whole(from, 2)
  assert.deepEqual((await texts(from)).toSorted(), ['one[…] (incomplete)', 'two!'])
})

test('what never becomes whole is shown as it is after a quarter of an hour, once; what comes later is shown too', async () => {
  const from = someone()
  await tell(newId(), piece(stage.a, 2, 'end', { from }))
  await stage.spine.assemble()
  assert.deepEqual(await heard(from), [])
  stage.clock.forward(16 * 60)
  await Promise.all([stage.spine.assemble(), stage.other().assemble()])
  await stage.spine.assemble()
  assert.deepEqual(await texts(from), ['[…]end (incomplete)'])
  await tell(newId(), piece(stage.a, 1, 'start', { from }))
  stage.clock.forward(16 * 60)
  await stage.spine.assemble()
  assert.deepEqual(await texts(from), ['[…]end (incomplete)', 'start[…] (incomplete)'])
})

test('a segment that comes while an incomplete set is being shown is not swallowed', async () => {
  const from = someone()
  await tell(newId(), piece(stage.a, 1, 'first ', { from, total: 3 }))
  stage.clock.forward(16 * 60)
  const read = await wholeSets(stage.db, stage.content, {
    ...{ lineId: stage.a.lineId, now: stage.clock.at, id: newId },
    join: (_, pieces) => [{ kind: 'text', text: pieces.map((it) => (it ? Buffer.from(it).toString() : '[…]')).join('') }],
  })
  const mine = read.filter(({ happening }) => happening.from === from)
  await tell(newId(), piece(stage.a, 1, 'FIRST ', { from, total: 3 }))
  const { recordArrivals } = await import('./heard/store.ts')
  await recordArrivals(stage.db, stage.content, newId, mine)
  await stage.spine.assemble()
  stage.clock.forward(16 * 60)
  await stage.spine.assemble()
  assert.deepEqual((await texts(from)).toSorted(), ['FIRST […][…] (incomplete)', 'first […][…] (incomplete)'])
})

test('without the key a segment is not acknowledged; with it again the message becomes whole', async () => {
  const from = someone()
  await tell(newId(), piece(stage.a, 1, 'a', { from }))
  await stage.keys.revoke(stage.a.workspaceId)
  assert.deepEqual(await tell(newId(), piece(stage.a, 2, 'b', { from })), ['again'])
  await stage.keys.giveBack(stage.a.workspaceId)
  assert.deepEqual(await tell(newId(), piece(stage.a, 2, 'b', { from })), ['written'])
  await whole(from, 1)
  assert.deepEqual(await texts(from), ['ab'])
})

const consent = async (uri: Address) =>
  (await stage.fresh.owner<{ state: string }>('select state from consents where uri = $1', [uri]))[0]?.state
const ledger = async (uri: Address) =>
  (await stage.fresh.owner<{ state: string }>('select state from consent_changes where uri = $1 order by at, id', [uri])).map(
    ({ state }) => state,
  )
const keywords = async (uri: Address) =>
  (
    await stage.fresh.owner<{ kind: string }>(
      `select data ->> 'kind' as kind from events where kind = 'keyword.heard' and data ->> 'uri' = $1 order by seq`,
      [uri],
    )
  ).map(({ kind }) => kind)

const dialogues = [
  { says: ['STOP'], state: 'withdrawn', answered: ['stop'], because: 'they want no more' },
  { says: ['stop!'], state: 'withdrawn', answered: ['stop'], because: 'however it is written' },
  { says: ['Stop knowing me so well!'], state: undefined, answered: [], because: 'only the whole message counts' },
  { says: ['STOP', 'START'], state: 'given', answered: ['stop', 'start'], because: 'they changed their mind' },
  { says: ['YES'], state: undefined, answered: [], because: 'yes is an answer, unless they had left' },
  { says: ['STOP', 'YES'], state: 'given', answered: ['stop', 'start'], because: 'they had left' },
  { says: ['HELP'], state: undefined, answered: ['help'], because: 'asking is not leaving' },
  {
    says: ['START', 'STOP', 'START', 'STOP'],
    state: 'withdrawn',
    answered: ['start', 'stop', 'start', 'stop'],
    because: 'the last word counts',
  },
]
for (const { says, state, answered, because } of dialogues)
  for (const how of ['one by one', 'at once'] as const)
    test(`${says.join(', ')}, ${how}: ${because}`, async () => {
      const from = someone()
      const session = newId()
      const all = says.map((text) => said(stage.a, text, { from }))
      if (how === 'at once') await tell(session, ...all)
      else for (const it of all) await tell(session, it)
      assert.deepEqual([await consent(from), await keywords(from)], [state, answered])
      assert.equal((await texts(from)).length, says.length, 'each is a message too')
    })

test('a redelivered START does not undo a STOP, and a redelivered STOP is answered once', async () => {
  const from = someone()
  const [one, two] = [newId(), newId()]
  await tell(one, said(stage.a, 'START', { from }))
  await tell(one, said(stage.a, 'STOP', { from }))
  await tell(two, said(stage.a, 'START', { from }))
  await tell(two, said(stage.a, 'STOP', { from }))
  assert.deepEqual([await consent(from), await keywords(from)], ['withdrawn', ['start', 'stop']])
  assert.deepEqual(await ledger(from), ['given', 'withdrawn'])
})

test('opting out is the workspace’s: the other one knows nothing of it', async () => {
  const from = someone()
  await tell(newId(), said(stage.a, 'STOP', { from }))
  const rows = await stage.fresh.owner<{ workspace_id: number }>('select workspace_id from consents where uri = $1', [from])
  assert.deepEqual(rows, [{ workspace_id: stage.a.workspaceId }])
})

test('a keyword is answered exactly once, however often its reader starts again, and also in two processes', async () => {
  const from = someone()
  const other = stage.other()
  const leases = () =>
    openLeases({ query: stage.db.spineRead, holder: newId(), clock: { now: () => new Date(), monotonicMs: () => performance.now() } })
  const answers = (spine: Stage['spine']) => ({
    name: `answers ${newId()}`,
    kinds: ['keyword.heard'],
    async take(events: Parameters<typeof answersTo>[0][number][]) {
      await spine.send(answersTo(events, () => ({ brand: 'Harbor', settings: usualSettings })))
      return []
    },
  })
  await tell(newId(), said(stage.a, 'STOP', { from }))
  const sent = () =>
    stage.fresh.owner<{ state: string }>(
      `select coalesce(m.state, f.state) as state from messages m left join flight f on f.message_id = m.id where $1 = any(to_uris) and purpose = 'keyword_reply'`,
      [from],
    )
  for (const spine of [stage.spine, other, stage.spine]) {
    await using reading = follow(answers(spine), { db: stage.db, bell: makeBell(), leases: leases(), log: openLog('silent'), everyMs: 20 })
    await until(async () => reading.behind() === 0 && (await sent()).length > 0)
  }
  assert.deepEqual(await sent(), [{ state: 'queued' }], 'one, and it may go although they opted out')
})

test('a number nobody knows is refused for good only when the lines have just been read', async () => {
  const from = someone()
  const stray = said(stage.b, 'Hello?', { from })
  stage.stale.lines = true
  assert.deepEqual(await tell(newId(), stray, said(stage.a, 'Hi', { from })), ['again', 'written'])
  assert.deepEqual(await tell(newId(), stray), ['nobody'])
})

test('what fails takes nothing else with it: a receipt, a text and a segment are answered each for itself', async () => {
  const from = someone()
  await stage.fresh.owner('alter table fragments rename to fragments_away')
  const receipt = { kind: 'receipt' as const, ids: ['r'], state: 'delivered' as const, at: stage.clock.at }
  const told = await stage.spine.tell(stage.a.linkId)([said(stage.a, 'Hi', { from }), piece(stage.a, 1, 'a', { from }), receipt], newId())
  await stage.fresh.owner('alter table fragments_away rename to fragments')
  assert.deepEqual([told, await texts(from)], [['written', 'again', 'written'], ['Hi']])
})
