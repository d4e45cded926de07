import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart, codeOf, folderTrouble } from './cannot-start.ts'

/** One Tandem per data folder. The lock names its process and when that began, so a crash leaves nothing to clear away by hand. */
export function lockFolder(folder: string): Disposable {
  const path = join(folder, 'tandem.lock')
  const mine = join(folder, `tandem.lock.${process.pid}`)
  const me = `${process.pid} ${startOf(process.pid) ?? ''}`
  try {
    writeFileSync(mine, me, { mode: 0o600 })
    try {
      claim(path, mine, folder)
    } finally {
      rmSync(mine, { force: true })
    }
  } catch (error) {
    throw folderTrouble(error, folder)
  }
  return {
    [Symbol.dispose]: () => {
      if (read(path) === me) rmSync(path, { force: true })
    },
  }
}

/** Beyond this many tries others keep taking the lock: they have it. */
const TRIES = 5

/** `link` fails if the name is there, so two at once cannot both have it. */
function claim(path: string, mine: string, folder: string): void {
  for (let tries = 0; tries < TRIES; tries += 1) {
    try {
      linkSync(mine, path)
      return
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
    const held = read(path)
    if (held !== null && isAlive(held)) throw inUse(folder, held)
    if (held !== null) setAside(path, `${mine}.stale`, held)
  }
  throw inUse(folder, read(path))
}

/** Moves a dead owner's lock away, unless somebody replaced it since it was read: then theirs goes back. */
function setAside(path: string, aside: string, dead: string): void {
  try {
    renameSync(path, aside)
    if (read(aside) !== dead) linkSync(aside, path)
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes(codeOf(error) ?? '')) throw error
  } finally {
    rmSync(aside, { force: true })
  }
}

const inUse = (folder: string, held: string | null): CannotStart =>
  new CannotStart(
    `Another Tandem (process ${held?.split(' ')[0] ?? 'unknown'}) uses the data folder ${folder}: stop it, or set DATA_DIR to another folder.`,
  )

function isAlive(held: string): boolean {
  const [pid, start] = held.split(' ')
  if (!isRunning(Number(pid))) return false
  const now = startOf(Number(pid))
  return !start || now === null || now === start
}

/** A process that has ended and waits for its parent to notice counts as gone: in a container that may take for ever. */
export function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return !/^[ZX]/.test(statOf(pid)?.[0] ?? '')
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** When a process began, in ticks since the machine did: tells a process from a later one with the same number. Linux only. */
const startOf = (pid: number): string | null => statOf(pid)?.[19] ?? null

/** What Linux knows of a process, from its state on: proc(5). */
function statOf(pid: number): string[] | null {
  const stat = read(`/proc/${pid}/stat`)
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ') ?? null
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ESRCH'].includes(codeOf(error) ?? '')) return null
    throw error
  }
}
