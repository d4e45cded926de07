import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addLine, addNumber } from '#src/numbers/store.ts'
import { type Db, openDb } from '#src/platform/db.ts'
import { newId } from '#src/platform/ids.ts'
import { openLog } from '#src/platform/log.ts'
import { migrate } from '#src/platform/migrate.ts'
import { startPostgres } from '#src/platform/postgres.ts'
import { saveCarrier, saveLink } from '#src/routing/store.ts'
import { allScopes } from '#src/workspaces/api-keys/scopes.ts'
import { makeKey } from '#src/workspaces/api-keys/store.ts'
import { createWorkspace } from '#src/workspaces/store.ts'

/** A server with one line over SMPP to a carrier of the bench, as an operator would set it up. */

const root = join(import.meta.dirname, '../..')

/** The C peers, compiled into a folder of their own. */
export function compilePeers(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-peers-'))
  for (const name of ['smsc', 'smppload', 'httpload'])
    execFileSync('cc', ['-O2', '-o', join(folder, name), join(root, 'bench/peers', `${name}.c`)])
  return folder
}

export type Peer = { process: ChildProcess; counters(): Promise<Record<string, number>> }

/** The fake message centre; it prints its counters as one line of JSON when it is stopped. */
export function startSmsc(peers: string, port: number, options: readonly string[] = []): Peer {
  const child = spawn(join(peers, 'smsc'), ['--port', String(port), ...options], { stdio: ['ignore', 'pipe', 'inherit'] })
  const end = () => child.kill('SIGKILL')
  process.on('exit', end)
  child.once('exit', () => process.off('exit', end))
  let out = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  return {
    process: child,
    async counters() {
      if (child.exitCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      return JSON.parse(out.trim().split('\n').at(-1) ?? '{}') as Record<string, number> // `as`: its own format
    },
  }
}

export type Stage = AsyncDisposable & {
  url: string
  key: string
  db: Db
  databaseUrl: string
  readonly postgresPid: number
  /** After it was killed. */
  restartPostgres(): Promise<void>
  server(): ChildProcess
  startServer(): Promise<void>
  /** In order, so that it has written what it writes at its end. */
  stopServer(): Promise<void>
  dataDir: string
}

export type Setting = {
  smscPort: number
  port: number
  window?: number
  team?: boolean
  /** More for the server, for its Node, and for Postgres. */
  env?: Record<string, string>
  nodeArgs?: readonly string[]
  postgresSettings?: Record<string, string>
}

export async function openStage(it: Setting): Promise<Stage> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tandem-bench-'))
  mkdirSync(dataDir, { recursive: true })
  const log = openLog('warn')
  const settings = it.postgresSettings ?? {}
  let postgres = await startPostgres({ dataDir, log, settings })
  await migrate({ url: postgres.url, folder: join(root, 'migrations'), log })
  const db = openDb({ url: postgres.url, log, max: 2 })
  const { workspaceId, teamId } = await createWorkspace(db, { name: 'Bench', timeZone: 'America/New_York', demo: false })
  const { key } = await makeKey(db, { workspaceId, name: 'bench', scopes: allScopes, madeBy: null })
  const link = { id: newId(), carrierId: newId() }
  const linkSettings = { host: '127.0.0.1', port: it.smscPort, systemId: 'u', password: 'p', window: it.window ?? 500, reconnectMinMs: 100 }
  await db.spine(async (tx) => {
    await saveCarrier(tx, { workspaceId, id: link.carrierId, name: 'Bench' })
    await saveLink(tx, { workspaceId, ...link, channel: 'smpp', name: 'Bench', settings: linkSettings, secrets: null })
    await addNumber(tx, { workspaceId, uri: 'tel:+12025550100', label: 'Bench' })
    await addLine(tx, {
      workspaceId,
      id: newId(),
      uri: 'tel:+12025550100',
      linkWorkspaceId: workspaceId,
      linkId: link.id,
      teamId: it.team ? teamId : null,
    })
  })
  let child: ChildProcess | null = null
  const url = `http://127.0.0.1:${it.port}`
  const startServer = async () => {
    const env = {
      ...process.env,
      DATABASE_URL: postgres.url,
      DATA_DIR: join(dataDir, 'server'),
      PORT: String(it.port),
      LOG_LEVEL: 'warn',
      ALLOW_FICTIONAL_NUMBERS: 'true',
      NODE_ENV: 'production',
      ...it.env,
    }
    child = spawn(process.execPath, [...(it.nodeArgs ?? []), join(root, 'src/main.ts')], { env, stdio: ['ignore', 'ignore', 'inherit'] })
    await answers(`${url}/healthz`)
  }
  const stopServer = async () => {
    child?.kill('SIGTERM')
    if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
  await startServer()
  return {
    ...{ url, key, db, databaseUrl: postgres.url, dataDir, startServer, stopServer },
    get postgresPid() {
      return postgres.pid
    },
    async restartPostgres() {
      const before = postgres.url
      await postgres[Symbol.asyncDispose]()
      postgres = await startPostgres({ dataDir, log, settings })
      if (postgres.url !== before) throw new Error('it came back at another place')
    },
    server: () => child!, // started above
    async [Symbol.asyncDispose]() {
      await stopServer()
      await db.close()
      await postgres[Symbol.asyncDispose]()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function answers(url: string): Promise<void> {
  const end = performance.now() + 60_000
  while (performance.now() < end) {
    const ok = await fetch(url).then(
      (it) => it.ok,
      () => false,
    )
    if (ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`${url} does not answer`)
}

/** CPU seconds of a process and of all its children that still run. */
export function cpuSeconds(pid: number): number {
  const ticks = 100
  const of = (id: number): number => {
    try {
      const fields = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      return (Number(fields[11]) + Number(fields[12])) / ticks
    } catch {
      return 0 // it ended meanwhile
    }
  }
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').map(Number).filter(Boolean)
  return of(pid) + children.reduce((sum, id) => sum + of(id), 0)
}
