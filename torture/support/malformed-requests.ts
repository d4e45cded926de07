import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Random } from '../../simulator/random.ts'
import { oddTexts, oddValue, type Schema, type Schemas, sample, wrecked } from './samples.ts'

/** Requests made from docs/openapi.json: right, nearly right, and wrong in every way HTTP and JSON allow. */

export type Operation = {
  method: string
  path: string
  parameters: { in: string; name: string; schema: Schema }[]
  body: { type: string; schema: Schema } | null
  statuses: ReadonlySet<string>
}
export type Request = {
  operation: string
  method: string
  path: string
  headers: Record<string, string>
  body: Buffer | null
  stream: boolean
}

type Described = {
  paths: Record<string, Record<string, { parameters?: Operation['parameters']; requestBody?: Body; responses: Record<string, unknown> }>>
  components: { schemas: Schemas }
}
type Body = { content: Record<string, { schema: Schema }> }

const file = join(import.meta.dirname, '..', '..', 'docs', 'openapi.json')

export function readOperations(): { operations: Operation[]; schemas: Schemas } {
  const { paths, components } = JSON.parse(readFileSync(file, 'utf8')) as Described // `as`: test/openapi.test.ts holds it to the routes
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, { parameters = [], requestBody, responses }]) => {
      const [body] = Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) => ({ type, schema }))
      return { method: method.toUpperCase(), path, parameters, body: body ?? null, statuses: new Set(Object.keys(responses)) }
    }),
  )
  return { operations, schemas: components.schemas }
}

const methods = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'POST', 'PROPFIND', 'TRACE', 'QUERY', 'SEARCH', 'LOCK']
const types = [
  'text/plain',
  'application/xml',
  'multipart/form-data',
  'application/x-www-form-urlencoded',
  'application/json; charset=utf-16',
  'x',
  ';',
]

export function malformedRequest(operation: Operation, schemas: Schemas, random: Random, known: readonly string[], key: string): Request {
  const of = (schema: Schema) => sample(schema, schemas, random, known)
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const parameter = operation.parameters.find((it) => it.in === 'path' && it.name === name)
    return inPath(random.chance(0.6) ? String(of(parameter?.schema ?? {})) : random.pick(oddTexts), random)
  })
  const headers: Record<string, string> = {}
  if (random.chance(0.9)) headers['authorization'] = `Bearer ${key}`
  else if (random.chance(0.5)) headers['authorization'] = inHeader(random.pick([...oddTexts, 'Bearer', `Bearer ${key}x`, `Basic ${key}`]))
  if (random.chance(0.2)) headers['idempotency-key'] = inHeader(random.pick([...oddTexts, 'one', 'two', 'three']))
  if (random.chance(0.05)) headers[random.pick(oddHeaders)] = inHeader(random.pick(oddTexts))
  const stream = operation.path === '/v1/events' && random.chance(0.2)
  if (stream) headers['accept'] = 'text/event-stream'
  const body = bodyOf(operation, random, of, headers)
  const method = random.chance(0.97) ? operation.method : random.pick(methods)
  return { operation: `${operation.method} ${operation.path}`, method, path: path + query(operation, random, of), headers, body, stream }
}

const oddHeaders = [
  'accept',
  'content-encoding',
  'x-forwarded-for',
  'x-forwarded-proto',
  'cookie',
  'origin',
  'if-none-match',
  'range',
  'last-event-id',
  'accept-encoding',
  'x-http-method-override',
  'sec-fetch-site',
]

const inHeader = (text: string): string => text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '').slice(0, 3_000)

function inPath(text: string, random: Random): string {
  if (random.chance(0.05)) return random.pick(['%', '%zz', '%c3', '%ff%fe', '%00', '%2e%2e%2f', '..', '.', '%ed%a0%80', ';', '*'])
  return encodeURIComponent(text.toWellFormed()) || '%20'
}

function query({ parameters }: Operation, random: Random, of: (schema: Schema) => unknown): string {
  const pairs = parameters.flatMap(({ in: place, name, schema }) => {
    if (place !== 'query' || random.chance(0.5)) return []
    if (name === 'wait') return [`wait=${random.pick(['0', '1', '-1', 'x', '', '1e1', '31'])}`] // it may wait, and a fuzzer has no time
    const value = random.chance(0.5) ? of(schema) : oddValue(random)
    const pair = `${name}=${inPath(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''), random)}`
    return random.chance(0.05) ? [pair, pair] : random.chance(0.05) ? [`${name}[]=1`] : [pair]
  })
  if (random.chance(0.03)) pairs.push(`${inPath(random.pick(oddTexts), random)}=1`)
  return pairs.length > 0 ? `?${pairs.join('&')}` : ''
}

function bodyOf({ body }: Operation, random: Random, of: (schema: Schema) => unknown, headers: Record<string, string>): Buffer | null {
  if (!body && random.chance(0.95)) return null
  headers['content-type'] = random.chance(0.95) ? (body?.type ?? 'application/json') : random.pick(types)
  if (random.chance(0.03)) return random.chance(0.5) ? null : Buffer.alloc(0)
  if (body?.type === 'text/csv') return Buffer.from(csv(random))
  let value = of(body?.schema ?? {})
  for (let left = random.pick([0, 0, 1, 1, 2, 4]); left > 0; left--) value = wrecked(value, random)
  const json = JSON.stringify(value) ?? ''
  if (random.chance(0.9)) return Buffer.from(json)
  return random.pick(breaks)(json, random)
}

const csv = (random: Random): string =>
  Array.from(
    { length: random.between(0, 20) },
    () => `${random.pick(oddTexts)},${random.pick(['note', '"', '""', '\r', random.pick(oddTexts)])}`,
  ).join(random.pick(['\n', '\r\n', '\r', ',']))

/** No JSON any more. */
const breaks: ((json: string, random: Random) => Buffer)[] = [
  (json, random) => Buffer.from(json.slice(0, random.between(0, json.length))),
  (json) => Buffer.from(`${json}${json}`),
  (json) => Buffer.from(json, 'utf16le'),
  (json) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(json)]),
  (json, random) => {
    const bytes = Buffer.from(json)
    if (bytes.length > 0) bytes[random.between(0, bytes.length - 1)] = random.between(0, 255)
    return bytes
  },
  (json) => Buffer.from(json.replaceAll('"', "'")),
  (json) => Buffer.from(json.replace('{', '{"__proto__":{"admin":true},"constructor":{"prototype":{}},')),
  () => Buffer.from('['.repeat(50_000)),
  () => Buffer.from(`${'[{"text":'.repeat(3_000)}1`),
  (_json, random) => (random.chance(0.1) ? Buffer.alloc(1_100_000, 0x20) : Buffer.from('1e99999')),
]
