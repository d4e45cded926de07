/** Which events a webhook wants: kinds in full, or `message.*` for all of a sort. An empty list wants everything. */
export function wants(kinds: readonly string[], kind: string): boolean {
  return kinds.length === 0 || kinds.some((it) => it === kind || (it.endsWith('.*') && kind.startsWith(it.slice(0, -1))))
}
