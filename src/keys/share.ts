/** Callers who want the same thing at the same time ask for it once: each gets the answer to the question under way. */
export function share<T, Answer>(
  nameOf: (wanted: T) => string,
  ask: (wanted: T[]) => Promise<Answer[]>,
): (wanted: T[]) => Promise<Answer[]> {
  const underWay = new Map<string, Promise<Answer>>()

  return (wanted) => {
    const fresh = [...new Map(wanted.filter((it) => !underWay.has(nameOf(it))).map((it) => [nameOf(it), it])).values()]
    if (fresh.length > 0) {
      const answers = ask(fresh)
      for (const [i, it] of fresh.entries()) {
        const answer = answers.then((all) => all[i]!).finally(() => underWay.delete(nameOf(it))) // ask answers each, in order
        underWay.set(nameOf(it), answer)
      }
    }
    return Promise.all(wanted.map((it) => underWay.get(nameOf(it))!)) // put there just above, or before
  }
}
