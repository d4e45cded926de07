import type { FastifyInstance, RouteOptions } from 'fastify'
import type { ZodType } from 'zod'
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi'

/** The description of the API, made from the routes' own schemas: what is not declared there is not promised anywhere. */

type RouteSchema = {
  summary?: string
  description?: string
  tags?: string[]
  params?: ZodType
  querystring?: ZodType
  body?: ZodType
  response?: Record<number, ZodType>
  /** Takes a file of one of these types instead of JSON. */
  upload?: readonly string[]
  /** Not for others: the door, the live stream. */
  hide?: boolean
}

export type Described = { method: string; url: string; schema: RouteSchema }

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

export function describe(
  routes: readonly Described[],
  info: { title: string; version: string; description: string; problem: ZodType; server: string },
): object {
  const shown = routes.filter(({ schema }) => !schema.hide).toSorted((a, b) => a.url.localeCompare(b.url))
  const paths: ZodOpenApiPathsObject = {}
  for (const route of shown) {
    const path = route.url.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
  }
  const document = createDocument({
    openapi: '3.1.0',
    info: {
      title: info.title,
      version: info.version,
      description: info.description,
      contact: { name: 'Tandem' },
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: info.server, description: 'Production: wherever this document came from.', 'x-internal': false } as { url: string }], // `as`: an extension
    security: [{ key: [] }],
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A key of the workspace, made under Settings, API keys.' } },
      headers,
      responses: Object.fromEntries(
        Object.entries(problems).map(([status, description]) => [
          `Problem${status}`,
          {
            description,
            headers: status === '429' || status === '503' ? { ...rates, 'Retry-After': named('RetryAfter') } : rates,
            content: { 'application/problem+json': { schema: info.problem } },
          },
        ]),
      ),
    },
    tags: [...new Set(shown.flatMap(({ schema }) => schema.tags ?? []))]
      .toSorted()
      .map((name) => ({ name, description: `About ${name}.` })),
    paths,
  })
  limit(document)
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
const named = (name: keyof typeof headers) => ({ $ref: `#/components/headers/${name}` })
const rates = {
  'RateLimit-Limit': named('RateLimit'),
  'RateLimit-Remaining': named('RateLimitRemaining'),
  'RateLimit-Reset': named('RateLimitReset'),
}

function operation({ method, url, schema }: Described): ZodOpenApiOperationObject {
  const responses: ZodOpenApiOperationObject['responses'] = {}
  for (const [status, body] of Object.entries(schema.response ?? { 204: null }))
    responses[status as '200'] = {
      description: body ? 'As asked.' : 'Done.',
      headers: rates,
      ...(body && { content: { 'application/json': { schema: body } } }),
    }
  for (const status of Object.keys(problems)) responses[status as '400'] = { $ref: `#/components/responses/Problem${status}` }
  return {
    operationId: nameOf(method, url),
    ...(schema.summary && { summary: schema.summary }),
    description: schema.description ?? `${schema.summary ?? nameOf(method, url)}.`,
    ...(schema.tags && { tags: schema.tags }),
    ...((schema.params || schema.querystring) && {
      requestParams: { ...(schema.params && { path: schema.params }), ...(schema.querystring && { query: schema.querystring }) } as never,
    }),
    ...(schema.body && {
      requestBody: { content: { 'application/json': { schema: schema.body } }, required: !schema.body.safeParse(undefined).success },
    }),
    ...(schema.upload && {
      requestBody: {
        content: Object.fromEntries(schema.upload.map((type) => [type, { schema: { type: 'string', maxLength: longestUpload } }])),
        required: true,
      },
    }),
    responses,
  }
}

const problems: Record<string, string> = {
  400: 'The request is not right.',
  401: 'Nobody is known by this key or cookie.',
  403: 'Not with these scopes.',
  404: 'There is no such thing.',
  409: 'It stands against what is there.',
  413: 'It is too large.',
  415: 'This kind of content is not understood here.',
  422: 'It is well formed and means nothing.',
  429: 'Too many requests: slow down.',
  500: 'Something went wrong in Tandem.',
  503: 'Not at the moment; try again shortly.',
  507: 'The disk is nearly full: nothing new is accepted.',
}

const longestUpload = 64 * 1024 * 1024

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

/** `GET /v1/messages/:id` → `getMessagesById`: what generated clients call it. */
function nameOf(method: string, url: string): string {
  const words = url
    .split('/')
    .slice(2)
    .map((word) => (word.startsWith(':') ? `By ${word.slice(1)}` : word))
  return (
    method.toLowerCase() +
    words
      .flatMap((word) => word.split(/[- ]/))
      .map((word) => word[0]!.toUpperCase() + word.slice(1))
      .join('')
  ) // no word is empty
}
