import type { ZodType } from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import { noQuery } from '../zod-strict.ts'

/** One operation of the API, as its route declares it. */

export type RouteSchema = {
  summary?: string
  description?: string
  tags?: string[]
  /** What the caller's key or role must have. */
  scope?: string
  /** Statuses it may answer beyond those that follow from what it takes. */
  problems?: number[]
  params?: ZodType
  querystring?: ZodType
  body?: ZodType
  response?: Record<number, ZodType>
  /** Headers it understands. Only described: `headers` would be held to the schema, and all others taken away. */
  takes?: ZodType
  /** Takes a file of one of these types instead of JSON. */
  upload?: readonly string[]
  /** The same as server-sent events, for whoever accepts them: what such an answer looks like. */
  stream?: { description: string; example: string }
  /** A body, or a file, that means something. */
  example?: unknown
  /** Not for others: the door, the live stream. */
  hide?: boolean
}

export type Described = { method: string; url: string; schema: RouteSchema }

/** The words of each "no"; which of them an operation may say follows from what it takes. */
export const problems: Record<string, string> = {
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
const always = [400, 401, 403, 429, 500, 503]

/** What an operation may refuse with: nothing that cannot happen to it. */
export function refusalsOf({ params, body, upload, problems: more = [] }: RouteSchema): number[] {
  const takesBody = body !== undefined || upload !== undefined
  return [...always, ...(params ? [404] : []), ...(takesBody ? [413, 415] : []), ...more].toSorted((a, b) => a - b)
}

const namedHeader = (name: string) => ({ $ref: `#/components/headers/${name}` })
export const rates = {
  'RateLimit-Limit': namedHeader('RateLimit'),
  'RateLimit-Remaining': namedHeader('RateLimitRemaining'),
  'RateLimit-Reset': namedHeader('RateLimitReset'),
}
export const retryAfter = namedHeader('RetryAfter')

/** Of a file, in bytes; of an answer that goes on, in characters of one event. */
const longestUpload = 64 * 1024 * 1024
const longestEvent = 100_000

export function operation({ method, url, schema }: Described): ZodOpenApiOperationObject {
  const { summary, description, tags, scope, params, takes } = schema
  const querystring = schema.querystring === noQuery ? undefined : schema.querystring
  const responses: ZodOpenApiOperationObject['responses'] = {}
  for (const [status, body] of Object.entries(schema.response ?? { 204: null }))
    responses[status as '200'] = { description: said(method, status), headers: rates, ...(body && { content: answered(body, schema) }) }
  for (const status of refusalsOf(schema)) responses[String(status) as '400'] = { $ref: `#/components/responses/Problem${status}` }
  const needs = scope ? `Needs the scope \`${scope}\`.` : ''
  return {
    operationId: nameOf(method, url),
    ...(summary && { summary }),
    description: [description, needs].filter(Boolean).join('\n\n'),
    ...(tags && { tags }),
    // not in `security`, where 3.1 would allow it: linters and generators still know scopes of OAuth alone
    ...(scope && { 'x-scope': scope }),
    ...((params || querystring || takes) && {
      requestParams: {
        ...(params && { path: params }),
        ...(querystring && { query: querystring }),
        ...(takes && { header: takes }),
      } as never,
    }),
    ...bodyOf(schema),
    responses,
  }
}

const answered = (body: ZodType, { stream }: RouteSchema) => ({
  'application/json': { schema: body },
  ...(stream && {
    'text/event-stream': {
      schema: { type: 'string' as const, maxLength: longestEvent, description: stream.description },
      example: stream.example,
    },
  }),
})

function bodyOf({ body, upload, example }: RouteSchema): Pick<ZodOpenApiOperationObject, 'requestBody'> {
  const shown = example === undefined ? {} : { example }
  if (body)
    return { requestBody: { content: { 'application/json': { schema: body, ...shown } }, required: !body.safeParse(undefined).success } }
  if (!upload) return {}
  const file = { schema: { type: 'string' as const, maxLength: longestUpload }, ...shown }
  return { requestBody: { content: Object.fromEntries(upload.map((type) => [type, file])), required: true } }
}

const said = (method: string, status: string): string =>
  (({ 201: 'Made.', 202: 'Accepted and written down.', 204: 'Done.' }) as Record<string, string>)[status] ??
  (method === 'GET' ? 'What was asked for.' : 'Done; this is how it is now.')

/** `GET /v1/messages/:id` → `getMessagesById`: what generated clients call it. */
export function nameOf(method: string, url: string): string {
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
