import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { CannotStart } from '#src/platform/cannot-start.ts'
import { type Db, openDb } from '#src/platform/db.ts'
import { isConnectionError } from '#src/platform/db-errors.ts'
import { type Log, openLog } from '#src/platform/log.ts'
import { migrate } from '#src/platform/migrate.ts'
import { startPostgres } from '#src/platform/postgres.ts'
import type { Config } from '../config.ts'

/** The server's database for the length of one command: yours, the one a running server holds open, or our own started for it. */
export function withDatabase<T>(config: Config, work: (db: Db, url: string) => Promise<T>): Promise<T> {
  return withServer(config, async (url, log) => {
    await migrate({ url, log })
    const db = openDb({ url, max: 1, log })
    try {
      return await work(db, url)
    } finally {
      await db.close()
    }
  })
}

/** The same before anybody looks at what is in it. `url` is the owner's. */
export async function withServer<T>(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  work: (url: string, log: Log) => Promise<T>,
): Promise<T> {
  const log = openLog('silent')
  await using server = await findServer(config, log)
  return await work(server.url, log)
}

type Server = AsyncDisposable & { url: string }

/** A server that is starting at this moment holds the folder before it answers: this long is waited for it. */
const STARTING_MS = 15_000
const POLL_MS = 250

async function findServer({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>, log: Log): Promise<Server> {
  if (databaseUrl) return notOurs(databaseUrl)
  const running = await runningUrl(dataDir)
  if (running) return notOurs(running)
  try {
    return await startPostgres({ dataDir, log })
  } catch (error) {
    const url = error instanceof CannotStart && isHeld(dataDir) ? await soonRunningUrl(dataDir) : null
    if (url === null) throw error
    return notOurs(url)
  }
}

/** It runs on after us. */
const notOurs = (url: string): Server => ({ url, [Symbol.asyncDispose]: async () => {} })

const isHeld = (dataDir: string): boolean => existsSync(join(dataDir, 'tandem.lock'))

async function soonRunningUrl(dataDir: string): Promise<string | null> {
  for (let waited = 0; waited < STARTING_MS && isHeld(dataDir); waited += POLL_MS) {
    const url = await runningUrl(dataDir)
    if (url) return url
    await wait(POLL_MS)
  }
  return null
}

/** What platform/postgres.ts left in the data folder says where it listens; whether it does is found out by asking. */
async function runningUrl(dataDir: string): Promise<string | null> {
  const [pidFile, passwordFile] = [join(dataDir, 'postgres', 'postmaster.pid'), join(dataDir, 'postgres.password')]
  if (!existsSync(pidFile) || !existsSync(passwordFile)) return null
  const url = urlFrom(readFileSync(pidFile, 'utf8'), readFileSync(passwordFile, 'utf8').trim())
  return url && (await answers(url)) ? url : null
}

/** Of postmaster.pid, the fourth line is the port, the fifth the socket's folder (empty on Windows), the sixth the address. */
export function urlFrom(pidFile: string, password: string): string | null {
  const [, , , port, folder, address] = pidFile.split('\n')
  if (folder) return `postgresql://tandem:${password}@localhost:${port}/tandem?host=${encodeURIComponent(folder)}`
  return address ? `postgresql://tandem:${password}@${address}:${port}/tandem` : null
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch (error) {
    // 3D000: it answers, and is just making our database on its first start.
    if (isConnectionError(error) || (error as { code?: string }).code === '3D000') return false
    throw error
  } finally {
    await client.end()
  }
}
