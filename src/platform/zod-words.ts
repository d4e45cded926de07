import type { ZodType, z } from 'zod'
import type { Field } from './problem.ts'

/** What Zod finds wrong, in words that stand behind the name of a field: "to: is missing". Pure. */

type Issue = z.core.$ZodIssue
type Raw = z.core.$ZodRawIssue

/** For the `error` of a parse. Where there is nothing better to say, Zod's own words stand. */
export function inWords(issue: Raw): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${kinds[issue.expected as string] ?? issue.expected}`
    case 'invalid_value':
      if (issue.input === undefined) return 'is missing'
      return `${issue.values.length === 1 ? 'must be' : 'one of'} ${issue.values.map(String).join(', ')}`
    case 'too_big':
      return `at most ${amount(issue.maximum, issue.origin)}`
    case 'too_small':
      return `at least ${amount(issue.minimum, issue.origin)}`
    case 'invalid_format':
      return formats[issue.format as string]
    default:
      return undefined
  }
}

/** Null where even asking how long it is fails: `{ "length": { "toString": 1 } }` in the place of a text, which Zod measures all the same. */
export function tryParse<T>(schema: ZodType<T>, data: unknown): ReturnType<ZodType<T>['safeParse']> | null {
  try {
    return schema.safeParse(data, { error: inWords })
  } catch (error) {
    if (error instanceof TypeError && error.message.includes('primitive value')) return null
    throw error
  }
}

/** Each thing that is wrong and where: of a choice between shapes, what is wrong by the one that was meant; of unknown fields, each. */
export const fieldsOf = (issues: readonly Issue[], at: readonly PropertyKey[] = []): Field[] =>
  issues.flatMap((issue) => {
    const path = [...at, ...issue.path]
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => field([...path, key], 'is not known here'))
    if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [field(path, issue.message)]
    const near = nearest(issue.errors)
    if (near) return fieldsOf(near, path)
    const said = new Set(issue.errors.map(([first]) => first?.message ?? issue.message))
    return [field(path, [...said].map((it, i) => (i > 0 ? it.replace(/^must be /, '') : it)).join(' or '))]
  })

/** An object was meant for the shape that is one, a list for that of a list; of several, the one that fits but for the least. */
function nearest(branches: readonly Issue[][]): Issue[] | undefined {
  const ofThatKind = branches.filter((issues) => !issues.some(({ code, path }) => path.length === 0 && code === 'invalid_type'))
  return ofThatKind.toSorted((a, b) => a.length - b.length)[0]
}

const field = (path: readonly PropertyKey[], message: string): Field => ({ path: path.map(String).join('.'), message })

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
}
const formats: Record<string, string> = {
  uuid: 'is no id',
  datetime: 'must be a time like 2026-01-31T09:00:00Z',
  email: 'is no email address',
  url: 'is no address of the web',
}

function amount(most: number | bigint, origin: string): string {
  const n = most.toLocaleString('en-US')
  if (origin === 'string') return `${n} ${n === '1' ? 'character' : 'characters'}`
  return origin === 'array' ? `${n} ${n === '1' ? 'item' : 'items'}` : n
}
