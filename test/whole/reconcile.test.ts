import assert from 'node:assert/strict'
import { test } from 'vitest'
import { inboundTroubles, needlessDoubts, outboundTroubles, outOfOrder, type Shown } from './support/reconcile.ts'
import type { Truth } from './support/simulator.ts'

/** The judge is judged: each kind of trouble is seen, and nothing else. */

const phone = '+12065550142'
const ours = '+12065550100'

const said = (text: string, more: object = {}) => ({ from: phone, to: ours, text, ackedAt: 1, deliveries: 1, segments: 1, ...more })
const heard = (text: string, more: object = {}) => ({
  direction: 'in',
  from: `tel:${phone}`,
  to: [`tel:${ours}`],
  text,
  segments: 1,
  ...more,
})
const sent = (text: string, state: string) => ({ direction: 'out', from: `tel:${ours}`, to: [`tel:${phone}`], text, state })
const shown = (messages: object[], of = phone) =>
  [{ conversation: { contact: { addresses: [{ uri: `tel:${of}` }] } }, messages }] as unknown as Shown // `as`: what is asked about
const truth = (sentByPhones: object[], received: object[] = []) => ({ sent: sentByPhones, received }) as unknown as Truth // `as`: the same
const onPhone = (text: string, states: string[]) => ({ from: ours, to: phone, text, states })
const kinds = (troubles: readonly { kind: string }[]) => troubles.map(({ kind }) => kind)

const inbound = [
  { said: [said('a'), said('a'), said(' a')], heard: [heard('a'), heard(' a'), heard('a')], because: 'the same twice is the same twice' },
  { said: [said('a', { ackedAt: null })], heard: [], because: 'what nobody acknowledged may come later' },
  { said: [said('a'), said('b')], heard: [heard('a')], troubles: ['lost'], because: 'one is missing' },
  { said: [said('a ')], heard: [heard('a')], troubles: ['lost', 'altered or invented'], because: 'a space went' },
  { said: [said('a')], heard: [heard('a'), heard('a')], troubles: ['doubled'], because: 'twice, and nobody says so' },
  {
    said: [said('a', { deliveries: 2 })],
    heard: [heard('a'), heard('a', { possibleDuplicate: true })],
    because: 'brought twice, and marked',
  },
  {
    said: [said('a')],
    heard: [heard('a'), heard('a', { possibleDuplicate: true })],
    troubles: ['unexplained duplicate'],
    because: 'marked, but it was brought once',
  },
  { said: [said('a')], heard: [heard('a', { incomplete: true })], troubles: ['altered or invented'], because: 'a piece is missing' },
]

for (const { said: all, heard: there, troubles = [], because } of inbound)
  test(`in: ${because}`, () => assert.deepEqual(kinds(inboundTroubles(truth(all), shown(there))), troubles))

test('in: it stands with somebody else', () =>
  assert.deepEqual(kinds(inboundTroubles(truth([said('a')]), shown([heard('a')], '+12065550143'))), ['in the wrong thread']))

test('order: two stand the other way round', () => {
  const two = truth([said('a'), said('b')])
  assert.equal(outOfOrder(two, shown([heard('a'), heard('b')])).length, 0)
  assert.equal(outOfOrder(two, shown([heard('b'), heard('a')])).length, 1)
})

const outbound = [
  { sent: [sent('a', 'delivered')], on: [onPhone('a', ['delivered'])], because: 'it is there' },
  { sent: [sent('a', 'in_doubt')], on: [], because: 'it may not have gone' },
  { sent: [sent('a', 'in_doubt')], on: [onPhone('a', ['delivered'])], because: 'it may have gone' },
  { sent: [sent('a', 'delivered')], on: [], troubles: ['delivered and not on the phone'], because: 'it is not there' },
  {
    sent: [sent('a', 'delivered')],
    on: [onPhone('a', ['undeliverable'])],
    troubles: ['delivered and not on the phone'],
    because: 'it never came',
  },
  {
    sent: [sent('a', 'delivered')],
    on: [onPhone('a', ['delivered', 'delivered'])],
    troubles: ['too often on the phone'],
    because: 'it is there twice',
  },
  {
    sent: [sent('a', 'failed')],
    on: [onPhone('a', ['delivered'])],
    troubles: ['on the phone and nowhere here'],
    because: 'it failed, and is there',
  },
]

for (const { sent: all, on, troubles = [], because } of outbound)
  test(`out: ${because}`, () => assert.deepEqual(kinds(outboundTroubles(truth([], on), shown(all))), troubles))

test('doubt: what is on the phone need not be doubted', () => {
  const doubtful = shown([sent('a', 'in_doubt'), sent('b', 'in_doubt')])
  assert.deepEqual(
    needlessDoubts(truth([], [onPhone('b', ['delivered'])]), doubtful).map(({ text }) => text),
    ['b'],
  )
})
