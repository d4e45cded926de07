import { Outlet, useMatchRoute } from '@tanstack/react-router'
import { openDesk } from '../../api/outbox/store.ts'
import { useLive } from '../../api/use-live.ts'
import { useSession } from '../../api/who.ts'
import { Bars } from './bars.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { Dialogs } from './dialogs.tsx'
import { Rail } from './rail.tsx'
import { useBadge } from './use-badge.ts'
import { useShortcuts } from './use-shortcuts.ts'

/** What stands around every page behind the door: where to go, what is wrong, and what the keys do. */
export const Desk = () => {
  const { member } = useSession()
  openDesk(member.id)
  useLive()
  useBadge()
  useShortcuts()
  const reading = useMatchRoute()({ to: '/inbox/$conversationId' })
  return (
    <div className="flex h-dvh flex-col overflow-hidden">
      <a href="#main" className="sr-only z-50 rounded-lg bg-accent px-3 py-2 text-on-accent focus:not-sr-only focus:absolute focus:m-2">
        Skip to the page
      </a>
      <Bars />
      <div className="flex min-h-0 grow">
        <Rail />
        <Outlet />
      </div>
      {!reading && <BottomBar />}
      <Dialogs />
    </div>
  )
}
