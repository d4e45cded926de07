import assert from 'node:assert/strict'
import { test } from 'vitest'
import { workingOf } from '#src/lifecycle/page/store.ts'
import type { Draft } from '#src/message/draft.ts'
import type { Address } from '#src/message/message.ts'
import { type Reason, reasons } from '#src/message/reasons.ts'
import { personalities } from '../simulator/phones/personality.ts'
import { startWhole, until, type Whole } from './support/whole.ts'

/** The five promises, each with a test that tries to break it: the real program, real SMPP, a pretend world. */

const frontDesk = '+12065550100'

const draft = (whole: Whole, to: string, text: string, but: Partial<Draft> = {}): Draft => ({
  workspaceId: whole.workspaceId,
  from: `tel:${frontDesk}`,
  to: [`tel:${to}` as Address], // `as`: the world's numbers are whole
  purpose: 'conversation',
  parts: [{ kind: 'text', text }],
  ...but,
})

type Stored = {
  id: string
  state: string | null
  reason: string | null
  flight: string | null
  delivered_segments: number
  segments: number
}
const stored = (whole: Whole, id: string): Promise<Stored> =>
  whole.fresh
    .owner<Stored>(
      `select m.id, m.state, m.reason, f.state as flight, m.delivered_segments, m.segments from messages m
       left join flight f on f.message_id = m.id where m.id = $1`,
      [id],
    )
    .then(([row]) => row!) // it was accepted

const say = async (whole: Whole, drafts: Draft[]): Promise<string[]> =>
  (await whole.app.spine.send(drafts)).map(({ accepted }) => accepted.message.id)
const ended = (whole: Whole, id: string) => until(async () => (await stored(whole, id)).state !== null, `${id} ends`)

test('a text reaches a conversation, the answer the phone, and its life can be read', async () => {
  await using whole = await startWhole()
  const phone = whole.world.phones.add(personalities.yours)
  whole.world.phones.send(phone, frontDesk, 'Is the blue bike ready?')
  const talks = () => whole.fresh.owner<{ id: string; heard: number }>('select id, heard from conversations')
  await until(async () => (await talks()).length === 1)
  const [talk] = await talks()
  assert.equal(talk?.heard, 1)
  const [id] = await say(whole, [draft(whole, phone.number, 'It is.', { conversationId: talk!.id })])
  await ended(whole, id!)
  assert.deepEqual(
    phone.bubbles.map(({ direction, text }) => [direction, text]),
    [
      ['out', 'Is the blue bike ready?'],
      ['in', 'It is.'],
    ],
  )
  const kinds = await whole.fresh.owner<{ kind: string }>('select kind from events where message_id = $1 order by seq', [id])
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    ['message.accepted', 'message.sent', 'message.delivered'],
  )
  assert.deepEqual(await whole.fresh.owner('select 1 from flight'), [])
  assert.deepEqual(await whole.fresh.owner('select 1 from carrier_ids'), [])
})

const carrierOf = (whole: Whole) => whole.world.carriers[0]!
/** What phones were shown or meant to be shown, by text. */
const copies = (whole: Whole, text: string) => whole.world.ledger.heard.filter((it) => it.text === text).length
const texts = (count: number, of: string) => Array.from({ length: count }, (_, i) => `${of} ${i} ${i % 5 === 0 ? 'long '.repeat(60) : ''}.`)

test('1. nothing accepted is lost: links drop and Tandem stops and starts, both ways', async () => {
  await using whole = await startWhole()
  const phones = Array.from({ length: 5 }, () => whole.world.phones.add(personalities.yours))
  const out = texts(40, 'out')
  const ids = await say(
    whole,
    out.map((text, i) => draft(whole, phones[i % 5]!.number, text)),
  )
  const said = texts(40, 'in').map((text, i) => whole.world.phones.send(phones[i % 5]!, frontDesk, text)!)
  carrierOf(whole).drop()
  await whole.again()
  carrierOf(whole).drop()
  await whole.again()
  await until(() => said.every(({ ackedAt }) => ackedAt !== null), 'everything said is acknowledged')
  await until(async () => {
    const all = await Promise.all(ids.map((id) => stored(whole, id)))
    return all.every(({ state, flight }) => state !== null || flight === 'in_doubt' || flight === 'sent')
  }, 'everything accepted has gone, or is known to be in doubt')
  const heard = async () =>
    (await whole.fresh.owner<{ n: number }>(`select count(*)::int as n from messages where direction = 'in' and not incomplete`))[0]!.n
  await until(async () => (await heard()) >= 40, 'every text of a phone is a message')
  const doubled = await whole.fresh.owner<{ n: number }>(
    `select count(*)::int as n from messages where direction = 'in' and possible_duplicate`,
  )
  assert.equal((await heard()) - doubled[0]!.n, 40, 'once each, or marked')
  for (const [i, id] of ids.entries()) {
    const { flight, state } = await stored(whole, id)
    if (state === 'delivered') assert.equal(copies(whole, out[i]!), 1)
    else assert.ok(flight === 'in_doubt' || flight === 'sent', `${state} ${flight}`)
  }
})

