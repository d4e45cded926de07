import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** The reference key server, started for tests as a business would start it: on a port and in a folder of its own. */

// Found by what it starts with: people call it by a word that our code keeps for the purpose of a message.
const scripts = join(import.meta.dirname, '../../../../scripts')
const script = join(scripts, readdirSync(scripts).find((name) => name.startsWith('key-'))!)
const path = (name: string) => join(import.meta.dirname, name)
/** Vouched for by nobody, and good for 127.0.0.1 alone; as server's certificate, as client's, and as whoever signed both. */
const certificate = path('localhost.crt')
const certificateKey = path('localhost.key')

export const withTls = ['--cert', certificate, '--key', certificateKey, '--client-ca', certificate]
export const tls = {
  ca: readFileSync(certificate, 'utf8'),
  cert: readFileSync(certificate, 'utf8'),
  key: readFileSync(certificateKey, 'utf8'),
}

export type Reference = { url: string; token: string; folder: string; run: ChildProcess } & AsyncDisposable

export async function startReference(more: string[] = []): Promise<Reference> {
  const folder = mkdtempSync(join(tmpdir(), 'tandem-key-server-'))
  const run = spawn(process.execPath, [script, '--folder', folder, '--port', '0', ...more])
  const stop = async () => {
    if (run.exitCode === null && run.kill()) await once(run, 'exit')
    rmSync(folder, { recursive: true })
  }
  const said: Record<string, string> = {}
  for await (const line of createInterface({ input: run.stdout })) {
    const [, name, value] = /^KEY_\w+_(URL|TOKEN)=(.+)$/.exec(line) ?? []
    if (name && value) said[name] = value
    const { URL: url, TOKEN: token } = said
    if (url && token) return { url, token, folder, run, [Symbol.asyncDispose]: stop }
  }
  await stop()
  throw new Error('the key server did not start')
}

/** What a person types beside a server that runs. */
export function command(folder: string, ...words: string[]): string {
  return execFileSync(process.execPath, [script, '--folder', folder, ...words], { encoding: 'utf8', stdio: 'pipe' })
}
