import assert from 'node:assert/strict'
import { test } from 'vitest'
import type { Draft } from '#src/message/draft.ts'
import type { Address } from '#src/message/message.ts'
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
