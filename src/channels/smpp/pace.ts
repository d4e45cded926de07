/** Segments a second as in the contract: a bucket that holds a quarter of a second's worth. */
export function makePace(perSecond: number | undefined, nowMs: () => number) {
  if (perSecond === undefined) return { room: () => Number.POSITIVE_INFINITY, took: () => {} }
  const size = Math.max(1, Math.floor(perSecond / 4))
  let tokens = size
  let at = nowMs()
  return {
    room: () => {
      const now = nowMs()
      tokens = Math.min(size, tokens + ((now - at) / 1000) * perSecond)
      at = now
      return Math.floor(tokens)
    },
    took: (count: number) => {
      tokens -= count
    },
  }
}
