/** A line of a list that the operator loads, or one typed into a form. */

export type Entry = { prefix: string; note: string | null }
export type Line = { kind: 'entry'; entry: Entry } | { kind: 'empty' } | { kind: 'wrong' }

/** spec: ITU-T E.164 §6.1: 15 digits at most. */
const mostDigits = 15
export const longestNote = 200

/**
 * `+1900`, `1-900`, `"+1 900 555 0123";Premium rate`: what stands before the first comma, semicolon or tab is the number or its beginning,
 * the rest a note. Empty lines and those that begin with # say nothing.
 */
export function entryIn(line: string): Line {
  const text = line.trim()
  if (text === '' || text.startsWith('#')) return { kind: 'empty' }
  const end = text.search(/[,;\t]/)
  const number = unquoted(end < 0 ? text : text.slice(0, end))
  const note = end < 0 ? '' : unquoted(text.slice(end + 1))
  const prefix = digitsOf(number)
  return prefix === null ? { kind: 'wrong' } : { kind: 'entry', entry: { prefix, note: note.slice(0, longestNote) || null } }
}

/** The digits of a number or its beginning; null for what is none. */
export function digitsOf(typed: string): string | null {
  const text = typed.trim().replace(/^tel:/i, '')
  if (!/^\+?[\d\s().-]+$/.test(text)) return null
  const digits = text.replaceAll(/\D/g, '')
  return digits.length >= 1 && digits.length <= mostDigits ? digits : null
}

const unquoted = (field: string): string =>
  field
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .replaceAll('""', '"')
    .trim()
