import assert from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, test } from 'vitest'
import { Tandem } from '../../test/whole/support/tandem.ts'
import { type Carrier, openCarrier } from './for-tests/carrier.ts'
import { commandWith } from './for-tests/command.ts'

/** `carrier test`, `number test` and `line test`, beside a running server, whose carrier is a program nobody here wrote. */

let server: Tandem
let carrier: Carrier
let key = ''
const number = '+14155550123'

const settings = () => ({ DATA_DIR: server.dataDir, PORT: String(server.port), TANDEM_KEY: key, TANDEM_SECRET_PASSWORD: 'secret' })
const tandem = commandWith(settings)
const right = async (...args: string[]) => {
  const { code, said, wrong } = await tandem([...args, '--json'])
  assert.equal(code, 0, wrong || said)
  return JSON.parse(said)
}

type Finding = { what: string; is: string; said: string; remedy?: string }
type Item = { kind: string; id: string; name: string; ok: boolean; findings: Finding[] }
const tested = async (code: number, ...args: string[]): Promise<Item[]> => {
  const answer = await tandem([...args, '--json'])
  assert.deepEqual([answer.code, answer.wrong], [code, ''], answer.said)
  const { ok, items } = JSON.parse(answer.said)
  assert.equal(ok, code === 0)
  return items
}
const finding = ({ findings }: Item | undefined = { kind: '', id: '', name: '', ok: false, findings: [] }, what: string): string => {
  const it = findings.find((one) => one.what === what)
  return it ? `${it.is}: ${it.said}` : `nothing of ${what} in ${findings.map((one) => one.what)}`
}
const api = async (path: string, body?: object) =>
  (await (
    await fetch(`${server.url}${path}`, {
      headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
  ).json()) as { items: { id: string; name: string; state: { up: boolean } }[] } // `as`: our own

beforeAll(async () => {
  server = await Tandem.make()
  carrier = await openCarrier()
  await server.start()
  await right('workspace', 'create', '--name', 'Bakery')
  key = (await right('key', 'create', '--name', 'tests', '--scopes', 'all')).key
  const set = [`port=${carrier.port}`, 'host=127.0.0.1', 'systemId=riverside', 'perSecond=5'].flatMap((it) => ['--set', it])
  await right('carrier', 'add', '--name', 'Copperline')
  await right('number', 'add', '--number', number, '--label', 'Front desk')
  await right('link', 'add', '--name', 'first', '--channel', 'smpp', '--carrier', 'Copperline', ...set)
  await right('line', 'add', '--number', number, '--link', 'first')
  for (const until = performance.now() + 15_000; ; ) {
    const { items } = await api('/v1/links')
    const { items: lines } = await api('/v1/lines')
    if (items.some(({ state }) => state.up) && lines.length > 0) break
    assert.ok(performance.now() < until, JSON.stringify(items))
    await pause(100)
  }
}, 120_000)
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  carrier.close()
})

test('a carrier whose links are well', async () => {
  const [of, link] = await tested(0, 'carrier', 'test', 'Copperline')
  assert.deepEqual([of?.kind, finding(of, 'Links')], ['carrier', 'right: one leads there'])
  assert.deepEqual([link?.kind, link?.name], ['link', 'first'])
  const expected: [string, RegExp][] = [
    ['State', /^right: up since .*window 10, 0 waiting/],
    ['Bind', /^right: Connected to 127\.0\.0\.1.* took our bind as transceiver/],
    ['Alive', /^right: answered enquire_link in \d+ ms/],
    ['Encryption', /^right: none/],
    ['Directions', /^right: both/],
    ['Throughput', /^right: window 10, 5 segments a second/],
    ['Quirks', /^right: none is set/],
    ['Lines', /^right: one number/],
  ]
  for (const [what, said] of expected) assert.match(finding(link, what), said)
  const { code, said } = await tandem(['carrier', 'test'])
  assert.deepEqual([code, /link first\n {2}ok {2}State .*\n/.test(said), said.endsWith('Nothing is wrong.\n')], [0, true, true], said)
})

