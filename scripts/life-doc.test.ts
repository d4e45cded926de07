import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import { diagram, withDiagram } from './life-doc.ts'

const root = join(import.meta.dirname, '..')
const page = readFileSync(join(root, 'docs/life-of-a-message.md'), 'utf8')

test('the diagram is that of today’s table: else run node scripts/life-doc.ts', () => assert.equal(page, withDiagram(page)))

test('every move is in it, as an arrow or among the ends', () => {
  assert.match(diagram(), /sending --> in_doubt/)
  assert.match(diagram(), /\| `canceled` \| `held`, `review`, `queued`, `in_doubt` \|/)
})

test('the files it names are there', () => {
  const named = [...page.matchAll(/`((?:src|test)\/[^`]+\.ts)`/g)].map(([, path]) => path!)
  assert.ok(named.length > 3)
  for (const path of named) assert.ok(existsSync(join(root, path)), path)
})
