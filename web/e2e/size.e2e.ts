import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { builtApp } from './support/build.ts'

/** What a browser must have before the inbox is seen, as it travels: what is loaded later does not count. */

const dist = join(import.meta.dirname, '../../dist/web')
const budgetBytes = 180_000

test('the inbox costs no more than its budget', () => {
  builtApp()
  const page = readFileSync(join(dist, 'index.html'), 'utf8')
  const first = [...page.matchAll(/assets\/([\w-]+\.(?:js|css))/g)].map(([, name]) => name!)
  const needed = new Set(first)
  for (const name of needed) for (const next of importsOf(name)) needed.add(next)
  const sizes = [...needed].map((name) => ({ name, bytes: gzipSync(readFileSync(join(dist, 'assets', name)), { level: 9 }).length }))
  const sum = sizes.reduce((total, { bytes }) => total + bytes, 0)
  console.log(`the inbox: ${sum} bytes in ${sizes.length} files of ${readdirSync(join(dist, 'assets')).length}`)
  expect(sum).toBeLessThanOrEqual(budgetBytes)
})

const importsOf = (name: string): string[] =>
  name.endsWith('.js')
    ? [...readFileSync(join(dist, 'assets', name), 'utf8').matchAll(/(?:from|import)\s*["']\.\/([\w-]+\.js)["']/g)].map(([, it]) => it!)
    : []
