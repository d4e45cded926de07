import assert from 'node:assert/strict'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, test } from 'vitest'
import { createClient } from '../client/client/index.ts'
import { getMessages, postMessages } from '../client/sdk.generated.ts'
import { writeClient } from '../scripts/client.ts'

/** client/: what programs, and our own web app, call the API with. */

const folder = mkdtempSync(join(tmpdir(), 'client-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('client/ is what docs/openapi.json says: node scripts/client.ts writes it', async () => {
  const made = join(folder, 'made')
  await writeClient(made)
  assert.deepEqual(filesOf(join(import.meta.dirname, '..', 'client')), filesOf(made))
})

const filesOf = (of: string) =>
  Object.fromEntries(
    globSync('**/*.ts', { cwd: of })
      .toSorted()
      .map((path) => [path, readFileSync(join(of, path), 'utf8')]),
  )

test('a program brings its key, and hears of a problem as one', async () => {
  const asked: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[] = []
  const server = createServer((request, response) => {
    asked.push(request)
    const no = request.method === 'POST'
    response.writeHead(no ? 429 : 200, { 'content-type': no ? 'application/problem+json' : 'application/json' })
    response.end(JSON.stringify(no ? { code: 'too_many_requests' } : { items: [], next: null }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const { port } = server.address() as AddressInfo // as: it listens on a port
    const client = createClient({ baseUrl: `http://127.0.0.1:${port}`, auth: 'td_key', throwOnError: true })
    assert.deepEqual(await getMessages({ client, query: { limit: 2 } }), { items: [], next: null })
    const body = { to: '+14155550123', text: 'Hello' }
    await assert.rejects(postMessages({ client, body, headers: { 'Idempotency-Key': 'one' } }), { code: 'too_many_requests' })
  } finally {
    server.close()
  }
  assert.deepEqual(
    asked.map(({ method, url }) => `${method} ${url}`),
    ['GET /v1/messages?limit=2', 'POST /v1/messages'],
  )
  assert.equal(asked[0]?.headers.authorization, 'Bearer td_key')
  assert.equal(asked[1]?.headers['idempotency-key'], 'one')
})
