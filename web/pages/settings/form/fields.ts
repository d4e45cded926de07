/** Reads a JSON Schema, as the API gives it, into fields that can be drawn. Pure. What it does not know it draws as a line of text. */
export type Option = { value: string; text: string }
export type Control =
  | { kind: 'text'; longest: number | null; isUrl: boolean }
  | { kind: 'number'; least: number | null; most: number | null }
  | { kind: 'switch' }
  | { kind: 'choice'; options: Option[]; orNone: boolean }
  | { kind: 'several'; options: Option[] }

export type Field = {
  /** `host`, or `quietHours.opens` within another. */
  path: string
  title: string
  says: string
  /** Null: what everybody must look at. */
  group: string | null
  needed: boolean
  /** What holds where nothing is set; undefined where nothing does. */
  usual: unknown
  unit: string | null
  /** What is used while nothing is typed. */
  placeholder: string | null
  secret: boolean
  control: Control
}

export type JsonSchema = { readonly [key: string]: unknown }

export function fieldsOf(schema: JsonSchema, secrets: readonly string[] = []): Field[] {
  return within(resolved(schema), '', null, secrets)
}

function within(schema: JsonSchema, prefix: string, group: string | null, secrets: readonly string[]): Field[] {
  const needed = list(schema['required'])
  return Object.entries(object(schema['properties'])).flatMap(([name, it]) => {
    const inner = object(it)
    const path = prefix + name
    if (inner['properties']) return within(inner, `${path}.`, text(inner['title']) ?? inWords(name), secrets)
    return [fieldOf(path, name, inner, { group, needed: needed.includes(name), secret: secrets.includes(path) })]
  })
}

function fieldOf(path: string, name: string, schema: JsonSchema, it: Pick<Field, 'group' | 'needed' | 'secret'>): Field {
  return {
    path,
    title: text(schema['title']) ?? inWords(name),
    says: text(schema['description']) ?? '',
    group: text(schema['group']) ?? it.group,
    needed: it.needed,
    usual: schema['default'],
    unit: text(schema['unit']),
    placeholder: text(schema['placeholder']),
    secret: it.secret,
    control: controlOf(schema),
  }
}

function controlOf(schema: JsonSchema): Control {
  const either = Array.isArray(schema['anyOf']) ? schema['anyOf'].map(object) : []
  const real = either.filter(({ type }) => type !== 'null')
  if (either.length > 0 && real.length === 1) {
    const control = controlOf({ options: schema['options'], ...real[0] })
    return control.kind === 'choice' ? { ...control, orNone: real.length < either.length } : control
  }
  if (Array.isArray(schema['enum'])) return { kind: 'choice', options: optionsOf(schema), orNone: false }
  if (schema['type'] === 'array') return { kind: 'several', options: optionsOf({ ...object(schema['items']), options: schema['options'] }) }
  if (schema['type'] === 'boolean') return { kind: 'switch' }
  if (schema['type'] === 'integer' || schema['type'] === 'number')
    return { kind: 'number', least: bound(schema['minimum']), most: bound(schema['maximum']) }
  return { kind: 'text', longest: bound(schema['maxLength']), isUrl: schema['format'] === 'uri' }
}

function optionsOf(schema: JsonSchema): Option[] {
  const said = object(schema['options'])
  return list(schema['enum']).map((value) => ({ value, text: text(said[value]) ?? value }))
}

/** A schema with a name of its own stands among its definitions. */
function resolved(schema: JsonSchema): JsonSchema {
  const [, name] = /^#\/\$defs\/(.+)$/.exec(text(schema['$ref']) ?? '') ?? []
  return name ? object(object(schema['$defs'])[name]) : schema
}

/** `enquireLinkMs` → `Enquire link ms`, for what has no title. */
export function inWords(name: string): string {
  const words = name
    .replaceAll(/[_-]/g, ' ')
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const object = (it: unknown): JsonSchema => (typeof it === 'object' && it !== null && !Array.isArray(it) ? (it as JsonSchema) : {}) // as: just looked at
const list = (it: unknown): string[] => (Array.isArray(it) ? it.map(String) : [])
const text = (it: unknown): string | null => (typeof it === 'string' && it !== '' ? it : null)
/** The bounds of every whole number are no bounds. */
const bound = (it: unknown): number | null => (typeof it === 'number' && Math.abs(it) < Number.MAX_SAFE_INTEGER ? it : null)
