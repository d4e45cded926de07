import fc from 'fast-check'
import { type ZodType, z } from 'zod'

/** Values that a schema takes, at random: to ask every route what it did not expect, without a word about any one of them. */

type Schema = {
  $ref?: string
  $defs?: Record<string, Schema>
  type?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: Schema | boolean
  items?: Schema
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
}

/** What to take for a field of this name or format, before anything is made up. */
export type Pools = { byName?: Record<string, readonly unknown[]>; uuids: readonly string[]; texts: readonly string[] }

const mostOf = 3

export function arbitraryOf(schema: ZodType, pools: Pools): fc.Arbitrary<unknown> {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema // `as`: a plain object
  return of(root, root, pools, '')
}

function of(schema: Schema, root: Schema, pools: Pools, name: string): fc.Arbitrary<unknown> {
  const named = pools.byName?.[name]
  if (named) return fc.constantFrom(...named)
  if (schema.$ref) return of(root.$defs?.[schema.$ref.split('/').at(-1) ?? ''] ?? root, root, pools, name)
  if ('const' in schema) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const several = schema.anyOf ?? schema.oneOf
  if (several) return fc.oneof(...several.map((it) => of(it, root, pools, name)))
  if (schema.allOf?.[0]) return of(schema.allOf[0], root, pools, name)
  if (schema.type === 'object' || schema.properties) return objectOf(schema, root, pools)
  if (schema.type === 'array') {
    const { items = {}, minItems = 0, maxItems = mostOf } = schema
    return fc.array(of(items, root, pools, name), { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, mostOf)) })
  }
  if (schema.type === 'boolean') return fc.boolean()
  if (schema.type === 'null') return fc.constant(null)
  if (schema.type === 'integer' || schema.type === 'number')
    return fc.integer({ min: Math.max(schema.minimum ?? 0, -1000), max: Math.min(schema.maximum ?? 1000, 1000) })
  return schema.type === 'string' ? textOf(schema, pools) : fc.constant(null)
}

function objectOf({ properties = {}, required = [] }: Schema, root: Schema, pools: Pools): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, it]) => [name, of(it, root, pools, name)]))
  return fc.record(fields, { requiredKeys: required.filter((name) => name in fields) })
}

function textOf({ format, pattern, minLength = 0, maxLength = 100 }: Schema, { uuids, texts }: Pools): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.oneof(fc.constantFrom(...uuids), fc.uuid({ version: 7 }))
  if (format === 'date-time') return fc.constantFrom('2026-11-21T12:00:00Z', '2020-01-01T00:00:00.000Z')
  if (pattern?.includes('\\.')) return fc.constantFrom('message.*', 'message.delivered')
  const fits = texts.filter(({ length }) => length >= minLength && length <= maxLength)
  const made = fc.string({ minLength: Math.max(minLength, 1), maxLength: Math.max(minLength, Math.min(maxLength, 12)) })
  return fits.length > 0 ? fc.oneof(fc.constantFrom(...fits), made) : made
}
