import { createHash, randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { CannotStart, codeOf } from '#src/platform/cannot-start.ts'
import { type DataKey, KEY_BYTES, NONCE_BYTES, open as openSealed, SealBroken, seal, type Where } from '../seal.ts'
import type { DayKey, KeySource, Refused, Standing } from '../source.ts'
import { inTurns } from '../turns.ts'

/**
 * The key source that needs nothing: one file for each workspace, in a folder that is not the database's.
 * Take `workspace-7.key` away and workspace 7 is unreadable; put it back and it heals. Lose it, and its content is lost.
 */

/** Files looked at at the same time; the others wait their turn. */
const LOOKS_AT_ONCE = 100
const FILE_FORM = /^tandem-key-1 ([A-Za-z0-9+/]{43}=)\s*$/

export async function openKeyFiles(folder: string): Promise<KeySource> {
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((error) => {
    throw new CannotStart(`The folder of the keys, ${folder}, cannot be made (${codeOf(error)}).`, { cause: error })
  })
  const seen = new Map<number, Seen>()
  const pathOf = (workspaceId: number) => join(folder, `workspace-${workspaceId}.key`)

  const withKey = async <T>(workspaceId: number, work: (key: DataKey) => T): Promise<T | Refused> => {
    const key = await read(pathOf(workspaceId), workspaceId)
    if (key.kind !== 'key') return key
    try {
      return work(key)
    } finally {
      key.bytes.fill(0)
    }
  }

  return {
    name: `key files in ${folder}`,
    async begin(workspaceId) {
      const trouble = await create(folder, pathOf(workspaceId))
      return trouble ?? withKey(workspaceId, () => ({ kind: 'ok' }) as const)
    },
    wrap: (workspaceId, keys) => withKey(workspaceId, (key) => ({ kind: 'keys', keys: keys.map((it) => wrap(key, it)) }) as const),
    unwrap: (workspaceId, keys) => withKey(workspaceId, (key) => ({ kind: 'keys', keys: keys.map((it) => unwrap(key, it)) }) as const),
    async standing(workspaceIds) {
      return new Map(await inTurns(workspaceIds, LOOKS_AT_ONCE, async (id) => [id, await look(pathOf(id), id, seen)] as const))
    },
    [Symbol.asyncDispose]: async () => seen.clear(),
  }
}

const wrap = (key: DataKey, { day, bytes }: DayKey): Buffer => seal(key, placeOf(key, day), bytes, randomBytes(NONCE_BYTES))

/** Null for what another key wrapped, or for another day. */
function unwrap(key: DataKey, { day, bytes }: DayKey): Buffer | null {
  try {
    return openSealed(key, placeOf(key, day), bytes)
  } catch (error) {
    if (error instanceof SealBroken) return null
    throw error
  }
}

const placeOf = ({ workspaceId }: DataKey, day: number): Where => ({ workspaceId, table: 'data_keys', column: 'wrapped', row: String(day) })

/** A key that wraps keys seals like any other: as that of day 0. */
async function read(path: string, workspaceId: number): Promise<DataKey | Refused> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    return refusalOf(error, path)
  }
  const [, key] = FILE_FORM.exec(text) ?? []
  if (!key) return { kind: 'unavailable', why: `${path} is not a key file` }
  return { kind: 'key', workspaceId, day: 0, bytes: Buffer.from(key, 'base64'), gone: false }
}

/** Not there is taken away; not readable may be the disk. */
function refusalOf(error: unknown, path: string): Refused {
  const code = codeOf(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'revoked', why: `${path} is not there` }
  if (code) return { kind: 'unavailable', why: `${path} cannot be read (${code})` }
  throw error
}

/** What a key file looked like when it was last read, and a digest of the first key it held. */
type Seen = { looks: string; digest: string }

/** Reads the file only when it has changed. Another key in its place is as good as none. */
async function look(path: string, workspaceId: number, seen: Map<number, Seen>): Promise<Standing> {
  const known = seen.get(workspaceId)
  const looks = await stat(path).then(
    ({ ino, ctimeMs, size }) => `${ino} ${ctimeMs} ${size}`,
    (error) => refusalOf(error, path),
  )
  if (typeof looks !== 'string') {
    if (known) known.looks = ''
    return looks
  }
  if (known?.looks === looks) return { kind: 'ok' }
  const key = await read(path, workspaceId)
  if (key.kind !== 'key') return key
  const digest = createHash('sha256').update(key.bytes).digest('hex')
  key.bytes.fill(0)
  if (known && known.digest !== digest) return { kind: 'revoked', why: `${path} holds another key than before` }
  seen.set(workspaceId, { looks, digest })
  return { kind: 'ok' }
}

/** Either the whole key is there or none, whoever else makes it at the same time and whenever the power fails. */
async function create(folder: string, path: string): Promise<Refused | null> {
  try {
    await putKey(folder, path)
    return null
  } catch (error) {
    if (!codeOf(error)) throw error
    return { kind: 'unavailable', why: `${path} cannot be written (${codeOf(error)})` }
  }
}

async function putKey(folder: string, path: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}.new`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(`tandem-key-1 ${randomBytes(KEY_BYTES).toString('base64')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  try {
    await link(draft, path)
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    await rm(draft, { force: true })
  }
  if (process.platform !== 'win32') await syncFolder(folder)
}

async function syncFolder(folder: string): Promise<void> {
  const it = await open(folder, 'r')
  try {
    await it.sync()
  } finally {
    await it.close()
  }
}
