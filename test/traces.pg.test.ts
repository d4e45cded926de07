import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'
import { addLine, addNumber } from '#src/numbers/store.ts'
import { newId } from '#src/platform/ids.ts'
import { saveLink } from '#src/routing/store.ts'
import { makeKey } from '#src/workspaces/api-keys/store.ts'
import { createWorkspace } from '#src/workspaces/store.ts'
import { type FreshDatabase, freshDatabase } from './support/postgres.ts'
import { until } from './support/whole.ts'

/** One setting, and a collector hears of each request and its statements: of routes and times, not of what was said to whom. */

type Attribute = { key: string; value: { stringValue?: string; intValue?: number } }
type Heard = { name: string; traceId: string; spanId: string; parentSpanId?: string; attributes: Attribute[] }

const stops = new AsyncDisposableStack()
const bodies: string[] = []
let fresh: FreshDatabase
let key: string
const collector = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => {
    body += chunk
  })
  request.on('end', () => {
    bodies.push(`${request.url} ${body}`)
    response.end('{}')
  })
})

beforeAll(async () => {
  fresh = stops.use(await freshDatabase())
  const { workspaceId } = await createWorkspace(fresh.db, { name: 'Harbor', timeZone: 'America/New_York', demo: false })
  const scopes = ['messages:send', 'messages:read'] as const
  key = (await makeKey(fresh.db, { workspaceId, name: 'shop', scopes, madeBy: null })).key
  await fresh.db.spine(async (tx) => {
    const id = newId()
    const settings = { host: '127.0.0.1', port: 9, systemId: 'us', password: 'nobody listens' }
    await saveLink(tx, { workspaceId, id, carrierId: null, channel: 'smpp', name: 'nowhere', settings, secrets: null })
    await addNumber(tx, { workspaceId, uri: 'tel:+14155550100', label: 'Front desk' })
    await addLine(tx, { workspaceId, id: newId(), uri: 'tel:+14155550100', linkWorkspaceId: workspaceId, linkId: id, teamId: null })
  })
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
  stops.defer(() => void collector.close())
})
afterAll(() => stops.disposeAsync())

/** Answers where it listens. */
async function tandem(settings: Record<string, string>): Promise<{ url: string; log: () => string; end(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-traces-'))
  stops.defer(() => rmSync(folder, { recursive: true, force: true }))
  const env = {
    PATH: process.env['PATH'],
    DATA_DIR: folder,
    DATABASE_URL: fresh.url,
    PORT: '0',
    ALLOW_FICTIONAL_NUMBERS: 'true',
    ...settings,
  }
  const child = spawn(process.execPath, [join(import.meta.dirname, '../src/main.ts')], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk
    })
  stops.defer(() => void child.kill('SIGKILL'))
  await until(() => /running at http:\S+/.test(said) || child.exitCode !== null, 'it runs', 25_000)
  const url = /running at (http:\S+)/.exec(said)?.[1]
  assert.ok(url, said)
  return {
    url,
    log: () => said,
    async end() {
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

test('spans of a request and its statements arrive, without words, numbers or keys', { timeout: 60_000 }, async () => {
  const { port } = collector.address() as AddressInfo // as: it listens on a port
  const { url, end } = await tandem({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`, OTEL_BSP_SCHEDULE_DELAY: '100' })
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ to: '+14155550123', text: 'The secret word is xylophone' })
  const sent = await fetch(`${url}/v1/messages`, { method: 'POST', headers, body })
  assert.equal(sent.status, 202, await sent.clone().text())
  const { id } = (await sent.json()) as { id: string }
  assert.equal((await fetch(`${url}/v1/messages/${id}`, { headers })).status, 200)
  assert.equal((await fetch(`${url}/v1/messages?to=%2B14155550123`, { headers })).status, 200)
  await end()

  const spans = bodies.flatMap((it) => {
    assert.ok(it.startsWith('/v1/traces '))
    const { resourceSpans } = JSON.parse(it.slice(it.indexOf('{'))) as { resourceSpans: { scopeSpans: { spans: Heard[] }[] }[] }
    return resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans))
  })
  const named = (name: string) => spans.filter((it) => it.name === name)
  const of = ({ attributes }: Heard, wanted: string) => {
    const value = attributes.find((it) => it.key === wanted)?.value
    return value?.stringValue ?? value?.intValue
  }
  const [post] = named('POST /v1/messages')
  assert.deepEqual([of(post!, 'http.response.status_code'), of(post!, 'url.path')], [202, '/v1/messages'])
  const statements = spans
    .filter(({ traceId }) => traceId === post!.traceId)
    .flatMap((it) => of(it, 'db.query.text') ?? of(it, 'db.statement') ?? [])
  assert.ok(
    statements.some((text) => String(text).includes('insert into messages')),
    `${statements.length} statements`,
  )
  assert.equal(of(named('GET /v1/messages/:id')[0]!, 'url.path'), '/v1/messages/:id')
  assert.equal(named('GET /v1/messages').length, 1)

  const all = bodies.join('\n')
  for (const never of ['xylophone', '4155550123', '4155550100', key, id, fresh.url]) assert.ok(!all.includes(never), never)
})

// prom-client loads the names of the API, and nothing behind them.
test('where nobody asks for traces, nothing of it is loaded', { timeout: 60_000 }, async () => {
  bodies.splice(0)
  const tellLoaded = `import { registerHooks } from 'node:module'
    registerHooks({ load: (url, context, next) => (/opentelemetry.(sdk|instr|exporter)/.test(url) && console.error('LOADED', url), next(url, context)) })`
  const told = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(tellLoaded)}` }
  const { url, end, log } = await tandem(told)
  assert.equal((await fetch(`${url}/healthz`)).status, 200)
  await end()
  assert.deepEqual([log().match(/LOADED .*/g), bodies], [null, []])
})
