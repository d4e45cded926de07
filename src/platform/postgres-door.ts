import { createHash } from 'node:crypto'
import { chownSync, lstatSync, mkdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { CannotStart } from './cannot-start.ts'

/** Where the server listens, as settings for it and as a URL for us. */
export type Door = Disposable & { url: string; settings: Record<string, string> }

/** A socket's path ends at 107 bytes on Linux and 103 elsewhere; Postgres adds `/.s.PGSQL.5432`. */
const PATH_BYTES = 103 - '/.s.PGSQL.5432'.length
const DATABASE = 'tandem'

/** A socket in a folder only we can open, so no port is taken and nobody else reaches it. Windows has no such thing for Node: loopback. */
export async function chooseDoor(dataDir: string, password: string, as: { uid: number; gid: number } | null): Promise<Door> {
  if (process.platform === 'win32') {
    const port = String(await freePort())
    return {
      url: `postgresql://tandem:${password}@127.0.0.1:${port}/${DATABASE}`,
      settings: { listen_addresses: '127.0.0.1', port },
      [Symbol.dispose]: () => {},
    }
  }
  const folder = socketFolder(dataDir)
  if (as) chownSync(folder, as.uid, as.gid)
  return {
    url: `postgresql://tandem:${password}@localhost/${DATABASE}?host=${encodeURIComponent(folder)}`,
    settings: { listen_addresses: '', port: '5432', unix_socket_directories: folder, unix_socket_permissions: '0700' },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** In the data folder; where its path is too long or would be read as two (a comma), in the system's, under a name made from it. */
function socketFolder(dataDir: string): string {
  const own = join(dataDir, 'socket')
  const fits = Buffer.byteLength(own) <= PATH_BYTES && !own.includes(',')
  const folder = fits ? own : join(tmpdir(), `tandem-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const { uid, mode } = lstatSync(folder)
  const ours = process.getuid?.() === 0 || uid === process.getuid?.()
  if (!ours || (mode & 0o077) !== 0)
    throw new CannotStart(`The folder ${folder} belongs to another user: set DATA_DIR to a folder with a shorter path.`)
  return folder
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** initdb makes the database `postgres`; ours has its own name, made on the first start. */
export async function ensureDatabase(url: string): Promise<void> {
  if (await exists(url)) return
  const client = new pg.Client({ connectionString: otherDatabase(url, 'postgres') })
  await client.connect()
  try {
    await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}

/** The same server and user, another database. */
export function otherDatabase(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}

async function exists(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  try {
    await client.connect()
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === '3D000') return false
    throw error
  } finally {
    await client.end()
  }
}
