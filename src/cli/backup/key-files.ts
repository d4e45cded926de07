import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf } from '#src/platform/cannot-start.ts'
import { NotPossible } from '../not-possible.ts'

/** The key files of all workspaces, out of their folder and back into one. */

export type KeyFiles = Record<string, string>

const isKeyFile = (name: string): boolean => /^workspace-\d{1,9}\.key$/.test(name)

/** None is fine: nothing may have been sealed yet. */
export function readKeyFiles(folder: string): KeyFiles {
  if (!existsSync(folder)) return {}
  try {
    return Object.fromEntries(
      readdirSync(folder)
        .filter(isKeyFile)
        .sort()
        .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
    )
  } catch (cause) {
    throw new NotPossible(`The key files in ${folder} cannot be read (${codeOf(cause)}): run this as the user of the server.`, { cause })
  }
}

/** A key that is there and is another stays as it is: then nothing is restored over it. */
export function mustFit(folder: string, files: KeyFiles): void {
  const known = readKeyFiles(folder)
  const other = Object.entries(files).find(([name, text]) => known[name] !== undefined && known[name] !== text)
  if (other)
    throw new NotPossible(`${join(folder, other[0])} is there already and holds another key: restore with KEY_FILE set to an empty folder.`)
}

export function writeKeyFiles(folder: string, files: KeyFiles): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    for (const [name, text] of Object.entries(files)) {
      if (!isKeyFile(name)) throw new NotPossible(`The backup has a key file of a strange name, "${name}": it was not made by Tandem.`)
      if (!existsSync(join(folder, name))) writeFileSync(join(folder, name), text, { mode: 0o600, flag: 'wx', flush: true })
    }
    syncFolder(folder)
  } catch (cause) {
    throw codeOf(cause) ? new NotPossible(`The key files cannot be written into ${folder} (${codeOf(cause)}).`, { cause }) : cause
  }
}

/** So that the names are on the disk too. Windows has no such thing. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const it = openSync(folder, 'r')
  try {
    fsyncSync(it)
  } finally {
    closeSync(it)
  }
}
