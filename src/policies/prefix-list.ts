/** A list of numbers and beginnings of numbers that the operator loads: asked of every message, so it answers without searching. */
export type PrefixList = {
  readonly prefixes: ReadonlySet<string>
  /** The lengths that occur, shortest first. */
  readonly lengths: readonly number[]
}

/** Beyond this the operator's file is refused where it is loaded: it takes about 100 MB. Our choice: every number of a large carrier's list. */
export const mostPrefixes = 1_000_000

/** From `+1900`, `1-900` or `tel:+14155550100`: only digits count. What has none is left out; it would match everything. */
export function prefixList(entries: Iterable<string>): PrefixList {
  const prefixes = new Set<string>()
  for (const entry of entries) {
    const digits = entry.replaceAll(/\D/g, '')
    if (digits !== '') prefixes.add(digits)
  }
  const lengths = [...new Set([...prefixes].map(({ length }) => length))].sort((a, b) => a - b)
  return { prefixes, lengths }
}

/** The entry that this number begins with, the shortest if there are several; the number is given in digits, without `+`. */
export function entryFor(digits: string, { prefixes, lengths }: PrefixList): string | null {
  for (const length of lengths) {
    if (length > digits.length) return null
    const start = digits.slice(0, length)
    if (prefixes.has(start)) return start
  }
  return null
}
