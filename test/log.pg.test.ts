import assert from 'node:assert/strict'
import { test } from 'vitest'
import { newId } from '#src/platform/ids.ts'
import { openLog } from '#src/platform/log.ts'
import { allScopes } from '#src/workspaces/api-keys/scopes.ts'
import { makeKey } from '#src/workspaces/api-keys/store.ts'
import { personalities } from '../simulator/phones/personality.ts'
import { startWhole, until } from './support/whole.ts'

/** A day of Tandem at the most talkative level, good and bad: what it says of itself holds nothing of what people said, nor to whom. */

test('the log has no words, no numbers, no names, no keys and no passwords, at any level', { timeout: 60_000 }, async () => {
  const lines: string[] = []
  await using whole = await startWhole({ log: openLog('trace', { write: (line) => void lines.push(line) }) })
  const { app, world, workspaceId } = whole
  const { key } = await makeKey(whole.fresh.db, { workspaceId, name: 'till', scopes: allScopes, madeBy: null })
  const call = async (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object | string, headers: object = {}) => {
    const type = payload === undefined ? {} : { 'content-type': 'application/json' }
    const answer = await app.http.inject({
      ...{ method, url, headers: { authorization: `Bearer ${key}`, ...type, ...headers } },
      ...(payload !== undefined && { payload }),
    })
    return { status: answer.statusCode, body: answer.body === '' ? null : JSON.parse(answer.body) }
  }

  // people write, and are answered; somebody is given a name, and looked for
  const phone = world.phones.add(personalities.yours)
  const frontDesk = '+12065550100'
  world.phones.send(phone, frontDesk, 'Is the zanzibar bicycle ready?')
  world.phones.send(phone, frontDesk, 'quetzalcoatl '.repeat(40))
  type Talk = { id: string; contact: { id: string } }
  const talks = async () => (await call('GET', '/v1/conversations')).body.items as Talk[]
  await until(async () => (await talks()).length === 1)
  const [talk] = await talks()
  assert.equal((await call('PATCH', `/v1/contacts/${talk!.contact.id}`, { name: 'Wilhelmina Ostrogoth' })).status, 200)
  await call('GET', '/v1/conversations?q=zanzibar')
  const answered = await call('POST', `/v1/conversations/${talk!.id}/messages`, { text: 'It is xylophone.', clientId: newId() })
  assert.equal(answered.body.text, 'It is xylophone.')
  // programs send: well, badly, to nobody, and what is no JSON
  let orders = 0
  const send = (to: string, text: string) => call('POST', '/v1/messages', { to, text }, { 'idempotency-key': `kaleidoscope ${++orders}` })
  assert.equal((await send(phone.number, 'Your code is mississippi')).status, 202)
  for (const number of ['+14155550119', '+14155550108', '+14155550107']) await send(number, `To ${number}: abracadabra`)
  await send('+99999999999999', 'rumpelstiltskin')
  await send(phone.number, 'rumpelstiltskin')
  assert.equal((await call('POST', '/v1/messages', '{"to": "+14155550123", "text": "rumpelstil')).status, 400)
  await call('GET', `/v1/messages?to=${encodeURIComponent(phone.number)}`)
  await call('PATCH', `/v1/numbers/${encodeURIComponent(phone.number)}`, { label: 'none' })
  // a carrier that is not there, with a password; a key that is not one; a connection that breaks
  const settings = { host: '127.0.0.1', port: 1, systemId: 'us', password: 'hunter2hunter2' }
  await call('POST', '/v1/links/test', { channel: 'smpp', settings })
  await call('POST', '/v1/links', { channel: 'smpp', name: 'Nowhere', settings })
  await call('GET', '/v1/messages', undefined, { authorization: 'Bearer tandem_nosuchkeynosuchkey' })
  await whole.fresh.owner(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'tandem_%' and datname = current_database()`,
  )
  await send(phone.number, 'after the storm: kaleidoscope')
  world.phones.send(phone, frontDesk, 'STOP')
  await until(async () => (await send(phone.number, 'never again: kaleidoscope')).body?.reason?.code === 'opted_out')

  const all = lines.join('')
  assert.ok(lines.length > 30, `${lines.length} lines are no day`)
  const words =
    'zanzibar quetzalcoatl xylophone mississippi abracadabra rumpelstil kaleidoscope Wilhelmina Ostrogoth hunter2 nosuchkey'.split(' ')
  const passwords = world.carriers.map(({ plan }) => plan.password)
  const numbers = [phone.number, frontDesk, '+14155550119', '+14155550123', '+99999999999999'].map((it) => it.slice(-10))
  for (const never of [...words, ...passwords, ...numbers, key]) {
    const where = lines.filter((line) => line.toLowerCase().includes(never.toLowerCase()))
    assert.deepEqual(where.slice(0, 3), [], never)
  }
  assert.doesNotMatch(all, /tel:\+/)
})
