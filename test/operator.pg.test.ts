import assert from 'node:assert/strict'
import { type AddressInfo, connect, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, test } from 'vitest'
import { listen, type Server } from '#src/protocols/smpp/server.ts'
import { status } from '#src/protocols/smpp/status.ts'
import { type Asked, type Business, openBusiness, startAsked } from './support/app.ts'

/** What an operator does over the API, against carriers that are real servers: links, numbers, lines, rules, lists, webhooks, limits. */

let asked: Asked
let shop: Business
let carrier: Server
const bound: string[] = []

beforeAll(async () => {
  asked = await startAsked()
  shop = await openBusiness(asked, 'shop', '+12125550100')
  carrier = await listen(
    { port: 0 },
    {
      authenticate: ({ systemId, password }) => {
        bound.push(systemId)
        return password === 'right' ? status.ok : status.invalidPassword
      },
      onRequests: () => {},
    },
  )
})
afterAll(async () => {
  await carrier?.close(0)
  await asked?.[Symbol.asyncDispose]()
})

// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field
type Any = any
const ask = async (method: string, url: string, body?: unknown): Promise<{ status: number; body: Any }> => {
  const { status, text } = await asked.ask(method, url, { key: shop.key, ...(body !== undefined && { body }) })
  return { status, body: text === '' ? null : JSON.parse(text) }
}
const settings = (more: object = {}) => ({ host: '127.0.0.1', port: carrier.port, systemId: 'tandem', password: 'right', ...more })
const kindsLogged = async () =>
  (
    await asked.fresh.owner<{ kind: string }>(`select kind from events where workspace_id = $1 and message_id is null order by seq`, [
      shop.workspaceId,
    ])
  ).map(({ kind }) => kind)
async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await isSo()) return
    await pause(25)
  }
  assert.fail('it never came to that')
}

test('two carriers, or two links, of one name are refused, whoever asks first and however it is written', async () => {
  const named = (name: string) => ({ channel: 'smpp', name, enabled: false, settings: settings() })
  const all = await Promise.all(['Trial', 'trial', 'TRIAL'].map((name) => ask('POST', '/v1/carriers', { name })))
  assert.deepEqual(all.map(({ status }) => status).toSorted(), [201, 409, 409])
  const links = await Promise.all(['Trial', 'trial', 'TRIAL'].map((name) => ask('POST', '/v1/links', named(name))))
  assert.deepEqual(links.map(({ status }) => status).toSorted(), [201, 409, 409])
  for (const { body } of [...all, ...links].filter(({ status }) => status === 409))
    assert.deepEqual(
      [body.code, /^There is a (carrier|link) called “trial” already\.$/i.test(body.title), !!body.remedy],
      ['name_taken', true, true],
    )

  const { body: other } = await ask('POST', '/v1/carriers', { name: 'Other' })
  assert.equal((await ask('PATCH', `/v1/carriers/${other.id}`, { name: 'tRIAL' })).status, 409)
  assert.equal((await ask('PATCH', `/v1/carriers/${other.id}`, { name: 'OTHER' })).status, 200, 'its own name, written otherwise')
  const { body: link } = await ask('POST', '/v1/links', named('Other'))
  assert.equal((await ask('PATCH', `/v1/links/${link.id}`, { name: 'tRIAL' })).status, 409)
  await asked.fresh.owner('update links set name = $1 where id = $2', ['Trial', link.id])
  const { status, body } = await ask('PATCH', `/v1/links/${link.id}`, { name: 'Trial', settings: { window: 3 } })
  assert.deepEqual([status, body.settings?.window], [200, 3], 'those that share a name since earlier can be changed otherwise')
  for (const { id } of [link, ...links.map((it) => it.body)].filter((it) => it.id)) await ask('DELETE', `/v1/links/${id}`)
  for (const { id } of [other, ...all.map((it) => it.body)].filter((it) => it.id)) await ask('DELETE', `/v1/carriers/${id}`)
})

test('a form can be drawn of a channel: every setting with its meaning', async () => {
  const { body } = await ask('GET', '/v1/channels')
  const smpp = body.items.find((it: Any) => it.name === 'smpp')
  assert.deepEqual(smpp.secrets, ['password'])
  for (const [name, it] of Object.entries(smpp.schema.properties as Record<string, Any>)) assert.ok(it.description, name)
  assert.equal(smpp.schema.properties.port.default, 2775)
  assert.ok(!smpp.schema.required.includes('port'))
})

