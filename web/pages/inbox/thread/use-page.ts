import { useEffect, useRef } from 'react'

/** Fetches the page next to what is shown, when its edge comes near. `cursor` names the page, and each is asked for once. */
export function usePage(cursor: string | null, fetch: () => Promise<void>): void {
  const asked = useRef<string | null>(null)
  useEffect(() => {
    if (cursor === null || asked.current === cursor) return
    asked.current = cursor
    fetch().catch(() => {
      asked.current = null
    })
  })
}
