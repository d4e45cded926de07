import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Conversation, Thread } from '#src/conversations/views.ts'
import { markRead } from '../../../api/commands.ts'

/** Passing by is not reading. */
const LOOK_MS = 350

/** Tells that the newest message was read: when it is in sight, in a window that somebody looks at. */
export function useReading(conversation: Conversation, thread: Thread, inSight: boolean): void {
  const cache = useQueryClient()
  const told = useRef('')
  const newest = thread.items.at(-1)?.id
  useEffect(() => {
    if (!inSight || conversation.unread === 0 || newest === undefined || told.current === newest) return
    const look = () => {
      if (document.hidden || !document.hasFocus()) return
      told.current = newest
      markRead(cache, conversation, newest).catch(() => {
        told.current = ''
      })
    }
    const timer = setTimeout(look, LOOK_MS)
    addEventListener('focus', look)
    return () => {
      clearTimeout(timer)
      removeEventListener('focus', look)
    }
  }, [cache, conversation, newest, inSight])
}
