import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { fetchOlder } from '../../../api/queries.ts'

/** Fetches the page before, when its beginning comes near. `before` names the page, and each is asked for once. */
export function useOlder(conversationId: string, around: string | null, before: string | null): void {
  const cache = useQueryClient()
  const asked = useRef<string | null>(null)
  useEffect(() => {
    if (before === null || asked.current === before) return
    asked.current = before
    fetchOlder(cache, conversationId, around).catch(() => {
      asked.current = null
    })
  })
}
