import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'
import { allKinds } from '#src/message/kinds.ts'
import { addMember } from '#src/workspaces/store.ts'
import { type Asked, type Business, openBusiness, startAsked } from './support/app.ts'

/**
 * Every operation of the API, asked through a proxy that nobody here wrote and that knows only the description: what either side says that
 * the description does not, the proxy refuses. An operation that is never asked fails the last test.
 */

const root = join(import.meta.dirname, '..')
const description = JSON.parse(readFileSync(join(root, 'docs/openapi.json'), 'utf8')) as { paths: Record<string, Record<string, unknown>> } // `as`: ours

let asked: Asked
let business: Business
let proxy: ChildProcess
let url: string
const seen = new Set<string>()

beforeAll(async () => {
  asked = await startAsked()
  business = await openBusiness(asked, 'proxied', '+12125550100')
  const upstream = await asked.app.http.listen({ host: '127.0.0.1', port: 0 })
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  const prism = join(root, 'node_modules/.bin/prism')
  const node = join(root, 'node_modules/.bin/node')
  proxy = spawn(node, [prism, 'proxy', 'docs/openapi.json', upstream, '--port', String(port), '--errors'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  await new Promise<void>((resolve, reject) => {
    let said = ''
    const hear = (chunk: Buffer) => {
      said += String(chunk)
      if (said.includes('Prism is listening')) resolve()
    }
    proxy.stdout?.on('data', hear)
    proxy.stderr?.on('data', hear)
    proxy.once('exit', (code) => reject(new Error(`the proxy ended with ${code}: ${said}`)))
  })
})

afterAll(async () => {
  proxy?.kill('SIGKILL')
  await asked?.[Symbol.asyncDispose]()
})

/** Asks through the proxy; `template` is the path as the description writes it. */
async function ask<T = Record<string, never>>(
  method: string,
  template: string,
  more: { at?: Record<string, string>; query?: string; body?: unknown; type?: string; expect?: number } = {},
): Promise<T> {
  seen.add(`${method} ${template}`)
  const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(more.at?.[name] ?? ''))
  const body = more.body === undefined ? null : more.type ? String(more.body) : JSON.stringify(more.body)
  const answer = await fetch(`${url}${path}${more.query ?? ''}`, {
    method,
    headers: { authorization: `Bearer ${business.key}`, ...(body !== null && { 'content-type': more.type ?? 'application/json' }) },
    body,
  })
  const text = await answer.text()
  assert.ok(!text.includes('stoplight.io/prism'), `${method} ${path} breaks the description: ${text}`)
  if (more.expect !== undefined) assert.equal(answer.status, more.expect, `${method} ${path}: ${text}`)
  return (text === '' ? {} : JSON.parse(text)) as T // `as`: the proxy has held it to the description
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // `as`: it listens on TCP
  await new Promise((resolve) => server.close(resolve))
  return port
}

type WithId = { id: string }
type Items<T> = { items: T[] }

test('messages, conversations, contacts and the log', async () => {
  const sent = await ask<WithId & { conversationId: string }>('POST', '/v1/messages', {
    body: { to: '+12125550142', text: 'Ready', purpose: 'service' },
    expect: 202,
  })
  await ask('POST', '/v1/messages', {
    body: [
      { to: '+12125550143', text: 'One' },
      { to: 'nobody', text: 'Two' },
    ],
    expect: 202,
  })
  const draft = { to: '+12125550145', text: 'Three' }
  await ask('POST', '/v1/messages/preview', { body: draft, expect: 200 })
  await ask('POST', '/v1/messages/preview', { body: [draft, { to: 'nobody', text: 'Four' }], expect: 200 })
  await ask('GET', '/v1/messages', { query: '?direction=out&limit=2', expect: 200 })
  await ask('GET', '/v1/messages/{id}', { at: { id: sent.id }, expect: 200 })
  await ask('POST', '/v1/messages/{id}/approve', { at: { id: sent.id } })
  await ask('POST', '/v1/messages/{id}/cancel', { at: { id: sent.id } })
  await ask('POST', '/v1/messages/{id}/settle', { at: { id: sent.id }, body: { choice: 'leave', clientId: randomUUID() } })
  await ask('GET', '/v1/events', { query: '?after=0&limit=5', expect: 200 })

  const { items } = await ask<Items<WithId & { contact: WithId; lastMessage: WithId | null }>>('GET', '/v1/conversations', { expect: 200 })
  const [conversation] = items
  assert.ok(conversation)
  const at = { id: conversation.id }
  await ask('GET', '/v1/conversations/{id}', { at, expect: 200 })
  await ask('GET', '/v1/conversations/{id}/messages', { at, expect: 200 })
  await ask('POST', '/v1/conversations/{id}/messages', { at, body: { text: 'Hello', clientId: randomUUID() }, expect: 202 })
  await ask('POST', '/v1/conversations/{id}/assignee', { at, body: { memberId: business.memberId }, expect: 200 })
  await ask('POST', '/v1/conversations/{id}/read', { at, body: { upTo: sent.id } })
  await ask('POST', '/v1/conversations', { body: { to: '+12125550144', text: 'Hi', clientId: randomUUID() }, expect: 202 })
  await ask('PATCH', '/v1/contacts/{id}', { at: { id: conversation.contact.id }, body: { name: 'Ann' }, expect: 200 })
  await ask('GET', '/v1/contacts', { query: '?number=5550142&limit=1', expect: 200 })
  await ask('GET', '/v1/contacts/{id}', { at: { id: conversation.contact.id }, expect: 200 })
})

test('members and invitations', async () => {
  const invitation = await ask<WithId>('POST', '/v1/invitations', { body: { name: 'Priya', role: 'member' }, expect: 201 })
  await ask('GET', '/v1/invitations', { expect: 200 })
  await ask('DELETE', '/v1/invitations/{id}', { at: invitation, expect: 204 })
  const { workspaceId } = business
  const { memberId: id } = await asked.fresh.db.spine((tx) =>
    addMember(tx, { workspaceId, role: 'member', name: 'Ben', email: 'ben@proxied.example', password: null }),
  )
  await ask('PATCH', '/v1/members/{id}', { at: { id }, body: { role: 'admin' }, expect: 200 })
  await ask('PATCH', '/v1/members/{id}', { at: { id: business.memberId }, body: { role: 'member' }, expect: 403 })
  await ask('DELETE', '/v1/members/{id}', { at: { id }, query: `?assignTo=${business.memberId}`, expect: 204 })
})

test('carriers, links, numbers and lines', async () => {
  await ask('GET', '/v1/channels', { expect: 200 })
  await ask('GET', '/v1/teams', { expect: 200 })
  await ask('GET', '/v1/members', { expect: 200 })
  const carrier = await ask<WithId>('POST', '/v1/carriers', { body: { name: 'Proxied' } })
  await ask('GET', '/v1/carriers', { expect: 200 })
  await ask('PATCH', '/v1/carriers/{id}', { at: carrier, body: { name: 'Renamed' }, expect: 200 })
  const settings = { host: '127.0.0.1', port: 9, systemId: 'x', password: 'y' }
  const link = await ask<WithId>('POST', '/v1/links', { body: { carrierId: carrier.id, channel: 'smpp', name: 'Proxied', settings } })
  await ask('GET', '/v1/links', { expect: 200 })
  await ask('GET', '/v1/links/{id}', { at: link, expect: 200 })
  await ask('PATCH', '/v1/links/{id}', { at: link, body: { name: 'Renamed' }, expect: 200 })
  await ask('POST', '/v1/links/{id}/test', { at: link, body: {}, expect: 200 })
  await ask('POST', '/v1/links/test', { body: { channel: 'smpp', settings }, expect: 200 })
  const number = await ask<{ number: string }>('POST', '/v1/numbers', { body: { number: '+12125550177', label: 'Second' } })
  await ask('GET', '/v1/numbers', { expect: 200 })
  await ask('PATCH', '/v1/numbers/{number}', { at: number, body: { label: 'Third' }, expect: 200 })
  const line = await ask<WithId>('POST', '/v1/lines', { body: { number: number.number, linkId: link.id, teamId: business.teamId } })
  await ask('GET', '/v1/lines', { expect: 200 })
  await ask('GET', '/v1/lines/{id}', { at: line, expect: 200 })
  await ask('PATCH', '/v1/lines/{id}', { at: line, body: { rank: 3 }, expect: 200 })
  await ask('DELETE', '/v1/lines/{id}', { at: line })
  await ask('DELETE', '/v1/numbers/{number}', { at: number })
  await ask('DELETE', '/v1/links/{id}', { at: link })
  await ask('DELETE', '/v1/carriers/{id}', { at: carrier })
})

test('rules and their lists', async () => {
  const { settings } = await ask<{ settings: unknown }>('GET', '/v1/policies/settings', { expect: 200 })
  await ask('PUT', '/v1/policies/settings', { body: settings, expect: 200 })
  await ask('GET', '/v1/policies/lists', { expect: 200 })
  await ask('POST', '/v1/policies/lists/{list}', { at: { list: 'blocked' }, body: { entries: [{ prefix: '1900' }] } })
  await ask('GET', '/v1/policies/lists/{list}', { at: { list: 'blocked' }, expect: 200 })
  await ask('DELETE', '/v1/policies/lists/{list}/{prefix}', { at: { list: 'blocked', prefix: '1900' } })
  await ask('PUT', '/v1/policies/lists/{list}', { at: { list: 'blocked' }, body: '1976\n', type: 'text/csv' })
})

test('keys and webhooks', async () => {
  const key = await ask<WithId>('POST', '/v1/keys', { body: { name: 'Second', scopes: ['messages:read'] }, expect: 201 })
  await ask('GET', '/v1/keys', { expect: 200 })
  await ask('DELETE', '/v1/keys/{id}', { at: key })
  const webhook = await ask<WithId>('POST', '/v1/webhooks', { body: { url: `${asked.receiver.url}/proxied` } })
  await ask('GET', '/v1/webhooks', { expect: 200 })
  await ask('GET', '/v1/webhooks/{id}', { at: webhook, expect: 200 })
  await ask('PATCH', '/v1/webhooks/{id}', { at: webhook, body: { kinds: ['message.received'] }, expect: 200 })
  await ask('POST', '/v1/webhooks/{id}/test', { at: webhook, expect: 200 })
  await ask('POST', '/v1/webhooks/{id}/secret', { at: webhook })
  const { items } = await ask<Items<WithId>>('GET', '/v1/webhooks/{id}/deliveries', { at: webhook, expect: 200 })
  await ask('POST', '/v1/webhooks/{id}/deliveries/{deliveryId}/replay', {
    at: { id: webhook.id, deliveryId: items[0]?.id ?? randomUUID() },
  })
  await ask('POST', '/v1/webhooks/{id}/replay', { at: webhook, body: { after: null } })
  await ask('DELETE', '/v1/webhooks/{id}', { at: webhook })
})

test('what all of this wrote into the log is of the kinds there are', async () => {
  const logged = await asked.fresh.owner<{ kind: string }>('select distinct kind from events')
  assert.ok(logged.length > 15)
  const known: readonly string[] = allKinds
  assert.deepEqual(
    logged.filter(({ kind }) => !known.includes(kind)),
    [],
  )
})

test('no operation of the description is left out', () => {
  const all = Object.entries(description.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  )
  assert.deepEqual(
    all.filter((operation) => !seen.has(operation)),
    [],
  )
})
