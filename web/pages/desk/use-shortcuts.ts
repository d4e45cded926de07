import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { Conversation } from '#src/conversations/views.ts'
import { assign } from '../../api/commands.ts'
import { keys } from '../../api/keys.ts'
import { useSession } from '../../api/who.ts'
import { paths } from '../../paths.ts'
import { settings } from '../../ui/settings.ts'
import { focusReply, focusSearch } from './focus.ts'
import { assignOpen, openDialog } from './open-dialog.ts'
import { isOurs } from './shortcuts.ts'
import { isWide, showSide, sideNow, toggleSide } from './side.ts'
import { stepInList } from './step-in-list.ts'

/** Obeys the keys of shortcuts.ts. */
export function useShortcuts(): void {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const { member } = useSession()
  const { conversationId } = useParams({ strict: false })
  const search = useSearch({ strict: false })

  useEffect(() => {
    const open = conversationId === undefined ? undefined : () => cache.getQueryData<Conversation>(keys.conversation(conversationId))
    const inbox = { view: search.view ?? ('all' as const), q: search.q ?? '' }
    const single: Record<string, () => void> = {
      j: () => stepInList(1),
      k: () => stepInList(-1),
      r: focusReply,
      c: () => void navigate(paths.newConversation(inbox)),
      m: () => {
        const it = open?.()
        if (it) void assign(cache, it, member).catch(() => undefined)
      },
      a: () => open && assignOpen.set(true),
      p: () => toggleSide('contact'),
      '/': focusSearch,
      '?': () => openDialog.set('shortcuts'),
      Escape: () => {
        if (!isWide() && sideNow() !== 'none') showSide('none')
        else if (conversationId) void navigate(paths.inbox(inbox))
      },
    }
    const press = (it: KeyboardEvent) => {
      if ((it.ctrlKey || it.metaKey) && it.key.toLowerCase() === 'k' && !it.altKey && !it.shiftKey) {
        it.preventDefault()
        return openDialog.set(openDialog.get() === 'commands' ? 'none' : 'commands')
      }
      if (!isOurs(it) || !settings.get().shortcuts || openDialog.get() !== 'none') return
      const act = single[it.key]
      if (!act) return
      it.preventDefault()
      act()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [cache, navigate, member, conversationId, search])
}
