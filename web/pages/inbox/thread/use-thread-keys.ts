import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, type RefObject, useCallback, useRef } from 'react'
import { messageUrl, paths } from '../../../paths.ts'
import { settings } from '../../../ui/settings.ts'
import type { Row } from './rows.ts'

type Needs = { rows: Row[]; scroller: RefObject<HTMLElement | null>; conversationId: string; reveal: (index: number) => void }

/** The thread is one tab stop; arrows move the focus from bubble to bubble within. */
export function useThreadKeys({ rows, scroller, conversationId, reveal }: Needs) {
  const navigate = useNavigate()
  const at = useRef<string | null>(null)

  const focus = useCallback(
    (id: string) => {
      at.current = id
      const bubble = scroller.current?.querySelector<HTMLElement>(`[data-id="${id}"]`)
      bubble?.focus({ preventScroll: true })
      return bubble !== null && bubble !== undefined
    },
    [scroller],
  )

  const moveTo = (index: number) => {
    const row = rows[index]
    if (!row) return
    const id = row.kind === 'said' ? row.bubble.id : row.key
    at.current = id
    reveal(index)
    if (!focus(id)) requestAnimationFrame(() => at.current === id && focus(id))
  }

  const press = (it: KeyboardEvent<HTMLElement>) => {
    if (it.ctrlKey || it.metaKey || it.altKey || (it.target as Element).closest('button, a, input')) return // as: keys are pressed on elements
    const messages = rows.flatMap((row, index) => (row.kind === 'said' ? [{ id: row.bubble.id, index }] : []))
    const now = messages.findIndex(({ id }) => id === at.current)
    const next = { ArrowUp: now < 0 ? messages.length - 1 : now - 1, ArrowDown: now < 0 ? messages.length - 1 : now + 1 }[it.key]
    const found = next === undefined ? undefined : messages[next]
    if (next !== undefined) {
      it.preventDefault()
      if (found) moveTo(found.index)
    }
    if (!at.current || !settings.get().shortcuts) return
    if (it.key === 'Enter') void navigate(paths.message(at.current))
    if (it.key === '.') void navigator.clipboard?.writeText(messageUrl(location.origin, conversationId, at.current))
  }

  return { press, focus }
}
