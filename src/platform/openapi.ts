import type { FastifyInstance, RouteOptions } from 'fastify'
import type { ZodType } from 'zod'
import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi'
import { close } from './openapi/close.ts'
import { type Described, operation, problems, type RouteSchema, rates, retryAfter } from './openapi/operation.ts'

/** The description of the API, made from the routes' own schemas: what is not declared there is not promised anywhere. */

export type { Described } from './openapi/operation.ts'

/** Remembers every route of the API that is registered after this call; to be asked when all are. */
export function collectRoutes(app: FastifyInstance): () => Described[] {
  const seen: RouteOptions[] = []
  app.addHook('onRoute', (route: RouteOptions) => {
    if (route.url.startsWith('/v1/')) seen.push(route)
  })
  // only now: hooks further in may have added to the schema
  return () =>
    seen.flatMap(({ method, url, schema }) =>
      [method].flat().flatMap(
        (one) => (one === 'HEAD' || one === 'OPTIONS' ? [] : [{ method: one, url, schema: (schema ?? {}) as RouteSchema }]), // `as`: Zod, see zod-routes.ts
      ),
    )
}

export type About = {
  title: string
  version: string
  description: string
  problem: ZodType
  server: string
  /** What each scope lets its holder do. */
  scopes: Readonly<Record<string, string>>
  tags: Readonly<Record<string, string>>
}

export function describe(routes: readonly Described[], about: About): object {
  const shown = routes.filter(({ schema }) => !schema.hide).toSorted((a, b) => a.url.localeCompare(b.url))
  const paths: ZodOpenApiPathsObject = {}
  for (const route of shown) {
    const path = route.url.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  const document = createDocument({
    openapi: '3.1.0',
    info: {
      title: about.title,
      version: about.version,
      description: about.description,
      contact: { name: 'Tandem' },
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: about.server, description: 'Production: wherever this document came from.', 'x-internal': false } as { url: string }], // `as`: an extension
    security: [{ key: [] }],
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description:
            'A key of the workspace, made under Settings, API keys. What it may do is a list of scopes; each operation names the one it needs.',
          'x-scopes': about.scopes,
        },
      },
      headers,
      responses: Object.fromEntries(
        Object.entries(problems).map(([status, description]) => [
          `Problem${status}`,
          {
            description,
            headers: status === '429' || status === '503' ? { ...rates, 'Retry-After': retryAfter } : rates,
            content: { 'application/problem+json': { schema: about.problem } },
          },
        ]),
      ),
    },
    tags: [...new Set(shown.flatMap(({ schema }) => schema.tags ?? []))]
      .toSorted()
      .map((name) => ({ name, description: about.tags[name] ?? name })),
    paths,
  })
  limit(document)
  close(document)
  return document
}

const seconds = { type: 'integer', format: 'int32', minimum: 0, maximum: 86_400 } as const
const count = { type: 'integer', format: 'int32', minimum: 0, maximum: 2_000_000_000 } as const
const headers = {
  RateLimit: { description: 'Requests a minute, for you.', schema: count },
  RateLimitRemaining: { description: 'How many of them are left.', schema: count },
  RateLimitReset: { description: 'Seconds until all are back.', schema: seconds },
  RetryAfter: { description: 'Seconds to wait.', schema: seconds },
} as const

/** Where a schema sets no limit of its own, this is what we never go beyond, so that a client may prepare for it. */
const most = { text: 100_000, items: 10_000 }
const lengths: Record<string, number> = { uuid: 36, 'date-time': 40, uri: 2_000, email: 320 }

function limit(node: unknown): void {
  if (typeof node !== 'object' || node === null) return
  for (const value of Object.values(node)) limit(value)
  const it = node as Record<string, unknown> // `as`: what is no schema has no such type
  const is = (type: string) => [it['type']].flat().includes(type)
  if (is('string') && !('enum' in it) && !('const' in it)) it['maxLength'] ??= lengths[String(it['format'])] ?? most.text
  if (is('array')) it['maxItems'] ??= most.items
  if (is('integer')) it['format'] ??= Math.abs(Number(it['maximum'] ?? Number.POSITIVE_INFINITY)) < 2 ** 31 ? 'int32' : 'int64'
}
