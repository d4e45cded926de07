import { execFileSync } from 'node:child_process'
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import { Running } from './running.ts'
import { freePort, type Tandem } from './tandem.ts'

/** Where a workspace's key may be, and how a person takes it away and gives it back. */
export type Keys = AsyncDisposable & { env: Record<string, string>; revoke(): void; restore(): void }

export const keySources: Record<string, (tandem: Tandem) => Promise<Keys>> = {
  'a file moved away': async (tandem) => {
    const file = join(tandem.dataDir, 'keys', 'workspace-1.key')
    const away = join(tandem.folder, 'workspace-1.key')
    return { env: {}, revoke: () => renameSync(file, away), restore: () => renameSync(away, file), [Symbol.asyncDispose]: async () => {} }
  },
  'the key service over HTTP': (tandem) => keyServer(tandem, []),
  'the key service over HTTPS': (tandem) => keyServer(tandem, ['--cert', `${certificate}.crt`, '--key', `${certificate}.key`]),
}

const root = join(import.meta.dirname, '..', '..', '..')
const certificate = join(root, 'src/keys/remote/for-tests/localhost')
const script = join(root, 'scripts/key-service.mjs')

/** The one we hand out as an example, used as its guide says. */
async function keyServer(tandem: Tandem, tls: readonly string[]): Promise<Keys> {
  const folder = ['--folder', join(tandem.folder, 'key-service')]
  const port = String(await freePort())
  const running = new Running(script, [...folder, '--port', port, ...tls], {}, join(tandem.folder, 'key-service.log'))
  const [, url] = await running.says(/KEY_SERVICE_URL=(\S+)/)
  const [, token] = await running.says(/KEY_SERVICE_TOKEN=(\S+)/)
  const act = (command: string) => void execFileSync(process.execPath, [script, command, '1', ...folder])
  const trust = { NODE_EXTRA_CA_CERTS: `${certificate}.crt` }
  return {
    // The certificate is for the name, not for the address.
    env: { KEY_SERVICE_URL: url!.replace('127.0.0.1', 'localhost'), KEY_SERVICE_TOKEN: token!, ...trust }, // `!`: it has groups
    revoke: () => act('revoke'),
    restore: () => act('restore'),
    [Symbol.asyncDispose]: () => running[Symbol.asyncDispose](),
  }
}
