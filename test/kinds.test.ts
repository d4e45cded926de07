import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import { allKinds, allSorts, testKind } from '#src/message/kinds.ts'
import { sentenceOf } from '#src/message/sentences.ts'
import { states } from '#src/message/state.ts'

/** The list of kinds is whole: what our code writes into the log stands in it, and it promises nothing that nobody writes. */

const root = join(import.meta.dirname, '..')
const sources = globSync('src/**/*.ts', { cwd: root })
  .filter((path) => !/\.test\.ts$|for-tests|message\/(kinds|sentences)\.ts$/.test(path))
  .map((path) => ({ path, source: readFileSync(join(root, path), 'utf8') }))

/** Kinds as they are written out: of a known sort, or where events are made. */
const sorts = allSorts.map((it) => it.split('.')[0]).join('|')
const literal = new RegExp(`'((?:${sorts})\\.[a-z_]+)'`, 'g')
const making = /\b(?:kind: |noted?\(|event\(|change\()[^\n]*?'([a-z_]+\.[a-z_]+)'/g
const written = sources.flatMap(({ path, source }) =>
  [literal, making].flatMap((rule) => [...source.matchAll(rule)].map(([, kind]) => ({ path, kind: kind! }))),
)
/** `message.${state}`: the state it came to; nobody is told that it is being handed over. */
const byState = states.filter((it) => it !== 'sending').map((it) => `message.${it}`)
const computed = sources.flatMap(({ path, source }) => [...source.matchAll(/`([a-z_]+\.)\$\{/g)].map(([, head]) => ({ path, head: head! })))

test('every kind that is written out stands in the list', () => {
  assert.ok(written.length > 60, `${written.length}`)
  const known: readonly string[] = [...allKinds, testKind]
  assert.deepEqual(
    written.filter(({ kind }) => !known.includes(kind)),
    [],
  )
})

test('every kind that is made of a state stands in the list', () => {
  const known: readonly string[] = allKinds
  const heads = new Set(computed.map(({ head }) => head).filter((head) => new RegExp(`^(${sorts})\\.`).test(head)))
  assert.deepEqual([...heads], ['message.'])
  assert.deepEqual(
    byState.filter((kind) => !known.includes(kind)),
    [],
  )
})

test('what stands in the list is written somewhere', () => {
  const somewhere = new Set([...written.map(({ kind }) => kind), ...byState])
  assert.deepEqual(
    allKinds.filter((kind) => !somewhere.has(kind)),
    [],
  )
})

for (const kind of [...allKinds, testKind]) test(`${kind} has a sentence`, () => assert.notEqual(sentenceOf(kind, { name: 'x' }), kind))
