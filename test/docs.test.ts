import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from 'vitest'

/** What the documents say of this repository must be there. */

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const listed = (...what: string[]) =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z', ...what], { cwd: root, encoding: 'utf8' })
    .split('\0')
    .filter((it) => it !== '' && existsSync(join(root, it)))
const documents = listed('*.md')

for (const path of documents) {
  test(`${path}: every link leads somewhere`, () => assert.deepEqual(deadLinks(path, read(path)), []))
  test(`${path}: names no place of somebody's machine`, () => assert.deepEqual(read(path).match(elsewhere) ?? [], []))
}

const elsewhere = /(?<![\w.~])\/(?:work|root|home|Users|tmp)\/[\w./-]*|\b[A-Z]:\\[\w\\]+/g

/** Links to other documents, to files, and to headings. What begins with a scheme is not ours to check. */
function deadLinks(path: string, text: string): string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '')
  const links = [...prose.matchAll(/!?\[[^\]]*\]\(([^)\s]+)\)/g), ...prose.matchAll(/\b(?:src|href|srcset)="([^"]+)"/g)].map(
    ([, to]) => to!,
  )
  return links.filter((to) => {
    if (/^[a-z]+:/.test(to)) return false
    const [file = '', heading] = to.split('#')
    const target = file === '' ? path : normalize(join(dirname(path), file))
    if (!existsSync(join(root, target))) return true
    return heading !== undefined && target.endsWith('.md') && !headingsOf(read(target)).includes(heading)
  })
}

/** As GitHub makes them. */
const headingsOf = (text: string): string[] =>
  [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )

// The map of ARCHITECTURE.md, drawn with an indent of two for each folder; a line further in goes on with the one above.

const architecture = read('ARCHITECTURE.md')
const map = (/## 2\. The map[\s\S]*?```\n([\s\S]*?)```/.exec(architecture)?.[1] ?? '').split('\n').filter((it) => /^ {0,8}\S/.test(it))

for (const path of pathsOn(map)) test(`the map's ${path} exists`, () => assert.ok(existsSync(join(root, path))))

function pathsOn(lines: string[]): string[] {
  const above: string[] = []
  return lines.map((line) => {
    const depth = line.search(/\S/) / 2
    above.length = depth
    above[depth] = /\S+/.exec(line)![0] // a line has a word
    return above.join('')
  })
}

test('every folder of src/ and every folder at the top is on the map', () => {
  const drawn = pathsOn(map)
  const folders = new Set(
    listed().flatMap((path) => {
      const [top, next, below] = path.split('/')
      if (next === undefined || top!.startsWith('.')) return []
      return top === 'src' && below !== undefined ? [`src/${next}/`] : [`${top}/`]
    }),
  )
  assert.deepEqual([...folders].filter((it) => !drawn.includes(it) && !drawn.some((one) => one.startsWith(it))).sort(), [])
})

test('the files that ARCHITECTURE.md and STYLE.md name exist', () => {
  const named = [architecture, read('STYLE.md')].flatMap((text) =>
    [...text.matchAll(/`((?:src|web|test|docs|scripts|bench)\/[\w./-]+)`/g)].map(([, it]) => it!),
  )
  assert.deepEqual(
    named.filter((it) => !existsSync(join(root, it))),
    [],
  )
})

test('the floors are those of architecture.test.ts', () => {
  const source = /const floors = \[\n([\s\S]*?)\n\]/.exec(read('test/architecture.test.ts'))?.[1] ?? ''
  const kept = source.split('\n').map((line) => [...line.matchAll(/'([\w-]+)'/g)].map(([, it]) => it))
  const drawn = /^Floors, lowest first[\s\S]*?\n\n((?: {4}.+\n)+)/m.exec(architecture)?.[1] ?? ''
  const said = drawn.trimEnd().split('\n')
  assert.deepEqual(
    said.map((line) => line.match(/[\w-]+/g)),
    kept,
  )
})

test('every dependency has its line in dependencies.md, and no line is left over', () => {
  const manifest = JSON.parse(read('package.json')) as Record<'dependencies' | 'devDependencies' | 'optionalDependencies', object> // as: npm's own shape
  const needed = [manifest.dependencies, manifest.devDependencies, manifest.optionalDependencies].flatMap((it) => Object.keys(it ?? {}))
  const rows = [...read('docs/decisions/dependencies.md').matchAll(/^\| (`[^|]+) \|/gm)].map(([, it]) => it!)
  const written = rows.flatMap((row) => [...row.matchAll(/`([^`]+)`/g)].map(([, it]) => it!))
  assert.deepEqual(written.sort(), needed.sort())
})

test('docs/decisions say when they were taken', () => {
  const undated = documents.filter((it) => it.startsWith('docs/decisions/') && !/^# .+\n\n\d{4}-\d\d-\d\d/.test(read(it)))
  assert.deepEqual(undated, [])
})
