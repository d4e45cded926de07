import type { Field } from './fields.ts'

/** What stands in a form while somebody fills it in, and what it means. Pure. */
export type Typed = string | boolean | string[]
export type Draft = { readonly [path: string]: Typed }
export type Settings = { readonly [name: string]: unknown }

/** Every field with what holds now: what is set, else the default. */
export const draftOf = (fields: readonly Field[], settings: Settings = {}): Draft =>
  Object.fromEntries(fields.map((field) => [field.path, typedAs(field, at(settings, field.path) ?? field.usual)]))

export function typedAs({ control }: Field, value: unknown): Typed {
  if (control.kind === 'switch') return value === true
  if (control.kind === 'several') return Array.isArray(value) ? value.map(String) : []
  return value === undefined || value === null ? '' : String(value)
}

/** What is meant by what is typed; undefined: nothing, so the default holds. */
export function meant({ control, usual }: Field, typed: Typed | undefined): unknown {
  if (typeof typed !== 'string') return typed
  const text = typed.trim()
  if (control.kind === 'choice') return text === '' && control.orNone ? null : text || undefined
  if (text === '') return usual === '' ? '' : undefined
  return control.kind === 'number' ? Number(text) : text
}

export const isUsual = (field: Field, typed: Typed | undefined): boolean => {
  const value = meant(field, typed)
  return value === undefined || same(value, field.usual)
}

/** What is not right, in words, by the path of the field. `known`: secrets that are set already. */
export function wrongs(fields: readonly Field[], draft: Draft, known: readonly string[] = []): Map<string, string> {
  const found = fields.flatMap((field): [string, string][] => {
    const why = wrong(field, draft[field.path], known)
    return why ? [[field.path, why]] : []
  })
  return new Map(found)
}

function wrong(field: Field, typed: Typed | undefined, known: readonly string[]): string | null {
  const { control, needed, secret, path } = field
  const value = meant(field, typed)
  if (value === undefined || value === '') return needed && !(secret && known.includes(path)) ? 'This is needed.' : null
  if (control.kind === 'text' && control.longest !== null && String(value).length > control.longest)
    return `At most ${control.longest} characters.`
  if (control.kind === 'text' && control.isUrl && !URL.canParse(String(value))) return 'A whole address, like https://example.com/path.'
  return control.kind === 'number' ? outOfBounds(control, value as number) : null // as: meant says so
}

function outOfBounds({ least, most }: { least: number | null; most: number | null }, value: number): string | null {
  const range = least !== null && most !== null ? `from ${least.toLocaleString('en')} to ${most.toLocaleString('en')}` : ''
  if (!Number.isInteger(value)) return `A whole number${range && ` ${range}`}.`
  if (least !== null && value < least) return range ? `A number ${range}.` : `At least ${least}.`
  return most !== null && value > most ? (range ? `A number ${range}.` : `At most ${most}.`) : null
}

/** For something new: only what differs from its default, so that defaults may improve. */
export const settingsOf = (fields: readonly Field[], draft: Draft): Settings =>
  nested(
    fields.flatMap((field): [string, unknown][] =>
      isUsual(field, draft[field.path]) ? [] : [[field.path, meant(field, draft[field.path])]],
    ),
  )

/** All of it, for what is replaced as a whole. */
export const wholeOf = (fields: readonly Field[], draft: Draft): Settings =>
  nested(fields.map((field): [string, unknown] => [field.path, meant(field, draft[field.path]) ?? field.usual]))

/** What changes over what is set; null: the default holds again. A secret nobody typed stays as it is. */
export function changesOf(fields: readonly Field[], before: Settings, draft: Draft): Settings {
  const changed = fields.flatMap((field): [string, unknown][] => {
    const typed = draft[field.path]
    if (field.secret) return typed === '' || typed === undefined ? [] : [[field.path, meant(field, typed)]]
    const was = at(before, field.path)
    if (isUsual(field, typed)) return was === undefined ? [] : [[field.path, null]]
    return same(meant(field, typed), was) ? [] : [[field.path, meant(field, typed)]]
  })
  return Object.fromEntries(changed)
}

export const at = (settings: Settings, path: string): unknown =>
  path.split('.').reduce<unknown>((it, name) => (typeof it === 'object' && it !== null ? (it as Settings)[name] : undefined), settings) // as: just looked at

function nested(entries: readonly (readonly [string, unknown])[]): Settings {
  const made: Record<string, unknown> = {}
  for (const [path, value] of entries) {
    const [first, ...rest] = path.split('.') as [string, ...string[]] // as: split gives at least one
    if (rest.length === 0) made[first] = value
    else made[first] = { ...(made[first] as object | undefined), ...nested([[rest.join('.'), value]]) } // as: only this function writes here
  }
  return made
}

const same = (a: unknown, b: unknown): boolean =>
  Array.isArray(a) && Array.isArray(b) ? a.toSorted().join('\n') === b.toSorted().join('\n') : a === b
