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
  /** Not for others: the door, the live stream. */
  hide?: boolean
}

export type Described = { method: string; url: string; schema: RouteSchema }

/** Remembers every route that is registered after this call. */
export function collectRoutes(app: FastifyInstance): Described[] {
  const routes: Described[] = []
  app.addHook('onRoute', ({ method, url, schema }: RouteOptions) => {
    if (!url.startsWith('/v1/')) return
    for (const one of [method].flat())
      if (one !== 'HEAD' && one !== 'OPTIONS') routes.push({ method: one, url, schema: (schema ?? {}) as RouteSchema }) // `as`: Zod, see zod-routes.ts
  })
  return routes
}

export function describe(
  routes: readonly Described[],
  info: { title: string; version: string; description: string; problem: ZodType; server: string },
): object {
  const paths: ZodOpenApiPathsObject = {}
  for (const route of routes.toSorted((a, b) => a.url.localeCompare(b.url))) {
    if (route.schema.hide) continue
    const path = route.url.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, info.problem) }
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: info.title,
      version: info.version,
      description: info.description,
      contact: { name: 'Tandem' },
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: info.server }],
    security: [{ key: [] }],
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A key of the workspace, made under Settings, API keys.' } },
    },
    tags: [...new Set(routes.flatMap(({ schema }) => (schema.hide ? [] : (schema.tags ?? []))))]
      .toSorted()
      .map((name) => ({ name, description: `About ${name}.` })),
    paths,
  })
}

function operation({ method, url, schema }: Described, problem: ZodType): ZodOpenApiOperationObject {
  const responses: ZodOpenApiOperationObject['responses'] = {}
  for (const [status, body] of Object.entries(schema.response ?? { 204: null }))
    responses[status as '200'] = body
      ? { description: 'As asked.', content: { 'application/json': { schema: body } } }
      : { description: 'Done.' }
  for (const [status, description] of Object.entries(problems))
    responses[status as '400'] = { description, content: { 'application/problem+json': { schema: problem } } }
  return {
    operationId: nameOf(method, url),
    ...(schema.summary && { summary: schema.summary }),
    description: schema.description ?? `${schema.summary ?? nameOf(method, url)}.`,
    ...(schema.tags && { tags: schema.tags }),
    ...((schema.params || schema.querystring) && {
      requestParams: { ...(schema.params && { path: schema.params }), ...(schema.querystring && { query: schema.querystring }) } as never,
    }),
    ...(schema.body && { requestBody: { content: { 'application/json': { schema: schema.body } }, required: true } }),
    responses,
  }
}

const problems: Record<string, string> = {
  400: 'The request is not right.',
  401: 'Nobody is known by this key or cookie.',
  403: 'Not with these scopes.',
  404: 'There is no such thing.',
  409: 'It stands against what is there.',
  422: 'It is well formed and means nothing.',
  429: 'Too many requests: slow down.',
  500: 'Something went wrong in Tandem.',
  503: 'Not at the moment; try again shortly.',
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
