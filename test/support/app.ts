import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InjectOptions } from 'fastify'
import { type App, openApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import type { Address } from '#src/message/message.ts'
import { openLog } from '#src/platform/log.ts'
import { refusalsOf } from '#src/platform/openapi/operation.ts'
import { allScopes, type Scope } from '#src/workspaces/api-keys/scopes.ts'
import { makeKey } from '#src/workspaces/api-keys/store.ts'
import { startSession } from '#src/workspaces/sessions/store.ts'
import { addMember, createWorkspace } from '#src/workspaces/store.ts'
import { type FreshDatabase, freshDatabase } from './postgres.ts'

/** All of Tandem in this process, on a database of its own, without any carrier: asked over HTTP alone. */
export type Asked = AsyncDisposable & {
  fresh: FreshDatabase
  app: App
  ask(method: string, url: string, more?: Asking): Promise<Answer>
  keyWith(workspaceId: number, scopes: readonly Scope[]): Promise<string>
  /** Where webhooks may call: what it was told, by path. */
  receiver: { url: string; told: Map<string, string[]> }
}
type Asking = { key?: string; cookie?: string; body?: unknown; type?: string; headers?: Record<string, string> }
export type Answer = { status: number; text: string; headers: Record<string, unknown>; json: () => never }

export async function startAsked(): Promise<Asked> {
  const stops = new AsyncDisposableStack()
  const folder = mkdtempSync(join(tmpdir(), 'tandem-asked-'))
  stops.defer(() => rmSync(folder, { recursive: true, force: true }))
  const fresh = stops.use(await freshDatabase({ max: 8 }))
  const receiver = stops.use(await startReceiver())
  const config = readConfig({
    ...{ DATA_DIR: folder, ALLOW_FICTIONAL_NUMBERS: 'true', ALLOW_PRIVATE_WEBHOOKS: 'true', MIN_FREE_DISK_MB: '0', LOG_LEVEL: 'silent' },
  })
  const app = stops.use(
    await openApp({
      config,
      databaseUrl: fresh.url,
      log: openLog('silent'),
      publicUrl: () => 'http://localhost',
      simulator: () => null,
      webFolder: folder,
    }),
  )
  return {
    ...{ fresh, app, receiver },
    keyWith: async (workspaceId, scopes) => (await makeKey(fresh.db, { workspaceId, name: 'test', scopes, madeBy: null })).key,
    async ask(method, url, { key, cookie, body, type, headers } = {}) {
      const answer = await app.http.inject({
        method: method as InjectOptions['method'] & string,
        url,
        headers: {
          ...headers,
          ...(key !== undefined && { authorization: `Bearer ${key}` }),
          ...(cookie !== undefined && { cookie }),
          ...((body !== undefined || type) && { 'content-type': type ?? 'application/json' }),
        },
        ...(body !== undefined && { payload: type ? String(body) : JSON.stringify(body) }),
      })
      promised(app, method, url, answer.statusCode)
      return { status: answer.statusCode, text: answer.body, headers: answer.headers, json: () => JSON.parse(answer.body) as never }
    },
    [Symbol.asyncDispose]: () => stops.disposeAsync(),
  }
}

/** A refusal that the API's description does not know of is found by whichever test meets it. */
function promised({ routes }: App, method: string, url: string, status: number): void {
  if (status < 400) return
  const path = url.split('?')[0]!.split('/') // always a first
  const route = routes().find((it) => {
    const parts = it.url.split('/')
    return it.method === method && parts.length === path.length && parts.every((part, i) => part.startsWith(':') || part === path[i])
  })
  if (route && !route.schema.hide) assert.ok(refusalsOf(route.schema).includes(status), `${method} ${route.url} does not promise ${status}`)
}

async function startReceiver(): Promise<Asked['receiver'] & AsyncDisposable> {
  const told = new Map<string, string[]>()
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    const path = request.url ?? ''
    told.set(path, [...(told.get(path) ?? []), body])
    response.end(`heard ${path}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // `as`: it listens on TCP
  return {
    url: `http://127.0.0.1:${port}`,
    told,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

export type Business = {
  workspaceId: number
  teamId: string
  memberId: string
  cookie: string
  key: string
  /** In every text that is theirs, and in nobody else's. */
  mark: string
  number: Address
  linkId: string
  lineId: string
}

/** A business with one of everything, each with its mark on it. Its link leads to a port where nobody listens. */
export async function openBusiness(asked: Asked, mark: string, number: string): Promise<Business> {
  const { fresh, app } = asked
  const { workspaceId, teamId } = await createWorkspace(fresh.db, {
    name: `${mark} workspace`,
    timeZone: 'America/New_York',
    demo: false,
    teamName: `${mark} team`,
  })
  const { personId, memberId } = await fresh.db.spine((tx) =>
    addMember(tx, { workspaceId, role: 'owner', name: `${mark} owner`, email: `${mark}@example.com`, password: null }),
  )
  const token = await startSession(fresh.db, { personId, workspaceId, memberId }, new Date())
  const cookie = `tandem_session=${token}`
  const { key } = await makeKey(fresh.db, { workspaceId, name: `${mark} key`, scopes: allScopes, madeBy: null })
  const post = async <T>(url: string, body: unknown, method = 'POST', type?: string): Promise<T> => {
    const answer = await asked.ask(method, url, { key, body, ...(type && { type }) })
    if (answer.status >= 300) throw new Error(`${url}: ${answer.text}`)
    return answer.text === '' ? (null as T) : answer.json()
  }
  const carrier = await post<{ id: string }>('/v1/carriers', { name: `${mark} carrier` })
  const settings = { host: '127.0.0.1', port: 9, systemId: `${mark} id`, password: `${mark} password`, reconnectMinMs: 60_000 }
  const link = await post<{ id: string }>('/v1/links', { channel: 'smpp', name: `${mark} link`, carrierId: carrier.id, settings })
  await post('/v1/numbers', { number, label: `${mark} number` })
  const line = await post<{ id: string }>('/v1/lines', { number, linkId: link.id, teamId })
  await post('/v1/policies/lists/blocked', { entries: [{ prefix: '+1900', note: `${mark} note` }] })
  await post('/v1/policies/settings', { keywordReplies: { contact: `${mark} contact` } }, 'PUT')
  await post('/v1/webhooks', { url: `${asked.receiver.url}/${mark}`, name: `${mark} webhook`, after: 0 })
  const business = {
    workspaceId,
    teamId,
    memberId,
    cookie,
    key,
    mark,
    number: `tel:${number}` as Address,
    linkId: link.id,
    lineId: line.id,
  }
  await hear(app, business, `${mark} heard`)
  await post('/v1/messages', [
    { to: '+12125550199', text: `${mark} said` },
    { to: '+19005550100', text: `${mark} blocked` },
  ])
  const { items } = (await asked.ask('GET', '/v1/conversations', { key })).json() as { items: { id: string; contact: { id: string } }[] }
  await post(`/v1/contacts/${items[0]!.contact.id}`, { name: `${mark} contact` }, 'PATCH')
  return business
}

/** A customer texts in. */
export async function hear(app: App, { linkId, number }: Pick<Business, 'linkId' | 'number'>, text: string): Promise<void> {
  const received = {
    kind: 'received' as const,
    id: null,
    from: 'tel:+12125550198' as Address,
    to: number,
    parts: [{ kind: 'text' as const, text }],
    at: new Date(),
  }
  const told = await app.spine.tell(linkId)([received], randomUUID())
  if (told[0] !== 'written') throw new Error(`it was not written down: ${told[0]}`)
}
