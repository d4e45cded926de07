import { type Components, lastOf, type Media, type Schema } from './document.ts'

/** A value that a schema takes, as short as it may be: what is said to be an example, else what the type allows. */
export function exampleOf(schema: Schema, components: Components = {}): unknown {
  if (schema.$ref) return exampleOf(components.schemas?.[lastOf(schema.$ref)] ?? {}, components)
  const given = [schema.example, schema.const, schema.default, schema.enum?.[0]].find((it) => it !== undefined)
  if (given !== undefined) return given
  const several = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (several?.[0]) return exampleOf(several[0], components)
  if (schema.properties) return wholeOf(schema, components)
  if (schema.items) return [exampleOf(schema.items, components)]
  const [type] = [schema.type].flat()
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 0, 1)
  return type === 'boolean' ? true : type === 'string' ? wordOf(schema) : {}
}

/** What must be there and nothing else. */
const wholeOf = ({ properties = {}, required = [] }: Schema, components: Components): object =>
  Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => required.includes(name))
      .map(([name, it]) => [name, exampleOf(it, components)]),
  )

const words: Record<string, string> = {
  uuid: '01a1ffca-539d-7528-aa6f-c9f7bf657b75',
  'date-time': '2026-11-21T12:00:00Z',
  uri: 'https://example.com/',
  email: 'ana@example.com',
}
const wordOf = ({ format, minLength = 0 }: Schema): string => (words[format ?? ''] ?? 'text').padEnd(minLength, 'x')

/** The body of a request, and what kind of content it is. */
export function exampleBody(content: Media, components?: Components): { type: string; value: unknown } | null {
  const [first] = Object.entries(content)
  if (!first) return null
  const [type, { schema, example }] = first
  return { type, value: example === undefined ? exampleOf(schema ?? {}, components) : example }
}
