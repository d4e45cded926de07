import { spawnSync } from 'node:child_process'
import { chmodSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import { copyRuntime, type Runtime } from './postgres-runtime.ts'

/** How to run Postgres, which refuses to run as root: `wrap` puts what is needed before a command, `as` is whom to become. */
export type PgUser = {
  runtime: Runtime
  wrap(command: string, args: string[]): [string, string[]]
  as: { uid: number; gid: number } | null
}

/** The user nobody, on every Unix we know. */
const NOBODY = 65_534
/** Long for a program that prints its version. */
const PROBE_MS = 10_000

/**
 * Not root: as we are. Root: as nobody in a user namespace of its own, which needs no user, no chown, and reads a checkout below a closed
 * home; where that is forbidden (Docker's default) or cannot reach the folders, as whoever owns them, as postgres, or as nobody.
 */
export function choosePgUser(runtime: Runtime, dataDir: string, namespaces = true): PgUser {
  const plain: PgUser = { runtime, as: null, wrap: withDeathSignal([]) }
  if (process.getuid?.() !== 0 && hasName()) return plain

  const mapped: PgUser = { ...plain, wrap: withDeathSignal(['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--']) }
  if (namespaces && canRun(mapped, dataDir)) return mapped
  if (process.getuid?.() !== 0)
    throw new CannotStart(`${nameless} add it to /etc/passwd, start Tandem as another user, or set DATABASE_URL.`)

  // The other user has to pass through; what lies in it stays closed.
  chmodSync(dataDir, 0o711)
  for (const as of others(dataDir)) {
    const copied = copyRuntime(runtime, join(dataDir, 'runtime'), as.uid, as.gid)
    const user: PgUser = { runtime: copied, as, wrap: withDeathSignal([]) }
    if (canRun(user, dataDir)) return user
  }
  throw new CannotStart(
    `Postgres does not run as root, and no other user can reach ${dataDir}: start Tandem as an ordinary user, set DATA_DIR to a folder outside closed homes, or set DATABASE_URL.`,
  )
}

const nameless = `Postgres runs only as a user with a name, and user ${process.getuid?.() ?? ''} has none:`

/** `docker run --user 12345` makes users without one. */
function hasName(): boolean {
  try {
    return userInfo().username !== ''
  } catch {
    return false
  }
}

/** With setpriv, the kernel stops Postgres when its parent dies, even by kill -9. */
function withDeathSignal(before: string[]): PgUser['wrap'] {
  const all = hasSetpriv() ? [...before, 'setpriv', '--pdeathsig', 'INT', '--'] : before
  return (command, args) => (all.length > 0 ? [all[0] as string, [...all.slice(1), command, ...args]] : [command, args])
}

const hasSetpriv = (): boolean => process.platform === 'linux' && spawnSync('setpriv', ['--version'], { timeout: PROBE_MS }).status === 0

/** It must reach the programs and write into the data folder. */
function canRun(user: PgUser, dataDir: string): boolean {
  const script = '"$1" --version && test -x "$2" && (test ! -e "$2/postgres" || test -r "$2/postgres" || test "$3")'
  const [command, args] = user.wrap('/bin/sh', ['-c', script, 'sh', user.runtime.bin('postgres'), dataDir, user.as ? 'chown' : ''])
  return spawnSync(command, args, { env: user.runtime.env, timeout: PROBE_MS, ...user.as }).status === 0
}

function others(dataDir: string): { uid: number; gid: number }[] {
  const owners = ancestors(dataDir).map((it) => statSync(it))
  const named = spawnSync('id', ['-u', 'postgres'], { encoding: 'utf8' }).stdout?.trim()
  const group = spawnSync('id', ['-g', 'postgres'], { encoding: 'utf8' }).stdout?.trim()
  const all = [...owners, ...(named && group ? [{ uid: Number(named), gid: Number(group) }] : []), { uid: NOBODY, gid: NOBODY }]
  return all.filter((it, at) => it.uid !== 0 && all.findIndex((other) => other.uid === it.uid) === at).map(({ uid, gid }) => ({ uid, gid }))
}

const ancestors = (path: string): string[] => (dirname(path) === path ? [path] : [path, ...ancestors(dirname(path))])
