import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import ts from 'typescript'
import { test } from 'vitest'
import { channels } from '#src/channels/all.ts'
import { importsOf, parse, targetOf } from './support/imports.ts'
import { impurities, mayTouchTheWorld } from './support/purity.ts'
import { sqlIn, tablesWritten, textsOf } from './support/sql.ts'

/** The invariants of ARCHITECTURE.md §4 that architecture.test.ts does not keep: each with what it finds when it is broken. */

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const isTest = (path: string) => /\.(test|e2e|interop)\.|\/(for-tests|e2e)\//.test(path)
const all = (...globs: string[]) => globSync(globs, { cwd: root }).filter((path) => !path.includes('node_modules'))
const src = all('src/**/*.ts').filter((path) => !isTest(path))
const web = all('web/**/*.{ts,tsx}', 'widget/**/*.{ts,tsx}').filter((path) => !isTest(path))

/** A rule over files, and what it must find. */
type Planted = readonly [path: string, source: string, because: string]
function keeps(
  name: string,
  files: readonly string[],
  broken: (path: string, source: string) => string[],
  planted: readonly Planted[],
): void {
  for (const path of files) test(`${name}: ${path}`, () => assert.deepEqual(broken(path, read(path)), []))
  for (const [path, source, because] of planted)
    test(`${name}, found: ${because}`, () => assert.equal(broken(path, source).length, 1, broken(path, source).join()))
}

// 3. SQL lies in stores, in platform/ and in migrations/; a store writes its own folder's tables.

keeps(
  '3 SQL',
  src.filter((path) => !/(^|\/)store\.ts$|^src\/platform\//.test(path)),
  (_path, source) => sqlIn(source),
  [
    ['src/lifecycle/routes.ts', 'tx.query(`select * from messages where id = $1`)', 'a query in a route'],
    ['src/lifecycle/routes.ts', `tx.query('delete from flight')`, 'a removal in a route'],
    ['src/lifecycle/worker.ts', 'tx.query(`update flight f set state = ${state}`)', 'a change in a worker'],
  ],
)

/** Whose each table is. A new table must have somebody. */
const ownerOf: Record<string, string> = {
  ...owned('workspaces', 'workspaces teams persons passkeys challenges members former_members sessions joins api_keys'),
  ...owned('keys', 'data_keys'),
  ...owned('routing', 'carriers links'),
  ...owned('numbers', 'numbers lines'),
  ...owned('contacts', 'contacts addresses consents consent_changes name_postings'),
  ...owned('conversations', 'conversations conversation_reads postings'),
  ...owned('lifecycle', 'messages idempotency heard_ids fingerprints fragments'),
  ...owned('delivery', 'flight carrier_ids doubts early_receipts'),
  ...owned('policies', 'policy_settings prefix_lists prefix_list_heads'),
  ...owned('surfaces', 'webhooks webhook_deliveries'),
  ...owned('platform', 'log_lanes events readers reader_gaps leases migrations migrations_lock'),
}
function owned(folder: string, names: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, folder]))
}

/** Who writes another's table all the same, and why. Everybody else takes an exported statement that takes the transaction. */
const writesAnothers: Record<string, readonly string[]> = {
  // puts back a whole database
  'src/cli/backup/load/store.ts': Object.keys(ownerOf),
}

const foreign = (path: string, source: string): string[] =>
  tablesWritten(source).filter((table) => ownerOf[table] !== path.split('/')[1] && !writesAnothers[path]?.includes(table))

keeps(
  '3 own tables',
  src.filter((path) => path.endsWith('store.ts')),
  foreign,
  [
    ['src/lifecycle/store.ts', 'tx.query(`update conversations c set last_at = now()`)', 'another folder’s table'],
    ['src/lifecycle/store.ts', 'tx.query(`with gone as (delete from flight f using k) select 1 from gone`)', 'within a statement'],
    ['src/contacts/store.ts', 'tx.query(`insert into things (id) values (1)`)', 'a table that is nobody’s'],
  ],
)

