import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, test } from 'vitest'
import { allKinds, testKind } from '#src/message/kinds.ts'
import { curlOf } from '#src/platform/openapi-page/curl.ts'
import { exampleBody } from '#src/platform/openapi-page/example.ts'
import { type Document, docsPage } from '#src/platform/openapi-page.ts'
import { scopes } from '#src/workspaces/api-keys/scopes.ts'
import { onlyDescribed } from '../scripts/openapi.ts'

const { http, document: described, routes } = await onlyDescribed()
afterAll(() => http.close())
const made = `${JSON.stringify(described, null, 2)}\n`
const document = JSON.parse(made) as Document
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })),
)

test('docs/openapi.json is what the routes say: node scripts/openapi.ts writes it', () => {
  assert.equal(readFileSync(join(import.meta.dirname, '..', 'docs', 'openapi.json'), 'utf8'), made)
})

for (const { name, summary, description, tags, responses, 'x-scope': scope } of operations)
  test(`${name} says what it does, what it needs and what it answers`, () => {
    assert.ok(summary)
    assert.ok(scope && description?.endsWith(`Needs the scope \`${scope}\`.`), String(description))
    assert.ok(!description?.startsWith(String(summary)), 'a description says more than the summary')
    assert.equal(tags?.length, 1)
    const [good] = Object.keys(responses)
    assert.match(good ?? '', /^2/)
  })

test('every operation has a name of its own, for generated clients', () => {
  assert.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length)
})

for (const { name, parameters = [], requestBody, responses } of operations)
  test(`${name} refuses with nothing that cannot happen to it`, () => {
    const may = (status: string) => status in responses
    for (const status of ['400', '401', '403', '429', '500', '503']) assert.ok(may(status), status)
    assert.equal(
      may('404'),
      parameters.some((it) => it.in === 'path'),
    )
    assert.deepEqual([may('413'), may('415')], [requestBody !== undefined, requestBody !== undefined])
    if (name.startsWith('get')) assert.deepEqual([may('409'), may('507')], [false, false])
  })

const operationOf = (name: string) => operations.find((it) => it.name === name)
const headerOf = (name: string) =>
  operationOf(name)
    ?.parameters?.filter((it) => it.in === 'header')
    .map((it) => it.name)

test('headers that matter are declared, and that the log can be followed as a stream', () => {
  assert.deepEqual(headerOf('post /v1/messages'), ['Idempotency-Key'])
  assert.deepEqual(headerOf('get /v1/events'), ['Last-Event-ID'])
  assert.deepEqual(Object.keys(operationOf('get /v1/events')?.responses['200']?.content ?? {}), ['application/json', 'text/event-stream'])
  assert.equal('507' in (operationOf('post /v1/messages')?.responses ?? {}), true)
})

test('every kind of event and every scope is in the description', () => {
  const { schemas = {} } = document.components ?? {}
  assert.deepEqual(schemas['EventKind']?.anyOf?.[0]?.enum, [...allKinds, testKind])
  assert.deepEqual(document.components?.securitySchemes?.['key']?.['x-scopes'], scopes)
})

for (const [name, schema] of Object.entries((document.components?.schemas ?? {}) as Record<string, Record<string, unknown>>) // `as`: less typed
  .filter(([it]) => /(Draft|Change|Trial|Rewind)$/.test(it)))
  test(`${name} says that it takes nothing else`, () => assert.equal(schema['additionalProperties'], false))

test('the page names every operation, runs nothing, and fetches nothing from elsewhere', () => {
  const page = docsPage(document)
  for (const { operationId } of operations) assert.ok(page.includes(`id="${operationId}"`), operationId)
  assert.doesNotMatch(page, /<script|<style| style=| on\w+=|(src|href)="(https?:)?\/\//)
})

test('the page has the scope and an example of every operation', () => {
  const page = docsPage(document)
  const parts = page.split('<section ')
  for (const { operationId, 'x-scope': scope } of operations) {
    const part = parts.find((it) => it.startsWith(`id="${operationId}"`)) ?? ''
    assert.ok(part.includes(`#scope-${scope?.replace(':', '-')}`), operationId)
    assert.equal(part.split('<code>application/json</code>').length <= 2, true, 'its body is named once')
    assert.ok(part.includes('curl ') && part.includes('$TANDEM_URL/v1/'), operationId)
  }
})

for (const { method, url, schema } of routes.filter((it) => !it.schema.hide))
  test(`what the page shows is taken: ${method} ${url}`, () => {
    const path = url.replaceAll(/:(\w+)/g, '{$1}')
    const operation = document.paths[path]?.[method.toLowerCase()]
    assert.ok(operation)
    const body = operation.requestBody ? exampleBody(operation.requestBody.content, document.components) : null
    if (schema.body) schema.body.parse(body?.value)
    const asked = curlOf({ path, method: method.toLowerCase(), operation }, document.components)
    const address = /TANDEM_URL([^"?]+)/.exec(asked)?.[1]?.split('/') ?? []
    const params = url.split('/').flatMap((it, i) => (it.startsWith(':') ? [[it.slice(1), decodeURIComponent(address[i] ?? '')]] : []))
    schema.params?.parse(Object.fromEntries(params))
    assert.doesNotMatch(asked, /undefined|\{\w+\}/)
  })

test('what is typed into a shell is quoted, and a header that matters is there', () => {
  const operation = {
    operationId: 'x',
    responses: {},
    requestBody: { content: { 'application/json': { example: { text: "it’s Ana's" } } } },
  }
  assert.equal(
    curlOf({ path: '/v1/x', method: 'post', operation }),
    `curl "$TANDEM_URL/v1/x" \\\n  -H "Authorization: Bearer $TANDEM_KEY" \\\n  -H 'Content-Type: application/json' \\\n  -d '{"text":"it’s Ana'\\''s"}'`,
  )
  const send = document.paths['/v1/messages']?.['post']
  assert.ok(send && curlOf({ path: '/v1/messages', method: 'post', operation: send }).includes(`-H 'Idempotency-Key: order-1'`))
})
