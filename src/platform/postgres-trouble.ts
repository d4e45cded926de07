import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { CannotStart } from './cannot-start.ts'

/** What of Postgres's log is looked at: its last words. */
const LAST_BYTES = 8_192

/** Turns what Postgres said before it gave up into one sentence. */
export function postgresTrouble(said: string, logFile: string): CannotStart {
  const known = sentences.find(([pattern]) => pattern.test(said))
  if (known) return new CannotStart(known[1])
  const last = said
    .split('\n')
    .filter((it) => /FATAL|PANIC|error:/.test(it))
    .at(-1)
  return new CannotStart(
    `Postgres did not start${last ? ` (${last.replace(/^.*?(FATAL|PANIC|error):\s*/, '')})` : ''}: its log is ${logFile}.`,
  )
}

const sentences: [RegExp, string][] = [
  [
    /No space left on device|Disk quota exceeded/,
    'The disk of the data folder is full: free some space, or set DATA_DIR to a folder on another disk.',
  ],
  [/Read-only file system/, 'The data folder lies on a read-only disk: set DATA_DIR to a folder on another.'],
  [
    /Permission denied|has wrong ownership|Operation not permitted/,
    'Postgres may not read and write the data folder: give it to the user who starts Tandem, or set DATA_DIR to a folder of theirs.',
  ],
  [
    /could not (map|create|resize).*shared memory|Cannot allocate memory/,
    'There is too little memory for Postgres: free about 400 MB, or set DATABASE_URL to a Postgres elsewhere.',
  ],
  [
    /error while loading shared libraries: (\S+?):/,
    'The Postgres that ships with Tandem lacks a library of the system; its log names it: install that, or set DATABASE_URL.',
  ],
]

export function lastWords(path: string): string {
  try {
    const file = openSync(path, 'r')
    try {
      const { size } = fstatSync(file)
      const bytes = Buffer.alloc(Math.min(size, LAST_BYTES))
      readSync(file, bytes, 0, bytes.length, size - bytes.length)
      return bytes.toString('utf8')
    } finally {
      closeSync(file)
    }
  } catch {
    // No log is no words.
    return ''
  }
}
