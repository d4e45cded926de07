import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { registerRoutes } from '../src/app/routes.ts'
import { makeBell } from '../src/platform/bell.ts'
import { openHttp } from '../src/platform/http.ts'
import { openLog } from '../src/platform/log.ts'
import type { Described } from '../src/platform/openapi.ts'
import type { Document } from '../src/platform/openapi-page.ts'
import { writeClient } from './client.ts'

/** Writes docs/openapi.json from the routes themselves, and client/ from it: `node scripts/openapi.ts`. */
export async function openapiDoc(): Promise<string> {
  const { http, document } = await onlyDescribed()
  await http.close()
  return `${JSON.stringify(document, null, 2)}\n`
}

/** Every route on a server that describes them and knows nothing: there is no database, so none can be asked but /docs. */
export async function onlyDescribed(): Promise<{ http: FastifyInstance; document: Document; routes: Described[] }> {
  const log = openLog('silent')
  const http = await openHttp({ log })
  // `as`: nothing of it is used
  const never = new Proxy({}, { get: () => () => Promise.reject(new Error('only described, never asked')) }) as never
  const { live, api, routes } = await registerRoutes(http, {
    ...{ db: never, reading: never, disk: never, sources: never, ways: () => never, webhooks: () => never },
    allowPrivateWebhooks: false,
    bell: makeBell(),
    log,
    now: () => new Date(0),
    publicUrl: () => 'http://localhost',
    demo: false,
    simulator: () => null,
    searchKey: async () => null,
    keyState: () => 'ok',
    send: async () => [],
    preview: async () => [],
    approve: async () => false,
  })
  await http.ready()
  const document = api()
  await live[Symbol.asyncDispose]()
  return { http, document, routes: routes() }
}

if (import.meta.main) {
  const root = join(import.meta.dirname, '..')
  writeFileSync(join(root, 'docs', 'openapi.json'), await openapiDoc())
  await writeClient(join(root, 'client'))
}