test('a number that can send and receive, and what the rules say of a message that is not sent', async () => {
  const [it] = await tested(0, 'number', 'test', number, '--to', '+14155550188')
  const expected: [string, RegExp][] = [
    ['Known', /^right: Front desk/],
    ['On first', /^right: up, rank 0, worked by /],
    ['Key', /^right/],
    ['Sending', /^right: leaves through "first" of Copperline/],
    ['Receiving', /^right: arrives through "first"/],
    ['Default', /^right: yes/],
    ['Rule opt-out', /^right: allows/],
    ['Rule destination', /^right: allows/],
    ['Message', /^right: .* queued at once, 1 segment of gsm7/],
  ]
  for (const [what, said] of expected) assert.match(finding(it, what), said)
  await api('/v1/policies/lists/blocked', { entries: [{ prefix: '+1415555018' }] })
  const [blocked] = await tested(1, 'number', 'test', number, '--to', '+14155550188')
  assert.match(finding(blocked, 'Rule destination'), /^wrong: blocks it: Messages to this destination are blocked here/)
  assert.match(finding(blocked, 'Message'), /^wrong: .* would fail/)
  assert.equal((await tested(0, 'number', 'test'))[0]?.name, number, 'every number, and no rule is asked')
  assert.deepEqual([(await api('/v1/messages')).items, (await api('/v1/conversations')).items], [[], []], 'nothing is written down')
})

test('a line: its link is tried, its team and its rank are looked at', async () => {
  const [it] = await tested(0, 'line', 'test', number, '--to', '+14155550155')
  for (const what of ['Number', 'State', 'Bind', 'Alive', 'Team', 'Receiving', 'Rank', 'Sending', 'Default', 'Key', 'Message'])
    assert.match(finding(it, what), /^right/, what)
  assert.equal((await tested(0, 'line', 'test', it?.id ?? ''))[0]?.name, `${number} on first`)
})

test('what is wrong is said with what to do, and the exit code says so', async () => {
  await right(
    'link',
    'add',
    '--name',
    'second',
    '--channel',
    'smpp',
    '--carrier',
    'Copperline',
    '--set',
    'host=127.0.0.1',
    '--set',
    'port=1',
    '--set',
    'systemId=x',
  )
  await right('line', 'add', '--number', number, '--link', 'second', '--rank', '1')
  for (let i = 0; i < 100 && (await api('/v1/lines')).items.length < 2; i++) await pause(100)
  const items = await tested(1, 'carrier', 'test', 'Copperline')
  assert.deepEqual(
    items.map(({ name, ok }) => [name, ok]),
    [
      ['Copperline', true],
      ['first', true],
      ['second', false],
    ],
  )
  assert.match(finding(items[2], 'Bind'), /^wrong: Nothing listens there: check host and port/)
  const [of] = await tested(1, 'number', 'test', number)
  assert.match(finding(of, 'On second'), /^wrong: down: /)
  assert.match(finding(of, 'Sending'), /^right: leaves through "first"/)
  const { code, said } = await tandem(['line', 'test', number, '--link', 'second'])
  assert.equal(code, 1)
  assert.match(said, /NO {2}State +down: .*\n +→ Nothing listens there/)
  assert.match(said, /ok {2}Rank +1: after "first"/)
  await right('carrier', 'add', '--name', 'Nobody')
  assert.match(finding((await tested(1, 'carrier', 'test', 'Nobody'))[0], 'Links'), /^wrong: none leads there/)
  assert.match(finding((await tested(1, 'number', 'test', '+14155550199'))[0], 'Known'), /^wrong: it is not a number/)
})

test('what the key may not ask is said, and is nothing wrong with what is tested', async () => {
  const { key: narrow } = await right('key', 'create', '--name', 'narrow', '--scopes', 'links:read')
  const { said } = await tandem(['carrier', 'test', 'Copperline', '--json', '--key', narrow])
  assert.match(finding(JSON.parse(said).items[1], 'Bind'), /^unknown: not tried: .*links:write/)
})

const refused: [string[], number, RegExp][] = [
  [['carrier', 'test', 'Ironline'], 1, /There is no carrier "Ironline": there is "Copperline"/],
  [['number', 'test', 'the usual'], 2, /phone number in full/],
  [['number', 'test', number, '--to', 'somebody'], 2, /is not a phone number/],
  [['line', 'test', number, '--link', 'third'], 1, /There is no line "\+14155550123" on "third"/],
  [['line', 'test', '--purpose', 'fun'], 2, /Allowed choices/],
  [['carrier', 'test', '--url', 'http://127.0.0.1:47'], 3, /No Tandem answers/],
  [['carrier', 'test', '--key', 'wrong'], 1, /key/],
]
for (const [args, code, wrong] of refused)
  test(`exit code ${code}: tandem ${args.join(' ')}`, async () => {
    const answer = await tandem(args)
    assert.deepEqual([answer.code, answer.said], [code, ''], answer.wrong)
    assert.match(answer.wrong, wrong)
  })