test('a carrier is added by form, and its bind is seen to come up; the password is never shown again', async () => {
  const made = await ask('POST', '/v1/carriers', { name: 'Copper' })
  const { status: said, body: link } = await ask('POST', '/v1/links', {
    channel: 'smpp',
    name: 'Copper east',
    carrierId: made.body.id,
    settings: settings({ window: 7 }),
  })
  assert.equal(said, 201)
  assert.deepEqual([link.carrier.name, link.secretsSet, link.settings.password], ['Copper', ['password'], undefined])
  await until(async () => (await ask('GET', `/v1/links/${link.id}`)).body.state.up)
  const { body } = await ask('GET', `/v1/links/${link.id}`)
  assert.deepEqual([body.state.window, body.state.room, body.state.why], [7, 7, null])
  assert.ok(Date.now() - Date.parse(body.state.since) < 60_000)
  const everywhere = [await ask('GET', '/v1/links'), body, await ask('GET', '/v1/events?limit=1000')]
  assert.ok(!JSON.stringify(everywhere).includes('right'))
  const [row] = await asked.fresh.owner<{ settings: object; secrets: Buffer }>('select settings, secrets from links where id = $1', [
    link.id,
  ])
  assert.ok(!JSON.stringify(row?.settings).includes('right') && !row?.secrets.includes('right'))
})

test('a change keeps what was not named, takes away what is null, and opens the link again', async () => {
  const { body: link } = await ask('POST', '/v1/links', {
    channel: 'smpp',
    name: 'changing',
    settings: settings({ window: 7, perSecond: 5 }),
  })
  const { body: changed } = await ask('PATCH', `/v1/links/${link.id}`, { settings: { window: 9, perSecond: null, systemId: 'other' } })
  assert.deepEqual([changed.settings.window, changed.settings.perSecond, changed.settings.host], [9, undefined, '127.0.0.1'])
  await until(async () => (await ask('GET', `/v1/links/${link.id}`)).body.state.room === 9)
  assert.equal(bound.at(-1), 'other')
  const { body: off } = await ask('PATCH', `/v1/links/${link.id}`, { enabled: false })
  assert.deepEqual([off.state.up, off.state.why], [false, 'It is switched off.'])
  assert.equal((await ask('DELETE', `/v1/links/${link.id}`)).status, 204)
  assert.equal((await ask('GET', `/v1/links/${link.id}`)).status, 404)
})

test('settings that are not right are refused field by field', async () => {
  const wrong = await ask('POST', '/v1/links', {
    channel: 'smpp',
    name: 'x',
    settings: settings({ port: 70_000, systemId: undefined, colour: 1 }),
  })
  assert.deepEqual([wrong.status, wrong.body.code], [422, 'settings_not_right'])
  assert.deepEqual(
    wrong.body.fields.map(({ path }: Any) => path),
    ['settings.colour'],
  )
  const two = await ask('POST', '/v1/links', { channel: 'smpp', name: 'x', settings: settings({ port: 70_000, systemId: undefined }) })
  assert.deepEqual(
    two.body.fields.map(({ path }: Any) => path),
    ['settings.port', 'settings.systemId'],
  )
  const none = await ask('POST', '/v1/links', { channel: 'pigeon', name: 'x', settings: {} })
  assert.deepEqual([none.status, none.body.fields[0].path], [422, 'channel'])
  const stranger = await ask('POST', '/v1/links', { channel: 'smpp', name: 'x', carrierId: shop.teamId, settings: settings() })
  assert.deepEqual([stranger.status, stranger.body.code], [422, 'no_carrier'])
})

