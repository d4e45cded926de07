import { Link, useMatchRoute, useNavigate, useSearch } from '@tanstack/react-router'
import { Inbox, Search, SquarePen, UserRound } from 'lucide-react'
import { useUnread } from '../../api/use-live.ts'
import { paths } from '../../paths.ts'
import { Count } from '../../ui/count.tsx'
import { focusSearch } from './focus.ts'
import { YouMenu } from './you-menu.tsx'

const item =
  'relative flex min-w-12 grow flex-col items-center gap-0.5 rounded-lg py-1.5 text-ink-2 font-medium text-[0.6875rem] aria-[current=page]:text-accent'

/** The rail of a phone. Not shown in a thread, whose composer needs the room. */
export const BottomBar = () => {
  const unread = useUnread()
  const navigate = useNavigate()
  const { view = 'all' } = useSearch({ strict: false })
  const inSettings = Boolean(useMatchRoute()({ ...paths.settings(), fuzzy: true }))
  return (
    <nav
      aria-label="Views"
      className="flex shrink-0 items-center border-line border-t bg-side px-2 pt-1 pb-[max(0.25rem,env(safe-area-inset-bottom))] md:hidden"
    >
      <Link
        {...paths.inbox()}
        activeOptions={{ exact: true }}
        aria-current={view === 'all' && !inSettings ? 'page' : undefined}
        className={item}
      >
        <Inbox className="size-5" strokeWidth={1.75} aria-hidden />
        Inbox
        <Count of={unread.all} className="absolute top-0 left-1/2 ml-1.5" />
      </Link>
      <Link
        {...paths.inbox({ view: 'mine' })}
        activeOptions={{ exact: true }}
        aria-current={view === 'mine' ? 'page' : undefined}
        className={item}
      >
        <UserRound className="size-5" strokeWidth={1.75} aria-hidden />
        Mine
        <Count of={unread.mine} className="absolute top-0 left-1/2 ml-1.5" />
      </Link>
      <button type="button" onClick={() => void navigate(paths.inbox({ view })).then(() => setTimeout(focusSearch))} className={item}>
        <Search className="size-5" strokeWidth={1.75} aria-hidden />
        Search
      </button>
      <Link {...paths.newConversation({ view })} className={item}>
        <SquarePen className="size-5" strokeWidth={1.75} aria-hidden />
        New
      </Link>
      <div className="px-2">
        <YouMenu />
      </div>
    </nav>
  )
}
