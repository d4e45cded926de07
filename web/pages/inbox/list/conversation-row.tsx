import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { Conversation } from '#src/conversations/views.ts'
import { drafts } from '../../../api/outbox/store.ts'
import { threadQuery } from '../../../api/queries.ts'
import { type InboxSearch, paths } from '../../../paths.ts'
import { shown } from '../../../ui/addresses.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { usePart } from '../../../ui/cell.ts'
import { Count } from '../../../ui/count.tsx'
import { Highlight } from '../../../ui/highlight.tsx'
import { When } from '../../../ui/when.tsx'
import { Tick } from '../../message/tick.tsx'
import { SEALED } from '../sealed.ts'
import { titleOf } from '../title.ts'

type Props = {
  conversation: Conversation
  search: InboxSearch
  open: boolean
  me: string
  tabStop: boolean
  onStep: (by: 1 | -1) => void
}

export const ConversationRow = memo(({ conversation, search, open, me, tabStop, onStep }: Props) => {
  const cache = useQueryClient()
  const { id, contact, unread, lastAt, assignee } = conversation
  const title = titleOf(contact)
  const draft = usePart(drafts(), (it) => it[id])
  const prefetch = () => void cache.prefetchQuery(threadQuery(id, null))
  return (
    <Link
      {...paths.conversation(id, search)}
      data-row={id}
      tabIndex={tabStop ? 0 : -1}
      aria-current={open ? 'page' : undefined}
      onPointerEnter={prefetch}
      onFocus={prefetch}
      onKeyDown={(it) => {
        const by = ({ ArrowDown: 1, ArrowUp: -1 } as const)[it.key]
        if (!by) return
        it.preventDefault()
        onStep(by)
      }}
      className="flex h-[calc(100%-2px)] items-center gap-3 rounded-xl px-2.5 transition-colors hover:bg-hover focus-visible:-outline-offset-2 aria-[current=page]:bg-chosen"
    >
      <Avatar name={contact.name} seed={contact.id} size="md" />
      <span className="min-w-0 grow">
        <span className="flex items-baseline gap-2">
          <span className={`min-w-0 grow truncate text-[0.8438rem] ${unread > 0 ? 'font-semibold text-ink' : 'font-medium text-ink'}`}>
            <Highlight text={title} q={search.q ?? ''} />
          </span>
          <When at={lastAt} className={`text-2xs ${unread > 0 ? 'font-semibold text-accent' : 'text-ink-3'}`} />
        </span>
        <span className="mt-0.5 flex items-center gap-1.5">
          {unread > 0 && <span className="sr-only">{unread} unread.</span>}
          <span className={`min-w-0 grow truncate text-[0.8125rem] ${unread > 0 ? 'text-ink' : 'text-ink-3'}`}>
            {draft ? <Draft text={draft} /> : <LastWords conversation={conversation} me={me} q={search.q ?? ''} />}
          </span>
          {assignee && (
            <span data-tip={assignee.memberId === me ? 'Assigned to you' : `Assigned to ${assignee.name}`} className="shrink-0">
              <span className="sr-only">{assignee.memberId === me ? 'Assigned to you.' : `Assigned to ${assignee.name}.`}</span>
              <Avatar name={assignee.name} seed={assignee.memberId} size="xs" />
            </span>
          )}
          <Count of={unread} />
        </span>
      </span>
    </Link>
  )
})

const Draft = ({ text }: { text: string }) => (
  <>
    <span className="font-medium text-warn">Draft:</span> {text}
  </>
)

const LastWords = ({ conversation: { lastMessage: it, contact }, me, q }: { conversation: Conversation; me: string; q: string }) => {
  if (!it) return <>{contact.addresses.map(({ uri }) => shown(uri)).join(', ')}</>
  const author = it.by?.memberId === me ? 'You: ' : it.by ? `${it.by.name.split(' ')[0]}: ` : ''
  return (
    <>
      {it.direction === 'out' && <Tick bubble={it} className="mr-1 inline-block size-3.5 align-[-2px]" />}
      {it.direction === 'out' && author}
      {it.text === null ? SEALED[it.sealed ?? 'unavailable'] : <Highlight text={it.text.slice(0, 160)} q={q} />}
    </>
  )
}
