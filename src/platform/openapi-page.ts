/** A page that people read the API's description on: one HTML file and one style, no scripts, nothing fetched from elsewhere. */

type Schema = {
  $ref?: string
  type?: string | string[]
  format?: string
  description?: string
  title?: string
  enum?: unknown[]
  const?: unknown
  default?: unknown
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  additionalProperties?: Schema | boolean
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  maxItems?: number
}
type Parameter = { name: string; in: string; required?: boolean; description?: string; schema?: Schema }
type Media = Record<string, { schema?: Schema }>
type Operation = {
  operationId: string
  summary?: string
  description?: string
  tags?: string[]
  parameters?: Parameter[]
  requestBody?: { content: Media; required?: boolean }
  'x-scope'?: string
  responses: Record<string, Answer>
}
type Answer = { $ref?: string; description?: string; content?: Media }
export type Document = {
  info: { title: string; version: string; description?: string }
  tags?: { name: string; description?: string }[]
  paths: Record<string, Record<string, Operation>>
  components?: {
    schemas?: Record<string, Schema>
    responses?: Record<string, Answer>
    securitySchemes?: Record<string, { description?: string; 'x-scopes'?: Record<string, string> }>
  }
}

export function docsPage(document: Document): string {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  )
  const groups = (document.tags ?? []).map(({ name }) => ({
    name,
    operations: operations.filter(({ operation }) => operation.tags?.includes(name)),
  }))
  const schemas = Object.entries(document.components?.schemas ?? {})
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(document.info.title)}</title><link rel="stylesheet" href="/docs/style.css"></head><body>
<nav aria-label="Contents"><p><a href="#top">${text(document.info.title)}</a> ${text(document.info.version)}</p>
${groups.map((group) => `<details open><summary>${text(group.name)}</summary><ul>${group.operations.map(entry).join('')}</ul></details>`).join('\n')}
<details><summary>shapes</summary><ul>${schemas.map(([name]) => `<li><a href="#shape-${id(name)}">${text(name)}</a></li>`).join('')}</ul></details>
</nav><main id="top"><h1>${text(document.info.title)}</h1>${prose(document.info.description)}
<p>For programs: <a href="/v1/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
${groups.map((group) => `<h2>${text(group.name)}</h2>${group.operations.map((it) => section(it, document)).join('\n')}`).join('\n')}
<h2>Shapes</h2>${schemas.map(([name, schema]) => `<section id="shape-${id(name)}"><h3>${text(name)}</h3>${prose(schema.description)}${shape(schema)}</section>`).join('\n')}
</main></body></html>
`
}

type Listed = { path: string; method: string; operation: Operation }

const entry = ({ path, method, operation }: Listed): string =>
  `<li><a href="#${id(operation.operationId)}"><b class="${id(method)}">${text(method)}</b> ${text(path)}</a></li>`

function section({ path, method, operation }: Listed, { components }: Document): string {
  const { operationId, summary, description, parameters = [], requestBody, responses } = operation
  const said = description && description !== `${summary}.` ? prose(description) : ''
  const rows = parameters.map(({ name, in: place, required, schema, description: about }) =>
    row(name, schema ?? {}, required ?? false, place === 'path' ? 'in the path' : '', about),
  )
  return `<section id="${id(operationId)}"><h3><b class="${id(method)}">${text(method)}</b> <code>${text(path)}</code></h3>