test('tried out, a link says in plain words what happened, and nothing is left open', async () => {
  const { body: link } = await ask('POST', '/v1/links', { channel: 'smpp', name: 'tried', settings: settings(), enabled: false })
  const trial = async (more: object) => (await ask('POST', `/v1/links/${link.id}/test`, { settings: more })).body
  const good = await trial({})
  assert.deepEqual([good.ok, good.said], [true, 'It came up, and was closed again.'])
  const cases: [object, RegExp, string][] = [
    [{ password: 'wrong' }, /refuses us: check system id and password/, 'wrong password'],
    [{ port: 1 }, /Nothing listens there/, 'wrong port'],
    [{ tls: true }, /TLS|hung up/, 'TLS where there is none'],
  ]
  for (const [more, expected, because] of cases) {
    const { ok, said } = await trial(more)
    assert.equal(ok, false, because)
    assert.match(said, expected)
  }
  const silent = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const other = await trial({ port: (silent.address() as AddressInfo).port })
  silent.close()
  assert.match(other.said, /does not speak this protocol|hung up/)
  const before = await ask('POST', '/v1/links/test', { channel: 'smpp', settings: settings() })
  assert.equal(before.body.ok, true, 'before it is saved')
  assert.deepEqual((await ask('GET', `/v1/links/${link.id}`)).body.state.up, false)
  assert.equal((await ask('DELETE', `/v1/links/${link.id}`)).status, 204)
})

test('what is used is not removed', async () => {
  const inUse = async (url: string, code: string) => {
    const { status: said, body } = await ask('DELETE', url)
    assert.deepEqual([url, said, body.code], [url, 409, code])
  }
  const { body: link } = await ask('GET', `/v1/links/${shop.linkId}`)
  await inUse(`/v1/carriers/${link.carrier.id}`, 'carrier_in_use')
  await inUse(`/v1/numbers/${encodeURIComponent(shop.number)}`, 'number_in_use')
  await inUse(`/v1/links/${shop.linkId}`, 'link_busy') // a message waits for it
  const { body: free } = await ask('POST', '/v1/links', { channel: 'smpp', name: 'idle', settings: settings(), enabled: false })
  await ask('POST', '/v1/lines', { number: '+12125550100', linkId: free.id })
  await inUse(`/v1/links/${free.id}`, 'link_in_use')
})

test('a number gets a line, a message leaves through it, and its team is changed', async () => {
  const { body: link } = await ask('POST', '/v1/links', { channel: 'smpp', name: 'carrying', settings: settings() })
  assert.equal((await ask('POST', '/v1/numbers', { number: '(212) 555-0111', label: 'Desk' })).body.number, 'tel:+12125550111')
  assert.equal((await ask('POST', '/v1/numbers', { number: '+12125550111', label: 'Desk' })).body.code, 'number_known')
  assert.equal((await ask('POST', '/v1/numbers', { number: 'hello', label: 'Desk' })).body.fields[0].path, 'number')
  const { body: line } = await ask('POST', '/v1/lines', { number: '+12125550111', linkId: link.id })
  assert.deepEqual([line.teamId, line.link.name, line.rank], [null, 'carrying', 0])
  assert.equal((await ask('POST', '/v1/lines', { number: '+12125550111', linkId: link.id })).body.code, 'line_known')
  assert.equal((await ask('POST', '/v1/lines', { number: '+12125550112', linkId: link.id })).body.code, 'no_number')
  assert.equal((await ask('POST', '/v1/lines', { number: '+12125550111', linkId: shop.teamId })).body.code, 'no_link')
  assert.equal((await ask('PATCH', `/v1/lines/${line.id}`, { teamId: shop.linkId })).body.code, 'no_team')
  assert.equal((await ask('PATCH', `/v1/lines/${line.id}`, { teamId: shop.teamId, rank: 3 })).body.rank, 3)
  assert.ok(
    (await ask('GET', '/v1/lines')).body.items.some((it: Any) => it.id === line.id),
    'the team can send from it at once',
  )
  const sent = await ask('POST', '/v1/messages', { from: '+12125550111', to: '+12125550199', text: 'hi' })
  assert.deepEqual([sent.status, sent.body.from], [202, 'tel:+12125550111'])
  const { body: numbers } = await ask('GET', '/v1/numbers?limit=1')
  assert.deepEqual([numbers.items.length, numbers.next], [1, 'tel:+12125550100'])
  const { body: rest } = await ask('GET', `/v1/numbers?after=${encodeURIComponent(numbers.next)}`)
  assert.deepEqual(
    rest.items.map((it: Any) => [it.number, it.lines.length]),
    [['tel:+12125550111', 1]],
  )
  assert.equal((await ask('DELETE', `/v1/lines/${line.id}`)).status, 204)
  assert.equal((await ask('PATCH', '/v1/numbers/+12125550111', { label: 'Other' })).body.label, 'Other')
  assert.equal((await ask('DELETE', '/v1/numbers/tel:+12125550111')).status, 204)
})

