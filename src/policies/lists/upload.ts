import { mostPrefixes } from '../prefix-list.ts'
import { entryIn } from './entry.ts'

/** A file of a list, read as it comes. */

export type Upload =
  | { kind: 'entries'; entries: Map<string, string | null> }
  | { kind: 'wrong'; lines: { line: number; text: string }[]; more: boolean }
  | { kind: 'too_long' }

/** So many wrong lines are shown; nobody corrects more by hand. */
const mostShown = 20
const shownLength = 60

/** The first line may be a heading. Anything else that is not understood refuses the whole: a list half loaded is worse than none. */
export async function readUpload(lines: AsyncIterable<string>): Promise<Upload> {
  const entries = new Map<string, string | null>()
  const wrong: { line: number; text: string }[] = []
  let number = 0
  for await (const text of lines) {
    number += 1
    // No database keeps a NUL.
    const read = text.includes('\0') ? ({ kind: 'wrong' } as const) : entryIn(number === 1 ? text.replace(/^\uFEFF/, '') : text)
    if (read.kind === 'wrong' && number > 1) wrong.push({ line: number, text: text.slice(0, shownLength) })
    if (read.kind === 'entry') entries.set(read.entry.prefix, read.entry.note)
    if (wrong.length > mostShown) return { kind: 'wrong', lines: wrong.slice(0, mostShown), more: true }
    if (entries.size > mostPrefixes) return { kind: 'too_long' }
  }
  return wrong.length > 0 ? { kind: 'wrong', lines: wrong, more: false } : { kind: 'entries', entries }
}
