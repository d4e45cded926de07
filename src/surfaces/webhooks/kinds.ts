import { allKinds, allSorts } from '#src/message/kinds.ts'

/** Which events a webhook wants: kinds in full, or `message.*` for all of a sort. An empty list wants everything. */
export function wants(kinds: readonly string[], kind: string): boolean {
  return kinds.length === 0 || kinds.some((it) => it === kind || (it.endsWith('.*') && kind.startsWith(it.slice(0, -1))))
}

/** All that a filter may name. */
export const filters: readonly string[] = [...allSorts, ...allKinds]

export type Unknown = { index: number; given: string; nearest: string }

/** What of a filter would never fire, and what was probably meant. */
export const unknownIn = (given: readonly string[]): Unknown[] =>
  given.flatMap((it, index) => (filters.includes(it) ? [] : [{ index, given: it, nearest: nearestTo(it) }]))

const nearestTo = (given: string): string => {
  const typed = given.trim().toLowerCase()
  const apart = filters.map((it) => ({ it, steps: stepsBetween(typed, it) }))
  return apart.reduce((best, one) => (one.steps < best.steps ? one : best)).it
}

/** Letters to add, drop or exchange. */
function stepsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (let j = 1; j <= b.length; j++) next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (letter === b[j - 1] ? 0 : 1))) // inside both
    row = next
  }
  return row[b.length]! // it has one more than b
}
