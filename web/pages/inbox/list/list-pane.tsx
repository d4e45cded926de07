import { useNavigate, useSearch } from '@tanstack/react-router'
import { ChevronDown } from 'lucide-react'
import { useUnread } from '../../../api/use-live.ts'
import { paths, type View } from '../../../paths.ts'
import { Menu } from '../../../ui/menu.tsx'
import { named, namedViews } from '../../desk/views.ts'
import { ConversationList } from './conversation-list.tsx'
import { SearchBox } from './search-box.tsx'

export const ListPane = () => {
  const { view = 'all', q = '' } = useSearch({ from: '/signed-in/inbox' })
  return (
    <>
      <header className="px-3 pt-3 pb-2.5">
        <div className="flex h-8 items-center justify-between gap-2 pl-1.5">
          <ViewTitle view={view} />
        </div>
        <SearchBox view={view} q={q} />
      </header>
      <ConversationList view={view} q={q} key={`${view} ${q}`} />
    </>
  )
}

/** Also the way between views where there is no rail. */
const ViewTitle = ({ view }: { view: View }) => {
  const navigate = useNavigate()
  const unread = useUnread()
  const count = view === 'unread' ? unread.all : unread[view]
  const choose = (it: string) => void navigate(paths.inbox({ view: namedViews.find((other) => other.view === it)?.view ?? 'all' }))
  const options = namedViews.map(({ view: value, label, icon: Icon }) => ({
    value,
    text: label,
    before: <Icon className="size-4 text-ink-3" strokeWidth={1.75} aria-hidden />,
  }))
  return (
    <>
      <h2 className="min-w-0">
        <Menu
          label="Views"
          entries={[{ kind: 'choice', label: 'Views', value: view, choose, options }]}
          trigger={
            <button type="button" className="flex min-w-0 items-center gap-1 rounded-md font-semibold text-base tracking-tight">
              <span className="truncate">{named(view).label}</span>
              <ChevronDown className="size-4 text-ink-3" aria-hidden />
            </button>
          }
        />
      </h2>
      <span className="whitespace-nowrap pr-1.5 text-ink-3 text-xs tabular-nums">{count > 0 ? `${count} unread` : 'All read'}</span>
    </>
  )
}
