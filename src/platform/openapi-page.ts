import { curlOf, streamOf } from './openapi-page/curl.ts'
import type { Answer, Components, Document, Listed } from './openapi-page/document.ts'
import { id, prose, table, text } from './openapi-page/html.ts'
import { bodyShape, namesOf, parametersTable, shape } from './openapi-page/shape.ts'

/** A page that people read the API's description on: one HTML file, one style and an icon, no scripts, nothing fetched from elsewhere. */

export type { Document } from './openapi-page/document.ts'

export function docsPage(document: Document): string {
  const { info, tags = [], components = {} } = document
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
  )
  const groups = tags.map((tag) => ({ ...tag, operations: operations.filter(({ operation }) => operation.tags?.includes(tag.name)) }))
  const schemas = Object.entries(components.schemas ?? {})
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${text(info.title)}</title>
<link rel="icon" type="image/svg+xml" href="/docs/icon.svg"><link rel="stylesheet" href="/docs/style.css"></head><body>
<a class="skip" href="#top">To the text</a>
<header><a class="home" href="#top"><img src="/docs/icon.svg" alt="" width="24" height="24">${text(info.title)}</a> <span>${text(info.version)}</span>
<a class="raw" href="/v1/openapi.json">openapi.json</a></header>
<nav aria-label="Contents"><details class="contents"><summary>Contents</summary></details><div class="list">
<ul><li><a href="#begin">Begin</a></li><li><a href="#scopes">Scopes</a></li><li><a href="#refusals">When the answer is no</a></li></ul>
${groups.map((it) => `<details><summary>${text(it.name)}</summary><ul>${it.operations.map(entry).join('')}</ul></details>`).join('\n')}
<details><summary>shapes</summary><ul>${schemas.map(([name]) => `<li><a href="#shape-${id(name)}">${text(name)}</a></li>`).join('')}</ul></details>
</div></nav><main id="top"><h1>${text(info.title)}</h1>${prose(info.description)}
${begin}${scopes(components)}${refusals(components)}
${groups.map((it) => `<h2 id="about-${id(it.name)}">${text(it.name)}</h2>${prose(it.description)}${it.operations.map((one) => section(one, components)).join('\n')}`).join('\n')}
<h2 id="shapes">Shapes</h2>${schemas.map(([name, schema]) => `<section id="shape-${id(name)}"><h3>${text(name)}</h3>${prose(schema.description)}${shape(schema)}</section>`).join('\n')}
</main></body></html>
`
}

const sample = (title: string, words: string): string =>
  `<figure><figcaption>${text(title)}</figcaption><pre><code>${text(words)}</code></pre></figure>`

const begin = `<h2 id="begin">Begin</h2><p>The examples on this page run as they stand once a shell knows where your Tandem is, and a key of yours:</p>${sample(
  'In a shell',
  `export TANDEM_URL=https://tandem.example.com\nexport TANDEM_KEY=tandem_…`,
)}<p>For programs the same is at <a href="/v1/openapi.json">/v1/openapi.json</a> (OpenAPI 3.1).</p>`

function scopes({ securitySchemes = {} }: Components): string {
  const [scheme] = Object.values(securitySchemes)
  const rows = Object.entries(scheme?.['x-scopes'] ?? {}).map(
    ([name, words]) => `<tr id="scope-${id(name)}"><th scope="row"><code>${text(name)}</code></th><td>${text(words)}</td></tr>`,
  )
  return `<h2 id="scopes">Scopes</h2>${prose(scheme?.description)}${table(['Scope', 'What it is for'], rows)}`
}

function refusals({ responses = {} }: Components): string {
  const rows = Object.entries(responses).map(
    ([name, { description }]) => `<tr><th scope="row">${text(name.replace(/\D/g, ''))}</th><td>${text(description ?? '')}</td></tr>`,
  )
  return `<h2 id="refusals">When the answer is no</h2><p>Every refusal is a <a href="#shape-Problem">Problem</a>.</p>${table(['Status', 'What it says'], rows)}`
}

const label = (method: string): string => `<span class="method ${id(method)}">${text(method)}</span>`

const entry = ({ path, method, operation }: Listed): string =>
  `<li><a href="#${id(operation.operationId)}">${label(method)}<span class="path">${breakable(path)}</span></a></li>`

/** Long paths break where their parts begin. */
const breakable = (path: string): string => text(path).replaceAll('/', '<wbr>/')

function section(it: Listed, components: Components): string {
  const { operationId, summary, description, parameters = [], requestBody, responses, 'x-scope': scope } = it.operation
  const said = scope ? description?.replace(`Needs the scope \`${scope}\`.`, '') : description
  const stream = streamOf(it)
  return `<section id="${id(operationId)}" class="operation"><div class="words"><h3>${text(summary ?? operationId)}</h3>
<p class="call">${label(it.method)}<code>${breakable(it.path)}</code></p>
${scope ? `<p class="scope">Scope <a href="#scope-${id(scope)}"><code>${text(scope)}</code></a></p>` : ''}${prose(said)}
${parameters.length > 0 ? `<h4>Parameters</h4>${parametersTable(parameters)}` : ''}
${requestBody ? `<h4>Body</h4>${bodyShape(requestBody.content, components)}` : ''}
<h4>Answers</h4><dl>${answersOf(responses)}</dl>${refusalsOf(responses)}</div>
<div class="samples">${sample('curl', curlOf(it, components))}${stream ? sample('as a stream', stream) : ''}${samplesOf(responses)}</div></section>`
}

/** What is shared is a refusal, and the same everywhere: it is described once. */
const answersOf = (responses: Record<string, Answer>): string =>
  Object.entries(responses)
    .filter(([, { $ref }]) => !$ref)
    .map(([status, { description = '', content }]) => `<dt>${text(status)}</dt><dd>${text(description)} ${namesOf(content)}</dd>`)
    .join('')

function refusalsOf(responses: Record<string, Answer>): string {
  const all = Object.keys(responses).filter((status) => responses[status]?.$ref)
  return all.length > 0 ? `<p class="refuses"><a href="#refusals">Refusals</a>: ${all.map(text).join(', ')}.</p>` : ''
}

/** What an answer looks like, where the description has an example. */
const samplesOf = (responses: Record<string, Answer>): string =>
  Object.values(responses)
    .flatMap(({ content = {} }) => Object.entries(content))
    .map(([type, { example }]) => (typeof example === 'string' ? sample(type, example.trim()) : ''))
    .join('')
