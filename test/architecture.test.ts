import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'vitest'
import { importsOf, parse, targetOf } from './support/imports.ts'
import { impurities, mayTouchTheWorld } from './support/purity.ts'

/** Lower floors know nothing of higher ones. Folders on one floor do not know each other. A new folder must take a floor. */
const floors = [
  ['protocols', 'platform', 'config'],
  ['message'],
  ['workspaces', 'keys', 'contacts', 'conversations', 'numbers', 'routing', 'registry', 'archive', 'usage'],
  ['channels', 'policies', 'workflows', 'surfaces', 'broadcasts', 'plans', 'gateway'],
  ['delivery'],
  ['lifecycle'],
  ['app', 'cli'],
  ['main'],
]

const notOurs = ['account', 'provider', 'integration', 'handler', 'manager', 'service', 'helper', 'util', 'tenant']

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const files = globSync('src/**/*.{ts,tsx,mts,cts,js,mjs,cjs,json}', { cwd: root })

for (const path of files) {
  test(`${path} uses our words`, () => assert.deepEqual(strangeWords(path + read(path)), []))
  if (/\.test\.|\.json$/.test(path)) continue
  test(`${path} looks only downwards`, () => assert.deepEqual(climbs(path, read(path)), []))
  if (!mayTouchTheWorld.test(path)) test(`${path} is pure`, () => assert.deepEqual(impurities(path, read(path)), []))
}

/** The imports of a file that do not point down. */
function climbs(path: string, source: string): string[] {
  if (floorOf(path) < 0) return [`${path} stands on no floor`]
  return importsOf(parse(source)).flatMap(({ from }) => {
    if (from === null) return ['imports what nobody can name']
    const target = targetOf(path, from)
    return target === null || isBelow(path, target) ? [] : [`imports ${target}`]
  })
}

function isBelow(path: string, target: string): boolean {
  if (!target.startsWith('src/') || target.includes('.test.')) return false
  if (folderOf(target) !== folderOf(path)) return floorOf(target) >= 0 && floorOf(target) < floorOf(path)
  return !isOneOfMany(path) || !isOneOfMany(target) || target.split('/')[2] === path.split('/')[2]
}

/** Channels and surfaces have a folder each, and do not know each other. */
const isOneOfMany = (path: string) => /^src\/(channels|surfaces)\/[^/]+\//.test(path)
/** A file and the folder of its name are one: config.ts and config/. */
const folderOf = (path: string) => (path.split('/')[1] ?? '').replace(/\.ts$/, '')
const floorOf = (path: string) => floors.findIndex((floor) => floor.includes(folderOf(path)))

/** Names that others chose: a flag of Postgres, members of Kysely and Fastify, OpenTelemetry's name for a program; and settings known under theirs. */
const theirs =
  /--locale-provider\b|\bprovider: \{|\b(set(Error|NotFound)|clientError)Handler\b|\bKEY_SERVICE_\w+|'service\.(name|version)'|\bfastify\.request\.handler\b/g

/** `service` is a purpose, SMPP's own field `service_type`, and in the names of two of its TLVs; nothing else. */
const ourService = /(['"])service\1|\bservice: (?=\d)|service[_ ]?type|\bussd_service_op\b|\bbroadcast_service_group\b/gi

function strangeWords(text: string): string[] {
  const words =
    text
      .replaceAll(ourService, '')
      .replaceAll(theirs, '')
      .match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? []
  return words.filter((word) => notOurs.includes(word.toLowerCase().replace(/s$/, '')))
}

// What the checks above are for, and what they must leave alone. Purity has its own in support/purity.test.ts.

const climbing = [
  ['src/message/a.ts', `import { policies } from '#src/policies/all.ts'`, 'a lower floor knows nothing of a higher one'],
  ['src/message/a.ts', `import { policies } from '../policies/all.ts'`, 'whichever way it is written'],
  ['src/message/a.ts', `import type { Policy } from '#src/policies/policy.ts'`, 'nor of its types'],
  ['src/message/a.ts', `type P = import('#src/policies/policy.ts').Policy`, 'nor of its types, written shortly'],
  ['src/message/a.ts', `export * from '#src/policies/all.ts'`, 'nor passes it on'],
  ['src/message/a.ts', `const it = await import('#src/policies/all.ts')`, 'nor when asked later'],
  ['src/message/a.ts', `const it = require('../policies/all.ts')`, 'nor the old way'],
  ['src/platform/a.ts', `const it = await import(name)`, 'what is computed cannot be checked'],
  ['src/protocols/smpp/pdu.ts', `import { config } from '#src/config.ts'`, 'neighbours do not know each other'],
  ['src/contacts/store.ts', `import { owned } from '#src/numbers/store.ts'`, 'neighbours do not know each other, not even by store'],
  ['src/channels/smpp/channel.ts', `import { example } from '../example/channel.ts'`, 'channels do not know each other'],
  ['src/cli/serve.ts', `import { app } from '#src/app.ts'`, 'only main knows the app'],
  ['src/app.ts', `import { main } from './main.ts'`, 'nobody knows main'],
  ['src/message/a.ts', `import { message } from '../../test/support/message.ts'`, 'src knows nothing outside it'],
  [
    'src/message/a.ts',
    `import { world } from '#src/../simulator/config/world.ts'`,
    'src knows nothing outside it, whatever it is called there',
  ],
  ['src/message/a.ts', `import { cases } from './verdict.test.ts'`, 'nor a test within'],
  ['src/things/a.ts', ``, 'a new folder must take a floor'],
  ['src/main.ts', `import { things } from '#src/things/all.ts'`, 'nor may it be used before it has'],
] as const

for (const [path, source, because] of climbing) test(`climbing: ${because}`, () => assert.equal(climbs(path, source).length, 1))

const descending = [
  ['src/main.ts', `import { app } from './app.ts'`],
  ['src/main.ts', `import { config } from '#src/config.ts'`],
  ['src/lifecycle/outbound.ts', `import { judge } from '#src/policies/judge.ts'`],
  ['src/channels/smpp/channel.ts', `import { connect } from './client.ts'; import { channel } from '../channel.ts'`],
  ['src/channels/all.ts', `import { example } from './example/channel.ts'; import { z } from 'zod'`],
] as const

for (const [path, source] of descending) test(`descending: ${path} may say ${source}`, () => assert.deepEqual(climbs(path, source), []))

test('words that are not ours are found in names, paths and prose', () => {
  const text = 'src/user-accounts/x.ts class HTTPHandler { serviceManager = UTILS } // our providers, a Tenant'
  assert.deepEqual(strangeWords(text), ['accounts', 'Handler', 'service', 'Manager', 'UTILS', 'providers', 'Tenant'])
  assert.deepEqual(strangeWords(`purpose: 'service', helping accountable managers' daughters`), ['managers'])
  assert.deepEqual(strangeWords(`{ service: 48 * 3600 } // the service type is denied; ussd_service_op`), [])
  assert.deepEqual(strangeWords(`{ service: openIt() } // the service is denied; service_op`), ['service', 'service', 'service'])
})
