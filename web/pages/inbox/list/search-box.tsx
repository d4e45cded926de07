import { useNavigate, useParams } from '@tanstack/react-router'
import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { paths, type View } from '../../../paths.ts'
import { ids } from '../../desk/focus.ts'

/** Long enough that a word is not searched letter by letter. */
const PAUSE_MS = 220

/** The search is in the URL: it can be sent to a colleague, and is still there on coming back. */
export const SearchBox = ({ view, q }: { view: View; q: string }) => {
  const [typed, setTyped] = useState(q)
  const box = useRef<HTMLInputElement>(null)
  const navigate = useNavigate()
  const { conversationId } = useParams({ strict: false })
  const timer = useRef(0)

  // The URL was changed by something else: a link, the back button, "clear".
  useEffect(() => {
    if (document.activeElement !== box.current) setTyped(q)
  }, [q])

  const seek = (next: string, pauseMs: number) => {
    setTyped(next)
    clearTimeout(timer.current)
    timer.current = window.setTimeout(() => {
      const search = { view, q: next.trim() }
      void navigate({ ...(conversationId ? paths.conversation(conversationId, search) : paths.inbox(search)), replace: true })
    }, pauseMs)
  }

  return (
    <search className="relative mt-2.5 block">
      <Search className="absolute top-2.5 left-3 size-4 text-ink-3" aria-hidden />
      <input
        ref={box}
        id={ids.search}
        type="search"
        aria-label="Search messages, names and numbers"
        aria-keyshortcuts="/"
        placeholder="Search messages, names, numbers"
        value={typed}
        maxLength={200}
        onChange={(it) => seek(it.target.value, PAUSE_MS)}
        onKeyDown={(it) => {
          if (it.key === 'Enter') seek(typed, 0)
          if (it.key !== 'Escape') return
          if (typed) seek('', 0)
          it.currentTarget.blur()
        }}
        className="h-9 w-full rounded-lg border border-transparent bg-hover pr-9 pl-9 text-[0.8125rem] placeholder:text-ink-3 focus:border-line focus:bg-paper focus-visible:outline-offset-0"
      />
      {typed && (
        <button
          type="button"
          aria-label="Clear the search"
          onClick={() => {
            seek('', 0)
            box.current?.focus()
          }}
          className="absolute top-1.5 right-1.5 grid size-6 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink"
        >
          <X className="size-4" aria-hidden />
        </button>
      )}
    </search>
  )
}