const verdict = async (to: string) => (await ask('POST', '/v1/messages', { to, text: 'hi' })).body.reason?.code ?? null

test('a list counts from the moment it is changed, for this workspace alone', async () => {
  assert.equal(await verdict('+12065550133'), null)
  const added = await ask('POST', '/v1/policies/lists/blocked', { entries: [{ prefix: '+1 206', note: 'Seattle' }] })
  assert.equal(added.body.entries, 2)
  assert.equal(await verdict('+12065550133'), 'destination_blocked')
  const other = await openBusiness(asked, 'other', '+13105550100')
  const theirs = await asked.ask('POST', '/v1/messages', { key: other.key, body: { to: '+12065550133', text: 'hi' } })
  assert.equal((theirs.json() as Any).reason, null)
  assert.equal((await ask('DELETE', '/v1/policies/lists/blocked/+1206')).body.entries, 1)
  assert.equal((await ask('DELETE', '/v1/policies/lists/blocked/+1206')).status, 404)
  assert.equal(await verdict('+12065550133'), null)
})

const upload = (text: string) => asked.ask('PUT', '/v1/policies/lists/do_not_originate', { key: shop.key, body: text, type: 'text/csv' })

test('a file replaces a list as a whole, or not at all', async () => {
  const many = Array.from({ length: 25_000 }, (_, n) => `+1900555${String(n).padStart(5, '0')}`).join('\r\n')
  assert.equal(((await upload(`number,note\n${many}\n`)).json() as Any).entries, 25_000)
  const wrong = await upload('+1900\nnonsense\n+1976')
  assert.deepEqual([wrong.status, (wrong.json() as Any).fields[0].path], [422, 'line 2'])
  const { body } = await ask('GET', '/v1/policies/lists/do_not_originate?find=%2B19005550000&limit=5')
  assert.deepEqual([body.entries, body.items.length, body.items[0].prefix], [25_000, 5, '190055500000'])
  assert.equal(((await upload('+1212555010')).json() as Any).entries, 1)
  assert.equal(await verdict('+12125550199'), 'do_not_originate', 'our own number is on the list now')
  assert.equal(((await upload('')).json() as Any).entries, 0)
  assert.equal(await verdict('+12125550199'), null)
  assert.equal((await asked.ask('PUT', '/v1/policies/lists/blocked', { key: shop.key, body: '+1', type: 'text/plain' })).status, 415)
})

test('an upload that breaks off changes nothing and hurts nobody', async () => {
  const address = new URL(await asked.app.http.listen({ port: 0, host: '127.0.0.1' }))
  const socket = connect(Number(address.port), address.hostname)
  const head = `PUT /v1/policies/lists/blocked HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${shop.key}\r\ncontent-type: text/csv\r\ncontent-length: 1000000\r\n\r\n+1900\n`
  socket.on('error', () => {})
  await new Promise<void>((resolve) => socket.write(head, () => resolve()))
  await pause(100)
  socket.destroy()
  await pause(100)
  assert.equal((await ask('GET', '/v1/policies/lists')).body.items.find((it: Any) => it.list === 'blocked').entries, 1)
  assert.equal((await upload('+1900')).status, 200, 'the next one is not told that another is under way')
  await upload('')
})

test('rules are changed as a whole, and wrong ones are refused by field', async () => {
  const { body } = await ask('PUT', '/v1/policies/settings', { quietHours: { opens: 9 } })
  assert.deepEqual([body.settings.quietHours.opens, body.settings.quietHours.closes], [9, 21])
  assert.equal((await ask('GET', '/v1/policies/settings')).body.settings.quietHours.opens, 9)
  const wrong = await ask('PUT', '/v1/policies/settings', { quietHours: { opens: 22, closes: 8 } })
  assert.deepEqual([wrong.status, wrong.body.fields[0].path], [400, 'quietHours.closes'])
})

