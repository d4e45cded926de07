import type { FastifyInstance, FastifySchemaCompiler } from 'fastify'
import type { FastifySerializerCompiler } from 'fastify/types/schema.js'
import type { ZodType } from 'zod'
import type { Field } from './problem.ts'
import { noQuery, strictly } from './zod-strict.ts'
import { fieldsOf, tryParse } from './zod-words.ts'

/** Routes give their shapes as Zod schemas: what comes in is parsed by them and has nothing else in it, what goes out is held to them. */
export function speakZod(app: FastifyInstance): void {
  app.setValidatorCompiler(validator as FastifySchemaCompiler<unknown>)
  app.setSerializerCompiler(serializer as FastifySerializerCompiler<unknown>)
  app.addHook('onRoute', (route) => {
    const isLive = 'websocket' in route && route.websocket === true
    if (route.url.startsWith('/v1/') && !isLive) route.schema = { querystring: noQuery, ...route.schema }
  })
}

const validator: FastifySchemaCompiler<ZodType> = ({ schema: given, httpPart }) => {
  const schema = httpPart === 'body' || httpPart === 'querystring' ? strictly(given) : given
  return (data: unknown) => {
    const read = readAs(schema, data ?? undefined) // none is null here
    if ('value' in read) return read
    return { error: read.fields.map(({ path, message }) => ({ instancePath: path && `/${path.replaceAll('.', '/')}`, message })) as never }
  }
}

/** What was given, as its schema has it; or what is wrong with it, field by field. */
export function readAs<T>(schema: ZodType<T>, data: unknown): { value: T } | { fields: Field[] } {
  const parsed = tryParse(schema, data)
  if (parsed === null) return { fields: [{ path: '', message: 'cannot be understood' }] }
  const { success, data: value, error } = parsed
  if (!success) return { fields: fieldsOf(error.issues) }
  const odd = oddText(value)
  return odd === null ? { value } : { fields: [{ path: odd.slice(1).replaceAll('/', '.'), message: oddWords }] }
}

const oddWords = 'has half a character or a NUL in it, or is nested too deep'

/** Nothing of ours goes deeper; whoever sends a tower of brackets means no good. */
const MOST_LEVELS = 32

/** Where a text is that no database keeps as it is: a NUL, or half of a surrogate pair, which JSON can say and UTF-8 cannot. */
export function oddText(value: unknown, level = 0): string | null {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? '' : null
  if (value === null || typeof value !== 'object') return null
  if (level > MOST_LEVELS) return ''
  for (const name of Object.keys(value)) {
    const one = (value as Record<string, unknown>)[name] // `as`: one of its own names
    if (oddText(name) !== null) return ''
    const found = oddText(one, level + 1)
    if (found !== null) return `/${name}${found}`
  }
  return null
}

/** An answer that breaks its own promise is a bug of ours, and says so. Fields that were not promised stay here. */
const serializer: FastifySerializerCompiler<ZodType> = ({ schema, method, url }) => {
  return (data: unknown) => {
    const { success, data: value, error } = schema.safeParse(data)
    if (!success) throw new Error(`${method} ${url} answers what it did not promise: ${error.message}`)
    return JSON.stringify(value)
  }
}
