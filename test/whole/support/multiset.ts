/** How often each thing is there. */
export class Multiset {
  readonly counts = new Map<string, number>()

  add(key: string, count = 1): void {
    this.counts.set(key, this.of(key) + count)
  }

  of(key: string): number {
    return this.counts.get(key) ?? 0
  }

  get size(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0)
  }
}

export function multiset(keys: Iterable<string>): Multiset {
  const made = new Multiset()
  for (const key of keys) made.add(key)
  return made
}

/** Where two differ, with how often each has it. Empty: they are the same. */
export function differences(one: Multiset, other: Multiset): { key: string; one: number; other: number }[] {
  const keys = new Set([...one.counts.keys(), ...other.counts.keys()])
  return [...keys].filter((key) => one.of(key) !== other.of(key)).map((key) => ({ key, one: one.of(key), other: other.of(key) }))
}
