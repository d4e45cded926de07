import { GsmError } from './error.ts'
import { defaultRows, extension, latinLocking, latinSingle, type Rows, type Runs } from './tables.ts'
import { indicLocking } from './tables-indic-locking.ts'
import { indicSingle } from './tables-indic-single.ts'

/**
 * Which national tables a text is written in, by language id: 1 Turkish, 2 Spanish (single only), 3 Portuguese, 4 Bengali, 5 Gujarati,
 * 6 Hindi, 7 Kannada, 8 Malayalam, 9 Oriya, 10 Punjabi, 11 Tamil, 12 Telugu, 13 Urdu. Absent or 0 is the default table.
 * spec: 3GPP TS 23.038 §6.2.1.2.4
 */
export type National = { readonly locking?: number | undefined; readonly single?: number | undefined }

/** Announces that the next septet is from the extension or single shift table. spec: 3GPP TS 23.038 §6.2.1.1 */
export const ESCAPE = 0x1b

/** One pair of tables, made fast to ask in both directions. */
export type Alphabet = {
  /** By UTF-16 unit: 0 cannot be said, `SAID | septet`, or `SAID | ESCAPED | septet`. Units beyond its end cannot be said. */
  readonly codes: Uint16Array
  /** By septet: the character, or undefined where the table has none. */
  readonly locking: readonly (string | undefined)[]
  readonly single: readonly (string | undefined)[]
}
export const SAID = 0x80
export const ESCAPED = 0x100

const HOLE = '·'

/** The default table with its extension; what `count` and almost every message needs. */
export const defaultAlphabet: Alphabet = assemble(defaultRows, extension)

const assembled = new Map<string, Alphabet>()

/**
 * The tables for writing. Throws GsmError `language` for an id without such a table: to send in a wrong one would garble the text.
 */
export function alphabet(national: National = {}): Alphabet {
  const { locking = 0, single = 0 } = national
  if (locking !== 0 && !lockingRows(locking)) throw new GsmError('language', `there is no locking shift table ${locking}`)
  if (single !== 0 && !singleRuns(single)) throw new GsmError('language', `there is no single shift table ${single}`)
  return nearestAlphabet(national)
}

/** The tables for reading: an id we do not know falls back to the default table, as a phone does. Never throws. */
export function nearestAlphabet({ locking = 0, single = 0 }: National = {}): Alphabet {
  const rows = lockingRows(locking)
  const runs = singleRuns(single)
  if (!rows && !runs) return defaultAlphabet
  const key = `${rows ? locking : 0}/${runs ? single : 0}`
  const known = assembled.get(key)
  if (known) return known
  const made = assemble(rows ?? defaultRows, runs ?? extension)
  assembled.set(key, made) // at most 13 × 14 pairs
  return made
}

function lockingRows(language: number): Rows | undefined {
  return latinLocking[language] ?? indicLocking[language]
}

function singleRuns(language: number): Runs | undefined {
  return latinSingle[language] ?? indicSingle[language]
}

function assemble(rows: Rows, runs: Runs): Alphabet {
  const locking = [...rows.join('')].map((char) => (char === HOLE ? undefined : char))
  const single = new Array<string | undefined>(128).fill(undefined)
  for (const [start, chars] of Object.entries(runs)) single.splice(Number(start), chars.length, ...chars)
  return { locking, single, codes: codesOf(locking, single) }
}

/** The shortest way to say each character; where a table holds it twice, the lower code. */
function codesOf(locking: readonly (string | undefined)[], single: readonly (string | undefined)[]): Uint16Array {
  const highest = Math.max(...[...locking, ...single].map((char) => char?.charCodeAt(0) ?? 0))
  const codes = new Uint16Array(highest + 1)
  const learn = (chars: readonly (string | undefined)[], marks: number) =>
    chars.forEach((char, septet) => {
      const unit = char?.charCodeAt(0)
      if (unit !== undefined && codes[unit] === 0) codes[unit] = marks | septet
    })
  learn(locking, SAID)
  learn(single, SAID | ESCAPED)
  return codes
}
