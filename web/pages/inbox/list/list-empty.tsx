import { Link } from '@tanstack/react-router'
import { Inbox, SearchX, SquarePen } from 'lucide-react'
import { useUnread } from '../../../api/use-live.ts'
import { paths, type View } from '../../../paths.ts'
import { buttonClass } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { named } from '../../desk/views.ts'
import { FirstDoors } from './first-doors.tsx'

export const ListEmpty = ({ view, q }: { view: View; q: string }) => {
  if (q) return <NothingFound view={view} q={q} />
  if (view === 'all') return <FirstDoors />
  return <NobodyHere view={view} />
}

/** What was understood, and which part to drop. */
const NothingFound = ({ view, q }: { view: View; q: string }) => {
  const words = q.split(/\s+/).filter(Boolean)
  const short = words.filter((it) => it.length < 3)
  return (
    <Empty
      icon={SearchX}
      title="Nothing found"
      actions={
        <>
          {view !== 'all' && (
            <Link {...paths.inbox({ q })} className={buttonClass('outline', 'sm')}>
              Search all conversations
            </Link>
          )}
          <Link {...paths.inbox({ view })} className={buttonClass('outline', 'sm')}>
            Clear the search
          </Link>
        </>
      }
    >
      Looked for {words.map((it) => `“${it}”`).join(' and ')} as whole words or their beginnings in messages, names and numbers
      {view === 'all' ? '' : `, in “${named(view).label}” only`}.
      {short.length > 0 && ` Beginnings need three letters: ${short.map((it) => `“${it}”`).join(', ')} must be a whole word.`} What came in
      the last moments may not be findable yet.
    </Empty>
  )
}

const NobodyHere = ({ view }: { view: View }) => {
  const { all, unassigned } = useUnread()
  const elsewhere: View = view === 'mine' && unassigned > 0 ? 'unassigned' : 'all'
  const waiting = elsewhere === 'unassigned' ? unassigned : all
  return (
    <Empty
      icon={named(view).icon}
      title={view === 'unread' ? 'Everything is read' : `Nothing in “${named(view).label}”`}
      actions={
        <Link {...paths.inbox({ view: elsewhere })} className={buttonClass('outline', 'sm')}>
          <Inbox className="size-4" aria-hidden />
          {waiting > 0 ? `${named(elsewhere).label}: ${waiting} unread` : `See ${named(elsewhere).label.toLowerCase()}`}
        </Link>
      }
    >
      {named(view).empty}
    </Empty>
  )
}

export const NewButton = () => (
  <Link {...paths.newConversation()} className={buttonClass('outline', 'sm')}>
    <SquarePen className="size-4" aria-hidden />
    New conversation
  </Link>
)
