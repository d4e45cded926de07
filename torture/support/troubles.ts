/** What went wrong, the first of each sort in full: a fuzzer that found one thing finds it ten thousand times. */
export class Troubles {
  readonly #found = new Map<string, { count: number; first: string }>()

  add(sort: string, detail: () => string): void {
    const known = this.#found.get(sort)
    if (known) known.count += 1
    else this.#found.set(sort, { count: 1, first: detail() })
  }

  /** Runs it; what it throws is a trouble. */
  during(what: string, work: () => void, detail: () => string): void {
    try {
      work()
    } catch (error) {
      this.add(`${what}: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`, () =>
        [detail(), error instanceof Error ? error.stack : ''].join('\n'),
      )
    }
  }

  list(): string[] {
    return [...this.#found].map(([sort, { count, first }]) => `${sort} (${count} times), first: ${first}`)
  }
}