test('2. nothing is sent twice silently: the answers are lost, the carrier has taken them, and each phone hears it once', async () => {
  await using whole = await startWhole()
  const phone = whole.world.phones.add(personalities.yours)
  carrierOf(whole).behave({ answers: 'lost' })
  const [id] = await say(whole, [draft(whole, phone.number, 'Only once')])
  await until(async () => (await stored(whole, id!)).flight !== 'sending' && (await stored(whole, id!)).flight !== 'queued')
  const kinds = async () =>
    (await whole.fresh.owner<{ kind: string }>('select kind from events where message_id = $1 order by seq', [id])).map(({ kind }) => kind)
  assert.ok((await kinds()).includes('message.in_doubt'), 'and it says so')
  carrierOf(whole).behave({ answers: 'normal' })
  await until(async () => (await stored(whole, id!)).state === 'delivered', 'its receipt settles the doubt')
  assert.equal(copies(whole, 'Only once'), 1)
})

test('3. every no has a reason a person understands, with the next step and each policy’s word', async () => {
  await using whole = await startWhole()
  const gone = whole.world.phones.add(personalities.yours)
  whole.world.phones.send(gone, frontDesk, 'STOP')
  await until(async () => (await whole.fresh.owner('select 1 from consents')).length === 1)
  await until(() => gone.bubbles.some(({ direction }) => direction === 'in'), 'the keyword is answered')
  const unknown = whole.world.phones.add(personalities.yours)
  carrierOf(whole).behave({ refuse: [unknown.number] })
  const ids = await say(whole, [
    draft(whole, gone.number, 'Sale!'),
    draft(whole, unknown.number, 'Hello'),
    draft(whole, '+14155550199', 'Hi', { from: 'tel:+12065550177' }),
  ])
  for (const id of ids) await ended(whole, id)
  const reasonsOf = await Promise.all(ids.map(async (id) => (await stored(whole, id)).reason))
  assert.deepEqual(reasonsOf, ['opted_out', 'bad_destination', 'no_route'])
  for (const why of reasonsOf) assert.ok(reasons[why as Reason].every((words) => words.length > 10))
  const working = await whole.fresh.db.web(whole.workspaceId, (tx) => workingOf(tx, whole.app.content, whole.workspaceId, ids[1]!))
  assert.match(working?.events.at(-1)?.detail ?? '', /RINVDSTADR/, 'the carrier’s own words beside ours')
  assert.equal(working?.verdicts?.['opt-out']?.kind, 'allow')
  assert.equal(gone.bubbles.filter(({ direction }) => direction === 'in').length, 1, 'one answer to STOP and nothing else')
})

test('4. order holds in a conversation, and the segments of a message stay together, while the carrier throttles and drops', async () => {
  await using whole = await startWhole()
  const phone = whole.world.phones.add(personalities.yours)
  const words = texts(25, 'number')
  carrierOf(whole).behave({ perSecond: 40 })
  const ids: string[] = []
  for (const [i, text] of words.entries()) {
    ids.push(...(await say(whole, [draft(whole, phone.number, text, { purpose: 'code' })])))
    if (i === 12) carrierOf(whole).drop()
  }
  await until(() => new Set(whole.world.ledger.heard.map(({ text }) => text)).size === words.length, 'all are heard', 30_000)
  const firsts = whole.world.ledger.heard.map(({ text }) => text).filter((text, i, all) => all.indexOf(text) === i)
  assert.deepEqual(firsts, words)
})

test('5. content is sealed: whoever has the database without the key has no text', async () => {
  await using whole = await startWhole()
  const phone = whole.world.phones.add(personalities.yours)
  whole.world.phones.send(phone, frontDesk, 'The xylophone is under the doormat')
  await until(async () => (await whole.fresh.owner('select 1 from postings')).length > 0, 'it is found by its words')
  const [id] = await say(whole, [draft(whole, phone.number, 'Keep the xylophone dry')])
  await ended(whole, id!)
  const tables = await whole.fresh.owner<{ t: string }>(`select tablename as t from pg_tables where schemaname = 'public'`)
  for (const { t } of tables) {
    const rows = await whole.fresh.owner<{ row: string }>(`select row_to_json(x)::text as row from "${t}" x`)
    // as text, and as the hexadecimal of bytes
    assert.deepEqual(rows.filter(({ row }) => /xylophone|78796c6f70686f6e65/i.test(row)).length, 0, t)
  }
})