<p><strong>${text(summary ?? operationId)}</strong></p>${said}
${rows.length > 0 ? `<h4>Parameters</h4>${table(rows)}` : ''}
${requestBody ? `<h4>Body</h4>${media(requestBody.content)}` : ''}
<h4>Answers</h4><dl>${Object.entries(responses)
    .map(([status, it]) => [status, it.$ref ? (components?.responses?.[it.$ref.split('/').at(-1) ?? ''] ?? it) : it] as const)
    .map(([status, it]) => `<dt>${text(status)}</dt><dd>${text(it.description ?? '')} ${named(it.content)}</dd>`)
    .join('')}</dl></section>`
}

/** Errors all look the same: their shape is named, not drawn. */
const named = (content: Media = {}): string =>
  Object.values(content)
    .map(({ schema }) => (schema ? kindOf(schema) : ''))
    .join(' ')

const media = (content: Media): string =>
  Object.entries(content)
    .map(
      ([type, { schema }]) =>
        `<p><code>${text(type)}</code> ${schema ? kindOf(schema) : ''}</p>${schema && !schema.$ref ? shape(schema) : ''}`,
    )
    .join('')

function shape(schema: Schema): string {
  const { properties, required = [] } = schema
  if (properties) return table(Object.entries(properties).map(([name, it]) => row(name, it, required.includes(name))))
  return `<p>${kindOf(schema)}</p>`
}

const table = (rows: string[]): string => `<table><tbody>${rows.join('')}</tbody></table>`

const row = (name: string, schema: Schema, required: boolean, where = '', about = schema.description): string =>
  `<tr><th scope="row"><code>${text(name)}</code>${required ? '' : ' <small>optional</small>'}</th><td>${kindOf(schema)} <small>${text(
    [where, ...limits(schema)].filter(Boolean).join(', '),
  )}</small>${prose(about)}</td></tr>`

const limits = ({ minimum, maximum, minLength, maxLength, maxItems, default: standard }: Schema): string[] => [
  ...(minimum !== undefined && minimum > -Number.MAX_SAFE_INTEGER ? [`from ${minimum}`] : []),
  ...(maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? [`to ${maximum}`] : []),
  ...(minLength === undefined ? [] : [`at least ${minLength} characters`]),
  ...(maxLength === undefined ? [] : [`at most ${maxLength} characters`]),
  ...(maxItems === undefined ? [] : [`at most ${maxItems}`]),
  ...(standard === undefined ? [] : [`default ${JSON.stringify(standard)}`]),
]

/** HTML: what a value is, in a few words. */
function kindOf(schema: Schema): string {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? ''
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

const prose = (words?: string): string =>
  words
    ? words
        .split('\n\n')
        .map((it) => `<p>${text(it).replaceAll(/`([^`]+)`/g, '<code>$1</code>')}</p>`)
        .join('')
    : ''

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const text = (it: string): string => it.replaceAll(/[&<>"']/g, (one) => escapes[one] ?? one)
const id = (it: string): string => it.replaceAll(/[^\w-]/g, '-')

export const docsStyle = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); --soft: color-mix(in srgb, currentColor 65%, transparent) }
* { box-sizing: border-box }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; display: grid; grid-template-columns: 20rem minmax(0, 1fr) }
nav { position: sticky; top: 0; height: 100vh; overflow: auto; padding: 1rem; border-right: 1px solid var(--line); font-size: 13px }
nav ul { list-style: none; margin: 0 0 .5rem; padding: 0 }
nav li { overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
nav summary { text-transform: capitalize; cursor: pointer; font-weight: 600 }
main { padding: 1rem 2rem 6rem; max-width: 60rem }
a { color: inherit }
h2 { text-transform: capitalize; margin-top: 3rem; border-bottom: 1px solid var(--line) }
section { margin: 2rem 0; padding-top: .5rem; border-top: 1px solid var(--line) }
h3, h4 { margin: .75rem 0 .25rem }
h4 { font-size: 13px; color: var(--soft) }
p { margin: .25rem 0 }
code { font: 13px/1.4 ui-monospace, monospace }
b { display: inline-block; min-width: 3.4em; font: 600 11px/1.6 ui-monospace, monospace; text-transform: uppercase }
.get { color: light-dark(#0b6b3a, #58d68d) } .post { color: light-dark(#1f4fbf, #8ab4ff) } .put, .patch { color: light-dark(#8a5a00, #f0c060) }
.delete { color: light-dark(#b3261e, #ff8a80) }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere }
th { font-weight: 400; width: 14rem }
small { color: var(--soft) }
dl { display: grid; grid-template-columns: 3rem 1fr; margin: 0 } dd { margin: 0 }
@media (max-width: 50rem) { body { display: block } nav { position: static; height: auto; border: 0 } main { padding: 1rem } }
`
