import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import { settings } from '#src/config.ts'

/** deploy/ and Dockerfile name things of the code: they must be there. */

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

test('the rules for Prometheus ask for figures that exist', () => {
  const code = globSync('src/**/*.ts', { cwd: root }).map(read).join('\n')
  const asked = new Set(read('deploy/prometheus-rules.yml').match(/\btandem_\w+(?=[\s{)[])/g))
  const known = [...asked].filter((name) => code.includes(`'${name.replace(/_(bucket|count|sum)$/, '')}'`))
  assert.deepEqual(known, [...asked])
})

test('what the image is made of is in the repository, and its Node is new enough', () => {
  const dockerfile = read('Dockerfile')
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths]) => paths!.split(' '))
  assert.deepEqual(
    copied.filter((path) => !existsSync(join(root, path))),
    [],
  )
  const oldest = Number(/OLDEST_OWN_NODE = (\d+)/.exec(read('scripts/boot/node.mjs'))?.[1])
  const bases = [...dockerfile.matchAll(/^FROM node:(\d+)/gm)].map(([, major]) => Number(major))
  assert.ok(bases.length > 0 && bases.every((major) => major >= oldest))
})

test('the image leaves out just the packages that what runs never imports', () => {
  const code = globSync('src/**/*.ts', { cwd: root, exclude: ['**/*.test.ts'] })
    .map(read)
    .join('\n')
  const imported = (name: string) =>
    ["'", '/'].some((end) => code.includes(`from '${name}${end}`) || code.includes(`import('${name}${end}`))
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> }
  const [, leftOut = ''] = /npm uninstall((?: --\S+)+[^&]+)&&/.exec(read('Dockerfile')) ?? []
  assert.deepEqual(
    leftOut.split(/[\s\\]+/).filter((word) => word && !word.startsWith('--')),
    Object.keys(dependencies).filter((name) => !imported(name)),
  )
})

test('settings that deploy/ and the guide set are settings', () => {
  const texts = ['Dockerfile', 'deploy/compose.yaml', 'docs/guides/production.md', 'deploy/tandem.service'].map(read).join('\n')
  const named = [...texts.matchAll(/\b(?:-e |ENV .*?)?([A-Z][A-Z_]{3,})=|^\s+([A-Z][A-Z_]{3,}): /gm)].map(([, a, b]) => a ?? b!)
  const theirs = ['NODE_ENV', 'POSTGRES_USER', 'POSTGRES_DB', 'POSTGRES_PASSWORD']
  assert.deepEqual(
    named.filter((name) => !(name in settings) && !theirs.includes(name) && !name.startsWith('OTEL_')),
    [],
  )
})
