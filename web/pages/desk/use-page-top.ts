import { useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

/**
 * A page whose `main` scrolls begins at its top, with its heading in focus: what was pressed to come here is gone, and with it the focus.
 * Not the first page of a visit: there the browser begins at the top by itself. `ready`: the heading is there.
 */
export function usePageTop(ready = true): void {
  const shown = useRouterState({
    select: ({ resolvedLocation }) => resolvedLocation && `${resolvedLocation.pathname}${resolvedLocation.searchStr}`,
  })
  const before = useRef(shown)
  useEffect(() => {
    if (!ready || before.current === shown) return
    const isFirst = before.current === undefined
    before.current = shown
    const main = document.getElementById('main')
    if (isFirst || !main) return
    main.scrollTop = 0
    main.querySelector('h1')?.focus({ preventScroll: true })
  }, [shown, ready])
}
