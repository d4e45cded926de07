import { type ChildProcess, spawn } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { until } from './until.ts'

const END_MS = 30_000

/** A process of ours. It ends with the test run: its channel closes then. What it says goes to a file too, so that it can be searched. */
export class Running implements AsyncDisposable {
  readonly child: ChildProcess
  readonly ended: Promise<number | null>
  #said = ''

  constructor(file: string, args: readonly string[], env: Record<string, string>, logFile: string) {
    // Of the outside only what a program needs to run: a developer's own settings must not change what is proved.
    const outer = Object.fromEntries(
      ['PATH', 'HOME', 'TMPDIR', 'LANG'].flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
    )
    this.child = spawn(process.execPath, [file, ...args], { env: { ...outer, ...env }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (data: Buffer) => {
        appendFileSync(logFile, data)
        this.#said += String(data)
      })
    this.ended = new Promise((resolve) => this.child.once('close', (code) => resolve(code)))
  }

  get said(): string {
    return this.#said
  }

  get alive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null
  }

  /** The first match in what it says, from now or before. */
  says(words: RegExp, withinMs = 60_000): Promise<RegExpExecArray> {
    const look = () => {
      const found = words.exec(this.#said)
      if (!found && !this.alive) throw new Error(`it ended before it said ${words}: ${this.#said.slice(-2_000)}`)
      return found
    }
    return until(`it says ${words}`, look, { withinMs, otherwise: () => this.#said.slice(-2_000) })
  }

  async stop(): Promise<number | null> {
    if (this.alive) this.child.kill('SIGTERM')
    const late = setTimeout(() => this.child.kill('SIGKILL'), END_MS)
    const code = await this.ended
    clearTimeout(late)
    return code
  }

  /** As the machine does when it runs out of memory: without a word. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL')
    await this.ended
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }
}
