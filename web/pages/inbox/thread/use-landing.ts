import { useEffect, useRef } from 'react'

/** Until the message is measured and in the page. */
const SOON_MS = 60

/** A link to a message puts the focus on it, once. */
export function useLanding(id: string | null, focus: (id: string) => void): void {
  const landed = useRef(false)
  useEffect(() => {
    if (id === null || landed.current) return
    landed.current = true
    setTimeout(() => focus(id), SOON_MS)
  }, [id, focus])
}
