import { useEffect, useState } from 'react'
import type { Thread } from '#src/conversations/views.ts'

/** How many came in while looking further up. */
export function useMissed(thread: Thread, atEnd: boolean): number {
  const last = thread.items.at(-1)?.id ?? ''
  const [seen, setSeen] = useState(last)
  useEffect(() => {
    if (atEnd) setSeen(last)
  }, [atEnd, last])
  return atEnd ? 0 : thread.items.filter((it) => it.direction === 'in' && it.id > seen).length
}
