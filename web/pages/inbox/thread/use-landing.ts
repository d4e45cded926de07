import { useEffect, useState } from 'react'

/** Rows are measured as they come into the page, so getting there can take a few frames. Beyond these it is given up. */
const MOST_FRAMES = 40
/** In the page, and not moving any more. */
const STEADY_FRAMES = 4

/** A link to a message brings it into sight and puts the focus on it, once. True when that is done, or there was nothing to do. */
export function useLanding(id: string | null, focus: (id: string) => boolean, reveal: () => void): boolean {
  const [settled, setSettled] = useState(id === null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: landing happens once; later renders must not bring it back
  useEffect(() => {
    if (settled || id === null) return
    let frames = 0
    let steady = 0
    let next = 0
    const step = () => {
      reveal()
      steady = focus(id) ? steady + 1 : 0
      if (steady >= STEADY_FRAMES || ++frames >= MOST_FRAMES) setSettled(true)
      else next = requestAnimationFrame(step)
    }
    next = requestAnimationFrame(step)
    return () => cancelAnimationFrame(next)
  }, [id])
  return settled
}
