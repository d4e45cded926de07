import { type RefObject, useEffect, useRef } from 'react'

/** The composer grows, the window shrinks, a keyboard comes up: whoever was at the end stays there. */
export function useHeldEnd(scroller: RefObject<HTMLElement | null>, nearPx: number, toEnd: () => void): void {
  const go = useRef(toEnd)
  go.current = toEnd
  useEffect(() => {
    const seen = scroller.current
    if (!seen) return
    let atEnd = true
    // Only scrolling moves a person away from the end; a change of size does not.
    const scrolled = () => {
      atEnd = seen.scrollHeight - seen.scrollTop - seen.clientHeight < nearPx
    }
    const watch = new ResizeObserver(() => atEnd && go.current())
    watch.observe(seen)
    seen.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      watch.disconnect()
      seen.removeEventListener('scroll', scrolled)
    }
  }, [scroller, nearPx])
}
