import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import { type Document, docsPage } from '#src/platform/openapi-page.ts'
import { openapiDoc } from '../scripts/openapi.ts'

const made = await openapiDoc()
const document = JSON.parse(made) as Document
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })),
)

test('docs/openapi.json is what the routes say: node scripts/openapi.ts writes it', () => {
  assert.equal(readFileSync(join(import.meta.dirname, '..', 'docs', 'openapi.json'), 'utf8'), made)
})

for (const { name, summary, tags, responses } of operations)
  test(`${name} says what it does and what it answers`, () => {
    assert.ok(summary)
    assert.equal(tags?.length, 1)
    const [good] = Object.keys(responses)
    assert.match(good ?? '', /^2/)
  })

test('every operation has a name of its own, for generated clients', () => {
  assert.equal(new Set(operations.map(({ operationId }) => operationId)).size, operations.length)
})

test('the page names every operation, runs nothing, and fetches nothing from elsewhere', () => {
  const page = docsPage(document)
  for (const { operationId } of operations) assert.ok(page.includes(`id="${operationId}"`), operationId)
  assert.doesNotMatch(page, /<script|<style| style=| on\w+=|(src|href)="(https?:)?\/\//)
})
