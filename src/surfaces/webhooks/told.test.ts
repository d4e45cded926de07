import assert from 'node:assert/strict'
import { isIP } from 'node:net'
import { test } from 'vitest'
import { isPublic } from '../../platform/public-address.ts'
import { fitting, mostBytes, mostEvents, summed, type Told } from './body.ts'
import { unknownIn, wants } from './kinds.ts'
import { urlTrouble } from './url.ts'

const event = (seq: number, size = 1): Told => ({
  ...{ seq, at: '2026-11-21T12:00:00Z', kind: 'message.sent', sentence: '', messageId: null, conversationId: null, message: null },
  data: { words: 'x'.repeat(size) },
})
const many = (count: number, size: number) => Array.from({ length: count }, (_, seq) => event(seq, size))

test('a hundred at most', () => assert.equal(fitting(many(250, 1)).length, mostEvents))
test('all, if they are few', () => assert.equal(fitting(many(3, 1)).length, 3))
test('fewer, if they are large', () => {
  const some = fitting(many(100, 10_000))
  assert.ok(some.length > 20 && Buffer.byteLength(JSON.stringify(some)) <= mostBytes)
})
test('one that is larger than the whole goes alone, and keeps nobody waiting for ever', () => {
  assert.deepEqual(
    fitting([event(1, 300_000), event(2)]).map(({ seq }) => seq),
    [1],
  )
  assert.deepEqual(
    fitting([event(1), event(2, 300_000)]).map(({ seq }) => seq),
    [1],
  )
})

const filters = [
  [[], 'message.sent', true, 'no filter'],
  [['message.sent'], 'message.sent', true, 'this one'],
  [['message.sent'], 'message.sent_again', false, 'not its longer namesake'],
  [['message.*'], 'message.failed', true, 'all of a sort'],
  [['message.*'], 'messages.failed', false, 'not of another sort'],
  [['link.*', 'message.failed'], 'link.changed', true, 'one of several'],
] as const
for (const [kinds, kind, expected, because] of filters) test(`${kind}: ${because}`, () => assert.equal(wants(kinds, kind), expected))

const typed = [
  ['mesage.*', 'message.*'],
  ['message.recieved', 'message.received'],
  ['Message.Sent', 'message.sent'],
  ['message', 'message.*'],
  ['messages.*', 'message.*'],
  ['webhook.test', 'webhook.*'],
] as const
for (const [given, nearest] of typed)
  test(`${given} is no kind: ${nearest} was meant`, () => assert.deepEqual(unknownIn(['link.*', given]), [{ index: 1, given, nearest }]))
test('kinds and sorts that there are may stand in a filter', () => assert.deepEqual(unknownIn(['message.sent', 'webhook.*']), []))

test('of a call its log keeps each kind once, and the first ten messages', () => {
  const about = (seq: number, kind: string, messageId: string | null) => ({ ...event(seq), kind, messageId })
  const sent = Array.from({ length: 12 }, (_, i) => about(i, 'message.sent', `m${i}`))
  const { events, kinds, messageIds } = summed([...sent, about(13, 'message.delivered', 'm0'), about(14, 'link.changed', null)])
  assert.deepEqual([events, kinds], [14, ['message.sent', 'message.delivered', 'link.changed']])
  assert.deepEqual(messageIds, ['m0', 'm1', 'm2', 'm3', 'm4', 'm5', 'm6', 'm7', 'm8', 'm9'])
})

const rules = { allowPrivate: false, isAddress: (host: string) => isIP(host) !== 0, isPublic }
const urls = [
  ['https://hooks.example.com/tandem?x=1', true, 'a server'],
  ['https://93.184.215.14/', true, 'an address out there'],
  ['http://hooks.example.com/', false, 'not readable by everybody on the way'],
  ['https://user:word@hooks.example.com/', false, 'no passwords'],
  ['https://hooks.example.com/#part', false, 'no fragment'],
  ['ftp://hooks.example.com/', false, 'another protocol'],
  ['file:///etc/passwd', false, 'no file'],
  ['hooks.example.com', false, 'no URL'],
  ['https://localhost/', false, 'us'],
  ['https://x.localhost/', false, 'us'],
  ['https://2130706433/', false, 'us, in decimal'],
  ['https://0x7f.1/', false, 'us, in hexadecimal'],
  ['https://[::1]/', false, 'us'],
  ['https://[::ffff:10.0.0.1]/', false, 'a neighbour in disguise'],
  ['https://169.254.169.254/latest', false, 'the cloud'],
] as const
for (const [url, good, because] of urls) test(`${url}: ${because}`, () => assert.equal(urlTrouble(url, rules) === null, good))
test('where the operator allows it, http and neighbours too', () => {
  assert.equal(urlTrouble('http://10.0.0.1:8080/', { ...rules, allowPrivate: true }), null)
})
