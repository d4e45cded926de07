import { Outlet, useMatchRoute } from '@tanstack/react-router'
import { useCell } from '../../ui/cell.ts'
import { Resizer } from '../../ui/resizer.tsx'
import { settings } from '../../ui/settings.ts'
import { ListPane } from './list/list-pane.tsx'

/** The list, and beside it what is open. On a phone one at a time: the list, or what was opened from it. */
export const InboxPage = () => {
  const { listWidth } = useCell(settings)
  const listOnly = useMatchRoute()({ to: '/inbox' }) !== false
  return (
    <main id="main" className="flex min-w-0 grow overflow-hidden border-line bg-paper md:rounded-tl-2xl md:border-t md:border-l">
      <h1 className="sr-only">Inbox</h1>
      <div
        style={{ '--list-width': `${listWidth}px` }}
        className={`min-h-0 w-full shrink-0 flex-col bg-side md:flex md:w-[min(var(--list-width),40vw)] ${listOnly ? 'flex' : 'hidden'}`}
      >
        <ListPane />
      </div>
      <Resizer
        label="Width of the conversation list"
        side="left"
        width={listWidth}
        min={280}
        max={460}
        set={(next) => settings.set({ listWidth: next })}
        className="max-md:hidden"
      />
      <div className={`min-h-0 min-w-0 grow bg-paper md:flex ${listOnly ? 'hidden' : 'flex'}`}>
        <Outlet />
      </div>
    </main>
  )
}
