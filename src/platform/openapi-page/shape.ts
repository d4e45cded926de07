import { type Components, lastOf, type Media, type Parameter, type Schema } from './document.ts'
import { id, prose, table, text } from './html.ts'

/** What a value looks like, drawn. */

export const parametersTable = (parameters: readonly Parameter[]): string =>
  table(
    ['Parameter', 'What it is'],
    parameters.map(({ name, in: place, required, schema, description }) =>
      row(name, schema ?? {}, required ?? false, places[place], description),
    ),
  )

const places: Record<string, string> = { path: 'in the path', query: 'in the query', header: 'a header' }

export function shape(schema: Schema): string {
  const { properties, required = [] } = schema
  if (!properties) return `<p>${kindOf(schema)}</p>`
  return table(
    ['Field', 'What it is'],
    Object.entries(properties).map(([name, it]) => row(name, it, required.includes(name))),
  )
}

/** A body: what it is, and its fields, also where they are those of a named shape. */
export const bodyShape = (content: Media, components: Components = {}): string =>
  Object.entries(content)
    .map(([type, { schema = {} }]) => {
      const kind = schema.properties ? '' : `: ${kindOf(schema)}`
      const fields = fieldsOf(schema, components)
      return `<p><code>${text(type)}</code>${kind}</p>${fields ? shape(fields) : ''}`
    })
    .join('')

/** The first shape with fields that it may have. */
function fieldsOf(schema: Schema, components: Components): Schema | null {
  if (schema.properties) return schema
  if (schema.$ref) return fieldsOf(components.schemas?.[lastOf(schema.$ref)] ?? {}, components)
  const [first] = schema.anyOf ?? schema.oneOf ?? []
  return first ? fieldsOf(first, components) : null
}

/** Errors all look the same: their shape is named, not drawn. */
export const namesOf = (content: Media = {}): string =>
  Object.entries(content)
    .map(([type, { schema }]) => (type === 'text/event-stream' ? `or <code>${type}</code>` : schema ? kindOf(schema) : ''))
    .join(' ')

const row = (name: string, schema: Schema, required: boolean, where = '', about = schema.description): string =>
  `<tr><th scope="row"><code>${text(name)}</code>${required ? '' : ' <small>optional</small>'}</th><td>${kindOf(schema)} <small>${text(
    [where, ...limits(schema)].filter(Boolean).join(', '),
  )}</small>${prose(about)}</td></tr>`

/** What every text and list has as its limit where none is its own says nothing to a reader. */
const ordinary = { text: 100_000, items: 10_000 }

const limits = ({ minimum, maximum, minLength, maxLength, maxItems, format, default: standard }: Schema): string[] => [
  ...(minimum !== undefined && minimum > -Number.MAX_SAFE_INTEGER ? [`from ${minimum}`] : []),
  ...(maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? [`to ${maximum}`] : []),
  ...(minLength === undefined || minLength < 2 ? [] : [`at least ${minLength} characters`]),
  ...(maxLength === undefined || maxLength >= ordinary.text || format ? [] : [`at most ${maxLength} characters`]),
  ...(maxItems === undefined || maxItems >= ordinary.items ? [] : [`at most ${maxItems}`]),
  ...(standard === undefined ? [] : [`default ${JSON.stringify(standard)}`]),
]

/** HTML: what a value is, in a few words. */
export function kindOf(schema: Schema): string {
  if (schema.$ref) {
    const name = lastOf(schema.$ref)
    return `<a href="#shape-${id(name)}">${text(name)}</a>`
  }
  const several = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (several) return several.map(kindOf).join(schema.allOf ? ' and ' : ' or ')
  if (schema.enum) return schema.enum.map((it) => `<code>${text(JSON.stringify(it))}</code>`).join(' ')
  if (schema.const !== undefined) return `<code>${text(JSON.stringify(schema.const))}</code>`
  if (schema.items) return `list of ${kindOf(schema.items)}`
  if (schema.properties)
    return `{ ${Object.entries(schema.properties)
      .map(([name, it]) => `<code>${text(name)}</code>: ${kindOf(it)}`)
      .join(', ')} }`
  return text([[schema.type].flat().join(' or ') || 'anything', schema.format && `(${schema.format})`].filter(Boolean).join(' '))
}
