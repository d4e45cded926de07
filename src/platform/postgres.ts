import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { CannotStart, folderTrouble } from './cannot-start.ts'
import { lockFolder } from './folder-lock.ts'
import type { Log } from './log.ts'
import { chooseDoor, ensureDatabase } from './postgres-door.ts'
import { chownAll, findRuntime } from './postgres-runtime.ts'
import { stopLeftover, stopServer } from './postgres-stop.ts'
import { lastWords, postgresTrouble } from './postgres-trouble.ts'
import { choosePgUser, type PgUser } from './postgres-user.ts'

/** The Postgres that ships with Tandem, running on a data folder. `url` is its owner's. */
export type OwnPostgres = AsyncDisposable & {
  url: string
  pid: number
  /** Resolves only if it ends without being told to: then nothing works any more, and the process had better be started anew. */
  lost: Promise<void>
}

export type PostgresOptions = {
  dataDir: string
  log: Log
  /** Other settings of the server, `fsync: 'off'` for instance: for tests. */
  settings?: Record<string, string>
  /** The folder `native` of another package of the same shape: for tests on another major version. */
  native?: string
  /** false: do without user namespaces, as where they are forbidden. */
  namespaces?: boolean
}

/** A recovery after a crash replays at most max_wal_size. */
const START_MS = 120_000
const POLL_MS = 10
const LOG_BYTES = 10_000_000

/** A crash loses nothing that was committed. The log names no content: no statements, and of errors (whose words quote values) only those that end something. */
const defaults = {
  fsync: 'on',
  synchronous_commit: 'on',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  wal_compression: 'on',
  jit: 'off',
  max_connections: '100',
  random_page_cost: '1.1',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_min_messages: 'log',
  log_line_prefix: '%m ',
  log_timezone: 'UTC',
  timezone: 'UTC',
}

export async function startPostgres({ dataDir: given, log, settings = {}, native, namespaces }: PostgresOptions): Promise<OwnPostgres> {
  const dataDir = resolve(given)
  const folders = foldersOf(dataDir)
  makeFolder(dataDir)
  const lock = lockFolder(dataDir)
  try {
    await stopLeftover(folders.data, log)
    const user = choosePgUser(findRuntime(folders.runtime, native), dataDir, namespaces)
    const password = passwordIn(folders.password, user)
    if (!existsSync(folders.data)) initialise(folders, user, log)
    checkMajor(folders.data, user)
    if (user.as && statSync(folders.data).uid !== user.as.uid) chownAll(folders.data, user.as.uid, user.as.gid)
    const door = await chooseDoor(dataDir, password, user.as)
    const server = await launch(folders, user, { ...defaults, ...settings, ...door.settings })
    await ensureDatabase(door.url)
    return {
      url: door.url,
      pid: server.pid as number,
      lost: lost(server, folders.log, log),
      [Symbol.asyncDispose]: async () => {
        await stopServer(server, log)
        door[Symbol.dispose]()
        lock[Symbol.dispose]()
      },
    }
  } catch (error) {
    lock[Symbol.dispose]()
    throw folderTrouble(error, dataDir)
  }
}

type Folders = ReturnType<typeof foldersOf>
const foldersOf = (dataDir: string) => ({
  data: join(dataDir, 'postgres'),
  unfinished: join(dataDir, 'postgres.unfinished'),
  runtime: join(dataDir, 'runtime'),
  password: join(dataDir, 'postgres.password'),
  log: join(dataDir, 'postgres.log'),
})

function makeFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw folderTrouble(error, dataDir)
  }
}

/** Readable by us, and where Postgres is another user, by it: initdb reads it once. */
function passwordIn(path: string, { as }: PgUser): string {
  if (!existsSync(path)) writeFileSync(path, randomBytes(24).toString('base64url'), { mode: 0o600 })
  if (as) chownSync(path, as.uid, as.gid)
  return readFileSync(path, 'utf8').trim()
}

/** Into a folder of another name first: a crash half-way leaves nothing that looks finished. */
function initialise({ unfinished, data, password, log: logFile }: Folders, user: PgUser, log: Log): void {
  log.info('creating the database folder')
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  if (user.as) chownSync(unfinished, user.as.uid, user.as.gid)
  const auth = ['--username=tandem', '--auth=scram-sha-256', `--pwfile=${password}`]
  const text = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--data-checksums', '--no-instructions']
  const [command, args] = user.wrap(user.runtime.bin('initdb'), [`--pgdata=${unfinished}`, ...auth, ...text])
  const done = spawnSync(command, args, { env: user.runtime.env, encoding: 'utf8', cwd: '/', ...user.as })
  if (done.status !== 0) throw postgresTrouble(`${done.stderr}${done.error?.message ?? ''}`, logFile)
  renameSync(unfinished, data)
}

function checkMajor(data: string, { runtime }: PgUser): void {
  const of = (text: string): string => /\d+/.exec(text)?.[0] ?? '?'
  const made = of(readFileSync(join(data, 'PG_VERSION'), 'utf8'))
  const ours = of(readFileSync(join(runtime.native, 'share', 'postgresql', 'postgres.bki'), 'utf8').slice(0, 40))
  if (made === ours) return
  throw new CannotStart(
    `The data folder was made by Postgres ${made}, and this Tandem ships Postgres ${ours}: start it with the Tandem that made it and move the data with tandem backup and tandem restore.`,
  )
}

async function launch({ data, log: logFile }: Folders, user: PgUser, settings: Record<string, string>): Promise<ChildProcess> {
  if (existsSync(logFile) && statSync(logFile).size > LOG_BYTES) truncateSync(logFile)
  const output = openSync(logFile, 'a', 0o600)
  const start = statSync(logFile).size
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [command, args] = user.wrap(user.runtime.bin('postgres'), ['-D', data, ...options])
  // Detached: Ctrl-C reaches every process of the terminal's group, and Postgres must outlive the last commit.
  const server = spawn(command, args, { env: user.runtime.env, stdio: ['ignore', output, output], detached: true, cwd: '/', ...user.as })
  closeSync(output)
  try {
    await ready(server, data)
  } catch (error) {
    server.kill('SIGQUIT')
    const said = lastWords(logFile).slice(-Math.max(0, statSync(logFile).size - start) || undefined)
    throw postgresTrouble(`${said}\n${error instanceof Error ? error.message : ''}`, logFile)
  }
  return server
}

/** Postgres says so itself: the eighth line of postmaster.pid. */
async function ready(server: ChildProcess, data: string): Promise<void> {
  let failed: Error | null = null
  server.once('error', (error) => (failed = error))
  for (let waited = 0; waited < START_MS; waited += POLL_MS) {
    if (failed) throw failed
    if (server.exitCode !== null || server.signalCode !== null) throw new Error(`it ended with ${server.exitCode ?? server.signalCode}`)
    const [pid, , , , , , , status] = readOr(join(data, 'postmaster.pid'), '').split('\n')
    if (Number(pid) === server.pid && status?.startsWith('ready')) return
    await wait(POLL_MS)
  }
  throw new Error(`error: it was not ready within ${START_MS / 1000} s`)
}

const readOr = (path: string, otherwise: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : otherwise)

/** A crash of one of its processes it heals itself; this is the end of the first. */
function lost(server: ChildProcess, logFile: string, log: Log): Promise<void> {
  return new Promise((resolve) => {
    server.on('exit', (code, signal) => {
      if (server.killed) return
      log.fatal({ code, signal, logFile }, 'Postgres ended by itself')
      resolve()
    })
  })
}
