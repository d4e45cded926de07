import assert from 'node:assert/strict'
import { test } from 'vitest'
import { type Heard, Ledger } from './ledger.ts'

const heard = (text: string, id: string, at: number): Heard => ({
  ...{ to: '+12125550100', from: '+12065550100', text, carrier: 'Meridian Mobile', ids: [id] },
  ...{ reference: null, at, state: 'delivered' as const },
})

test('equal texts are counted together, texts that differ by a space are not', () => {
  const ledger = new Ledger()
  for (const [at, text] of ['ok', 'ok ', 'ok'].entries()) ledger.addHeard(heard(text, `id-${at}`, at))
  const received = ledger.received().map(({ text, copies, ids, at }) => ({ text, copies, ids, at }))
  assert.deepEqual(received, [
    { text: 'ok', copies: 2, ids: ['id-0', 'id-2'], at: 0 },
    { text: 'ok ', copies: 1, ids: ['id-1'], at: 1 },
  ])
  assert.equal(ledger.heard.length, 3)
})

test('a text is unacknowledged until it is acknowledged or refused', () => {
  const ledger = new Ledger()
  const sent = (id: string, ackedAt: number | null, refused: number | null) =>
    ledger.addSent({ id, from: '', to: '', text: '', carrier: '', segments: 1, at: 0, ackedAt, deliveries: 1, refused })
  sent('waits', null, null)
  sent('acknowledged', 5, null)
  sent('refused', null, 0x65)
  assert.equal(ledger.unacked(), 1)
})
