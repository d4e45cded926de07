import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { Running } from './running.ts'
import { until } from './until.ts'

const root = join(import.meta.dirname, '..', '..', '..')

export type Start = { world?: boolean; env?: Record<string, string> }

/** Tandem on a data folder of its own: started, stopped, killed and started again on the same port, as often as a test needs. */
export class Tandem implements AsyncDisposable {
  readonly folder: string
  readonly port: number
  readonly #all: Running[] = []

  private constructor(folder: string, port: number) {
    this.folder = folder
    this.port = port
  }

  static async make(folder = mkdtempSync(join(tmpdir(), 'tandem-whole-'))): Promise<Tandem> {
    return new Tandem(folder, await freePort())
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  get dataDir(): string {
    return join(this.folder, 'data')
  }

  get logFile(): string {
    return join(this.folder, 'tandem.log')
  }

  get process(): Running {
    const last = this.#all.at(-1)
    if (!last) throw new Error('it was not started')
    return last
  }

  /** Where the world's pages are, when it was started with one. */
  get phone(): string {
    return /Be the customer: (\S+)\/phone/.exec(this.process.said)?.[1] ?? ''
  }

  async start({ world = false, env = {} }: Start = {}): Promise<void> {
    const settings = {
      PORT: String(this.port),
      DATA_DIR: this.dataDir,
      DEMO: 'true',
      ALLOW_FICTIONAL_NUMBERS: 'true',
      SCENARIO: 'none',
      ...env,
    }
    this.#all.push(new Running(join(root, 'src/main.ts'), world ? ['--world'] : [], settings, this.logFile))
    await this.process.says(/Tandem is running at/, 120_000)
  }

  stop(): Promise<number | null> {
    return this.process.stop()
  }

  /** kill -9 of the server; `database` too. */
  async kill({ database = false } = {}): Promise<void> {
    const postgres = this.#postgres()
    const ended = this.process.kill()
    if (database && postgres) process.kill(postgres, 'SIGKILL')
    await ended
  }

  /** The process of its own Postgres. */
  #postgres(): number | null {
    const file = join(this.dataDir, 'postgres', 'postmaster.pid')
    const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
    return pid > 0 && isAlive(pid) ? pid : null
  }

  /** To its own Postgres, as its owner. */
  async database<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const password = readFileSync(join(this.dataDir, 'postgres.password'), 'utf8').trim()
    const client = new pg.Client({ host: join(this.dataDir, 'socket'), user: 'tandem', database: 'tandem', password })
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.end()
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#all.map((it) => it.stop()))
    const postgres = this.#postgres()
    if (postgres) {
      process.kill(postgres, 'SIGKILL')
      await until('Postgres is gone', () => !isAlive(postgres))
    }
    if (!process.env['KEEP']) rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