test('3 own tables, let be: reading, locking, and what is done on conflict', () => {
  const source =
    'tx.query(`select 1 from flight for update of f`); tx.query(`insert into messages (id) values (1) on conflict do update set id = 2`)'
  assert.deepEqual(foreign('src/lifecycle/store.ts', source), [])
})

test('3 own tables: every table of the schema has somebody', () => {
  const made = all('migrations/*.sql').flatMap((path) =>
    [...read(path).matchAll(/^create table (?:if not exists )?([a-z_]+) \(/gm)].map(([, name]) => name!),
  )
  assert.deepEqual(
    made.filter((name) => !(name in ownerOf)),
    [],
  )
})

// 4. A channel knows no store, no server, no other channel.

keeps(
  '4 channels',
  src.filter((path) => /^src\/channels\/[^/]+\//.test(path)),
  (path, source) =>
    importsOf(parse(source))
      .flatMap(({ from }) => (from && targetOf(path, from)) || [])
      .filter(
        (target) =>
          /\/(store|server|routes|worker)\.ts$|^src\/platform\//.test(target) ||
          (/^src\/channels\/[^/]+\//.test(target) && dirname(target) !== dirname(path)),
      ),
  [
    ['src/channels/smpp/channel.ts', `import { allLines } from '#src/numbers/store.ts'`, 'a store'],
    ['src/channels/smpp/client.ts', `import { listen } from '#src/protocols/smpp/server.ts'`, 'a server'],
    ['src/channels/smpp/client.ts', `import type { Db } from '#src/platform/db.ts'`, 'the database, even by type'],
    ['src/channels/smpp/channel.ts', `import { example } from '../example/channel.ts'`, 'another channel'],
  ],
)

// 5. A channel's name appears in channels/, simulator/, tests and docs.

/** The pretend world speaks SMPP, and its links are made here. */
const knowsNames = ['src/cli/world.ts']
const names = channels.map(({ name }) => name)

keeps(
  '5 channel names',
  [...src, ...web].filter((path) => !/^src\/(channels|protocols)\//.test(path) && !knowsNames.includes(path)),
  (_path, source) => textsOf(source).filter((text) => names.includes(text)),
  [
    ['web/ui/tick.tsx', `const hasTicks = channel === 'smpp'`, 'the web app asks for a name instead of an ability'],
    ['src/lifecycle/outbound.ts', 'const it = channel === `example`', 'so does the spine'],
  ],
)

// 6. A policy never performs and never changes a message.

keeps(
  '6 policies',
  src.filter((path) => /^src\/policies\/[^/]+\.ts$/.test(path) && !mayTouchTheWorld.test(path)),
  (path, source) => [...performs(path, source), ...changes(source)],
  [
    ['src/policies/a.ts', `import { compose } from '#src/message/compose.ts'`, 'it changes the words'],
    ['src/policies/a.ts', `import type { Connection } from '#src/channels/channel.ts'`, 'it could send'],
    ['src/policies/a.ts', `message.parts = []`, 'it changes the message'],
    ['src/policies/a.ts', `message.to.push('tel:1')`, 'it adds somebody'],
  ],
)

function performs(path: string, source: string): string[] {
  return importsOf(parse(source))
    .flatMap(({ from }) => (from && targetOf(path, from)) || [])
    .filter((target) => target === 'src/message/compose.ts' || !/^src\/(message|policies|contacts|protocols)\//.test(target))
}

const changing = ['push', 'splice', 'pop', 'shift', 'unshift', 'sort', 'reverse', 'fill', 'copyWithin']
function changes(source: string): string[] {
  const found: string[] = []
  const ofMessage = (node: ts.Node) => /^(it\.)?messages?(\[\w+\]!?)?\./.test(node.getText())
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ofMessage(node.left))
      found.push(node.getText())
    if (
      ts.isCallExpression(node) &&
      ts.isPropertyAccessExpression(node.expression) &&
      changing.includes(node.expression.name.text) &&
      ofMessage(node.expression)
    )
      found.push(node.getText())
    ts.forEachChild(node, visit)
  }
  visit(parse(source))
  return found
}

test('6 only the spine’s edge composes', () => {
  const users = src.filter(
    (path) =>
      path !== 'src/message/compose.ts' &&
      importsOf(parse(read(path))).some(({ from, typeOnly }) => !typeOnly && from && targetOf(path, from) === 'src/message/compose.ts'),
  )
  assert.deepEqual(
    users.filter((path) => !/^src\/(lifecycle|app)\//.test(path)),
    [],
  )
})

// 8. web/ and widget/ import only pure files of src/; 9. nobody imports app or main; 10. src imports nothing outside it.

const outside = all('{web,widget,simulator,bench}/**/*.{ts,tsx}')
const targets = (path: string, source: string, values = false) =>
  importsOf(parse(source)).flatMap(({ from, typeOnly }) => (from && !(values && typeOnly) && (targetOf(path, from) ?? null)) || [])

keeps('8 web is pure', web, (path, source) => targets(path, source).filter((target) => target.startsWith('src/') && !isPure(target)), [
  ['web/a.ts', `import { rows } from '#src/conversations/store.ts'`, 'a store'],
  ['web/a.ts', `import type { Db } from '#src/platform/db.ts'`, 'the machine, even by type'],
  ['web/a.ts', `import { channels } from '../src/channels/all.ts'`, 'what brings sockets with it'],
])
/** All that a file brings with it when it is bundled. */
function isPure(path: string, seen = new Set<string>()): boolean {
  if (mayTouchTheWorld.test(path) && (!/views?\.ts$/.test(path) || impurities(path, read(path)).length > 0)) return false
  if (seen.has(path) || !path.endsWith('.ts')) return true
  seen.add(path)
  return targets(path, read(path), true).every((target) => isPure(target, seen))
}

/** The simulator's own process and the benches run the whole; so do tests. */
keeps(
  '9 nobody imports app',
  outside.filter((path) => !isTest(path) && !path.startsWith('bench/')),
  (path, source) => targets(path, source).filter((target) => /^src\/(app|main)\.ts$/.test(target)),
  [
    ['web/a.ts', `import { openApp } from '#src/app.ts'`, 'the web app'],
    ['simulator/a.ts', `import '../src/main.ts'`, 'the simulator'],
  ],
)

keeps('10 src imports nothing outside it', src, (path, source) => targets(path, source).filter((target) => !target.startsWith('src/')), [
  ['src/cli/a.ts', `import { startWorld } from '../../simulator/world.ts'`, 'the simulator'],
  ['src/cli/a.ts', `const it = import('#src/../bench/run.ts')`, 'a bench'],
])

// 11. No barrels, no cycles.

const isBarrel = (source: string) => {
  const { statements } = parse(source)
  return statements.length > 0 && statements.every((it) => ts.isExportDeclaration(it) && it.moduleSpecifier !== undefined)
}
keeps('11 no barrels', src, (path, source) => (isBarrel(source) || /\/index\.ts$/.test(path) ? [path] : []), [
  ['src/contacts/all.ts', `export * from './store.ts'\nexport { zones } from './zones.ts'`, 'nothing but what others have'],
  ['src/contacts/index.ts', `export const x = 1`, 'a name for barrels'],
])

/** A way round, if there is one. */
function cycleIn(graph: ReadonlyMap<string, readonly string[]>): string[] | null {
  const done = new Set<string>()
  const visit = (node: string, trail: string[]): string[] | null => {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node]
    if (done.has(node)) return null
    for (const next of graph.get(node) ?? []) {
      const found = visit(next, [...trail, node])
      if (found) return found
    }
    done.add(node)
    return null
  }
  for (const node of graph.keys()) {
    const found = visit(node, [])
    if (found) return found
  }
  return null
}

test('11 no cycles, not even of types', () => {
  const graph = new Map(src.map((path) => [path, targets(path, read(path)).map((it) => normalize(it))]))
  assert.equal(cycleIn(graph), null)
})

test('11 no cycles, found', () => {
  assert.deepEqual(
    cycleIn(
      new Map([
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['b']],
      ]),
    ),
    ['b', 'c', 'b'],
  )
  assert.equal(
    cycleIn(
      new Map([
        ['a', ['b', 'c']],
        ['b', ['c']],
        ['c', []],
      ]),
    ),
    null,
  )
})
