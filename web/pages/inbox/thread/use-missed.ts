import { useEffect, useState } from 'react'
import type { ShownThread } from '../../../api/queries.ts'

/** How many came in while looking further up. */
export function useMissed(thread: ShownThread, atEnd: boolean): number {
  const last = thread.items.at(-1)?.id ?? ''
  const [seen, setSeen] = useState(last)
  useEffect(() => {
    if (atEnd) setSeen(last)
  }, [atEnd, last])
  return atEnd ? 0 : thread.items.filter((it) => it.direction === 'in' && it.id > seen).length
}
