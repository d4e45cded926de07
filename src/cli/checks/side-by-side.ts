/** So many questions to the server at once: half of the trials it allows, so that somebody in the browser can try a link meanwhile. */
const mostAtOnce = 8

/** Does `work` for each, several at once, and answers in the order of what was given. `told` hears how many are done. What fails, fails all. */
export async function sideBySide<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
  told: (done: number, of: number) => void = () => {},
): Promise<R[]> {
  const answers: R[] = []
  let next = 0
  let done = 0
  const one = async (): Promise<void> => {
    while (next < items.length) {
      const at = next++
      answers[at] = await work(items[at]!) // an index of the list
      told(++done, items.length)
    }
  }
  told(0, items.length)
  await Promise.all(Array.from({ length: Math.min(mostAtOnce, items.length) }, one))
  return answers
}
