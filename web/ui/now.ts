import { useSyncExternalStore } from 'react'

/** The time of all relative times on the screen: moves every half minute, for all of them at once. */
const STEP_MS = 30_000
let now = Date.now()
const watching = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(tell: () => void): () => void {
  watching.add(tell)
  timer ??= setInterval(() => {
    now = Date.now()
    for (const it of watching) it()
  }, STEP_MS)
  return () => {
    watching.delete(tell)
    if (watching.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

export const useNow = (): number => useSyncExternalStore(subscribe, () => now)