test('a webhook is made, tried, told, given a new secret and removed; secrets are shown once', async () => {
  const made = await ask('POST', '/v1/webhooks', { url: `${asked.receiver.url}/made`, kinds: ['message.accepted'] })
  assert.match(made.body.secret, /^whsec_[\w-]{43}$/)
  const url = `/v1/webhooks/${made.body.id}`
  const tried = await ask('POST', `${url}/test`)
  assert.deepEqual([tried.body.kind, tried.body.state, tried.body.status, tried.body.said], ['test', 'delivered', 200, 'heard /made'])
  await ask('POST', '/v1/messages', { to: '+12125550199', text: 'told' })
  await until(async () => (asked.receiver.told.get('/made') ?? []).some((body) => body.includes('"text":"told"')))
  const rotated = await ask('POST', `${url}/secret`)
  assert.notEqual(rotated.body.secret, made.body.secret)
  const { body: log } = await ask('GET', `${url}/deliveries?limit=1`)
  const [{ kinds, messageIds, firstSeq, lastSeq, events }] = log.items
  assert.deepEqual([kinds, messageIds.length, events, lastSeq - firstSeq >= 0], [['message.accepted'], 1, 1, true])
  assert.equal(firstSeq > 0, true)
  const again = await ask('POST', `${url}/deliveries/${log.items[0].id}/replay`)
  assert.deepEqual([again.body.kind, again.body.replayOf, again.body.state], ['replay', log.items[0].id, 'delivered'])
  assert.equal((await ask('GET', `${url}/deliveries?before=${log.items[0].id}`)).body.items.at(-1).kind, 'test')
  assert.equal((await ask('PATCH', url, { state: 'paused' })).body.state, 'paused')
  assert.equal((await ask('PATCH', url, { name: 'Other' })).body.state, 'paused')
  assert.equal((await ask('PATCH', url, { state: 'active' })).body.state, 'active')
  const shown = JSON.stringify([await ask('GET', url), await ask('GET', '/v1/webhooks'), await ask('GET', '/v1/events?limit=1000')])
  for (const secret of [made.body.secret, rotated.body.secret]) assert.ok(!shown.includes(secret))
  assert.equal((await ask('POST', '/v1/webhooks', { url: 'ftp://x.example/' })).body.fields[0].path, 'url')
  assert.equal((await ask('POST', '/v1/webhooks', { url: `${asked.receiver.url}/x`, kinds: ['message.sent', 'mesage.*'] })).status, 422)
  const typo = await ask('PATCH', url, { kinds: ['message.sent', 'mesage.*'] })
  assert.deepEqual([typo.status, typo.body.code, typo.body.fields[0].path], [422, 'kind_unknown', 'kinds.1'])
  assert.match(typo.body.remedy, /Did you mean message\.\*\?/)
  assert.equal((await ask('DELETE', url)).status, 204)
  assert.equal((await ask('GET', `${url}/deliveries`)).status, 404)
})

test('every change is in the log, with who did it', async () => {
  const kinds = new Set(await kindsLogged())
  const expected = ['carrier.added', 'link.added', 'link.changed', 'link.removed', 'number.added', 'number.changed', 'number.removed']
  expected.push('line.added', 'line.changed', 'line.removed', 'policies.changed', 'list.changed')
  expected.push('webhook.added', 'webhook.changed', 'webhook.paused', 'webhook.resumed', 'webhook.rotated', 'webhook.removed')
  for (const kind of expected) assert.ok(kinds.has(kind), kind)
  const nobody = await asked.fresh.owner(
    `select 1 from events where workspace_id = $1 and message_id is null and kind ~ '^(link|line|number|carrier|list|policies|webhook)' and data->>'by' is null`,
    [shop.workspaceId],
  )
  assert.deepEqual(nobody, [])
  const { body } = await ask('GET', '/v1/events?limit=1000')
  for (const { kind, sentence } of body.items) assert.notEqual(sentence, kind)
})

test('who asks too much is told how long to wait', async () => {
  const stranger = () => asked.ask('GET', '/v1/links')
  const first = await stranger()
  assert.equal(first.headers['ratelimit-limit'], '600')
  for (let left = Number(first.headers['ratelimit-remaining']); left > 0; left--) await stranger()
  const refused = await stranger()
  const { code, remedy } = refused.json() as Any
  assert.deepEqual([refused.status, code, refused.headers['content-type']], [429, 'too_many_requests', 'application/problem+json'])
  assert.ok(Number(refused.headers['retry-after']) > 0 && remedy.startsWith('Wait '))
  assert.equal((await ask('GET', '/v1/links')).status, 200, 'others are not kept waiting')
})
