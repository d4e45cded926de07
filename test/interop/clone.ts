import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { constants } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const repository = join(import.meta.dirname, '..', '..')
/** The Node a stranger has, in the PATH; where there is none, the one we run on. */
const outerNode = (process.env['PATH'] ?? '')
  .split(delimiter)
  .filter((it) => !it.includes('node_modules'))
  .map((it) => join(it, 'node'))
  .concat(process.execPath)
  .find((it) => existsSync(it)) as string

/** Whether another user may run that Node: in a closed home they may not. */
export const mayRunNode = (uid: number): boolean => spawnSync(outerNode, ['--version'], { uid, gid: uid, cwd: '/' }).status === 0
const POLL_MS = 10
const PATIENCE_MS = 30_000

/** A fresh clone of what is committed, and the processes started in it. */
export class Clone implements AsyncDisposable {
  readonly folder: string
  readonly #all: Started[] = []

  constructor(folder: string) {
    this.folder = folder
    execFileSync('git', ['clone', '--quiet', '--no-hardlinks', repository, folder])
    // A main of the caller's, to try the boot script with something smaller than all of Tandem.
    if (process.env['BOOT_TEST_MAIN']) copyFileSync(process.env['BOOT_TEST_MAIN'], this.path('src', 'main.ts'))
  }

  path(...parts: string[]): string {
    return join(this.folder, ...parts)
  }

  start(env: Record<string, string> = {}, uid?: number): Promise<Started> {
    return this.#run(outerNode, ['scripts/boot.mjs', 'start'], env, uid)
  }

  npm(...args: string[]): Promise<Started> {
    return this.#run('npm', args, {})
  }

  async #run(command: string, args: string[], env: Record<string, string>, uid?: number): Promise<Started> {
    const started = new Started(this.folder, command, args, await freePort(), env, uid)
    this.#all.push(started)
    return started
  }

  /** Every process that was started in the clone is gone. */
  async noneLeft(): Promise<void> {
    await until(
      () => this.#running().length === 0,
      () => `still there: ${this.#running().map(commandOf).join(' | ')}`,
    )
  }

  /** Found by what they run: their parents may be gone. */
  #running(): number[] {
    const all = readdirSync('/proc')
      .filter((it) => /^\d+$/.test(it))
      .map(Number)
    return all.filter((pid) => pid !== process.pid && commandOf(pid).includes(dirname(this.folder)))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const it of this.#all) it.signalAll('SIGKILL')
    for (const pid of this.#running()) process.kill(pid, 'SIGKILL')
    await this.noneLeft()
  }
}

const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    // It ended while we looked.
    return ''
  }
}

/** `npm start` or the like, in a group of processes of its own, as in a terminal of its own. */
export class Started {
  readonly ended: Promise<number>
  readonly #child: ChildProcess
  readonly #port: number
  readonly #since = performance.now()
  #said = ''
  #complained = ''

  constructor(folder: string, command: string, args: string[], port: number, env: Record<string, string>, uid?: number) {
    const { npm_lifecycle_event: _, NODE_ENV: __, ...outer } = process.env
    this.#port = port
    const as = uid === undefined ? {} : { uid, gid: uid }
    this.#child = spawn(command, args, { cwd: folder, env: { ...outer, PORT: String(port), ...env }, detached: true, stdio: 'pipe', ...as })
    for (const stream of [this.#child.stdout, this.#child.stderr]) stream?.on('data', (data) => this.#hear(String(data), stream))
    this.ended = new Promise((resolve) => {
      this.#child.on('error', (error) => {
        this.#complained += error.message
        resolve(-1)
      })
      this.#child.on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal ?? 'SIGHUP']))
    })
  }

  #hear(words: string, from: unknown): void {
    this.#said += words
    if (from === this.#child.stderr) this.#complained += words
  }

  said(): string {
    return this.#said
  }

  /** The last line on stderr: its log is on stdout. */
  lastLine(): string {
    return this.#complained.trimEnd().split('\n').at(-1) ?? ''
  }

  /** Milliseconds from the start to the first 200. */
  async answers(patienceMs = PATIENCE_MS): Promise<number> {
    const healthy = () =>
      fetch(`http://127.0.0.1:${this.#port}/healthz`).then(
        (it) => it.ok,
        () => false,
      )
    await until(
      async () => {
        assert.equal(this.#child.exitCode, null, this.#said)
        return healthy()
      },
      () => `no answer: ${this.#said}`,
      patienceMs,
    )
    return performance.now() - this.#since
  }

  async says(words: RegExp): Promise<void> {
    await until(
      () => words.test(this.#said),
      () => `never said ${words}: ${this.#said}`,
    )
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  /** As a terminal does with Ctrl-C. */
  signalAll(signal: NodeJS.Signals): void {
    if (this.#child.pid === undefined || this.#child.exitCode !== null) return
    try {
      process.kill(-this.#child.pid, signal)
    } catch (error) {
      assert.equal((error as NodeJS.ErrnoException).code, 'ESRCH')
    }
  }

  ends(signal: NodeJS.Signals): Promise<number> {
    this.signal(signal)
    return this.ended
  }

  /** The boot script itself, or what it started. */
  pidOf(who: 'boot.mjs' | 'main.ts'): number {
    const boot = this.#child.pid as number
    if (who === 'boot.mjs') return boot
    const children = readFileSync(`/proc/${boot}/task/${boot}/children`, 'utf8').trim().split(' ').map(Number)
    return children.find((it) => commandOf(it).includes('main.ts')) as number
  }
}

/** A port somebody listens on, until it is closed. */
export function takenPort(): Promise<{ port: number; close(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      resolve({ port, close: () => new Promise((done) => server.close(() => done())) })
    })
  })
}

async function freePort(): Promise<number> {
  const { port, close } = await takenPort()
  await close()
  return port
}

async function until(isSo: () => boolean | Promise<boolean>, otherwise: () => string, patienceMs = PATIENCE_MS): Promise<void> {
  const end = performance.now() + patienceMs
  while (!(await isSo())) {
    if (performance.now() > end) assert.fail(otherwise())
    await pause(POLL_MS)
  }
}
