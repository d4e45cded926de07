import type { Random } from '../../simulator/random.ts'

/** Values for a JSON schema: as it asks, and as it should never get them. */

export type Schema = {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  format?: string
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
}
export type Schemas = Record<string, Schema>

const DEEP = 6

/** Texts that have broken something somewhere: ends of planes, halves of characters, other people's syntax, very long ones. */
export const oddTexts = [
  ...[
    '',
    ' ',
    '\0',
    'a\0b',
    '\ud800',
    'x\udfff',
    '\ud83d',
    '\ufeff',
    '\u202e',
    '\u2028',
    '‘’“”',
    'ﬁ',
    'İ',
    'ß',
    '👩‍👩‍👧‍👦',
    '😀'.repeat(400),
  ],
  ...['null', 'undefined', 'NaN', 'true', '0', '-1', '1e999', '00000000-0000-0000-0000-000000000000', '0x10', '٣'],
  ...[
    "'",
    '"',
    '\\',
    '%',
    '%00',
    "' or 1=1 --",
    '${x}',
    '{{x}}',
    '../../etc/passwd',
    '__proto__',
    'constructor',
    '<script>',
    '\r\nX: y',
    '\u001b[31m',
  ],
  ...[
    'tel:',
    'tel:+',
    '+',
    '+1',
    '+12025550123',
    'tel:+12025600001',
    'alpha:x',
    '9'.repeat(400),
    '2026-13-45T99:99:99Z',
    '0000-01-01T00:00:00Z',
  ],
  ...[
    '+275760-09-13T00:00:00.001Z',
    '-271821-04-19T23:59:59.999Z',
    '9999-12-31T23:59:59Z',
    '2026-02-30',
    'a'.repeat(5_000),
    'é'.repeat(10_001),
  ],
  ...[
    'eyJhIjoxfQ',
    'eyJhIjoxfQ==',
    '[]',
    '{}',
    'W10',
    'bnVsbA',
    'AAAA',
    '////',
    '0|0',
    '1970-01-01T00:00:00.000Z_x',
    '/regex(/',
    '*',
    '_',
    ':*',
    '&|!()',
  ],
]
const oddNumbers = [0, -0, -1, 1, 0.1, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 53, 2 ** 63, -(2 ** 63), 1e308, -1e308, 5e-324]
const oddValues: unknown[] = [null, true, false, [], {}, [null], [[]], { length: 1e9 }, { toString: 1 }, ...oddNumbers]

export const oddValue = (random: Random): unknown => (random.chance(0.5) ? random.pick(oddTexts) : random.pick(oddValues))

/** `known`: what earlier answers named, so that some requests are about something. */
export function sample(schema: Schema, all: Schemas, random: Random, known: readonly string[], depth = 0): unknown {
  if (schema.$ref) return sample(all[schema.$ref.split('/').at(-1)!] ?? {}, all, random, known, depth)
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return random.pick(schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return sample(random.pick(choices), all, random, known, depth)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((it) => sample(it, all, random, known, depth)))
  const type = Array.isArray(schema.type) ? random.pick(schema.type) : schema.type
  if (type === 'object') return object(schema, all, random, known, depth)
  if (type === 'array') {
    const count = depth > DEEP ? 0 : random.between(schema.minItems ?? 0, Math.min(schema.maxItems ?? 3, Math.max(schema.minItems ?? 0, 3)))
    return Array.from({ length: count }, () => sample(schema.items ?? {}, all, random, known, depth + 1))
  }
  if (type === 'integer' || type === 'number') return number(schema, random)
  if (type === 'boolean') return random.chance(0.5)
  if (type === 'null') return null
  return type === 'string' ? text(schema, random, known) : oddValue(random)
}

function object(schema: Schema, all: Schemas, random: Random, known: readonly string[], depth: number): Record<string, unknown> {
  const made: Record<string, unknown> = {}
  for (const [name, of] of Object.entries(schema.properties ?? {}))
    if (schema.required?.includes(name) || (depth <= DEEP && random.chance(0.4))) made[name] = sample(of, all, random, known, depth + 1)
  if (typeof schema.additionalProperties === 'object' && random.chance(0.7))
    for (const name of [random.pick(settingNames), random.pick(settingNames)])
      made[name] = sample(schema.additionalProperties, all, random, known, depth + 1)
  return made
}

/** Of a link over SMPP, and a few that are nobody's. No host but this machine: a fuzzer calls nobody. */
const settingNames = ['port', 'systemId', 'password', 'window', 'udh', 'tls', 'perSecond', 'idMode', 'nobodys', '__proto__', '']

function number({ minimum = -1000, maximum = 1000 }: Schema, random: Random): number {
  return random.pick([minimum, maximum, random.between(minimum, Math.min(maximum, minimum + 1000))])
}

function text({ format, minLength = 0, maxLength = 40 }: Schema, random: Random, known: readonly string[]): string {
  if (format === 'uuid') return known.length > 0 && random.chance(0.7) ? random.pick(known) : '019ad7a0-0000-7000-8000-000000000000'
  if (format === 'date-time') return new Date(Date.UTC(2026, random.between(0, 11), random.between(1, 28))).toISOString()
  if (format === 'uri') return 'https://hooks.invalid/in'
  if (random.chance(0.3))
    return random.pick(['+12025550123', 'tel:+12025550100', '+12025600001', '2025550177', '127.0.0.1', 'smpp', 'Hello'])
  if (random.chance(0.2)) return random.pick(oddTexts)
  const length = random.pick([minLength, Math.min(maxLength, 2_000), random.between(minLength, Math.min(maxLength, minLength + 30))])
  return 'Hi there, number 7! '.repeat(Math.ceil(length / 20)).slice(0, length)
}

/** One place of it, somewhere, is something else, is gone, or is there too often. */
export function wrecked(value: unknown, random: Random): unknown {
  if (Array.isArray(value) && value.length > 0 && random.chance(0.8)) {
    const at = random.between(0, value.length - 1)
    if (random.chance(0.05)) return Array.from({ length: 1_500 }, () => value[at])
    return value.map((it, i) => (i === at ? wrecked(it, random) : it))
  }
  if (value !== null && typeof value === 'object' && Object.keys(value).length > 0 && random.chance(0.9)) {
    const name = random.pick(Object.keys(value))
    const rest = { ...(value as Record<string, unknown>) } // `as`: an object that is no list
    if (random.chance(0.2)) delete rest[name]
    else if (random.chance(0.1)) rest[random.pick(oddTexts)] = oddValue(random)
    else rest[name] = wrecked(rest[name], random)
    return rest
  }
  return oddValue(random)
}
