import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown } from 'lucide-react'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react'
import type { Conversation, Thread } from '#src/conversations/views.ts'
import { ofConversation } from '../../../api/outbox/outbox.ts'
import { outbox } from '../../../api/outbox/store.ts'
import { fetchNewer, fetchOlder } from '../../../api/queries.ts'
import { useSession } from '../../../api/who.ts'
import { paths } from '../../../paths.ts'
import { buttonClass } from '../../../ui/button.tsx'
import { useCell } from '../../../ui/cell.ts'
import { ids } from '../../desk/focus.ts'
import { titleOf } from '../title.ts'
import { rowsOf } from './rows.ts'
import { ThreadRow } from './thread-row.tsx'
import { useHeldEnd } from './use-held-end.ts'
import { useLanding } from './use-landing.ts'
import { useMissed } from './use-missed.ts'
import { usePage } from './use-page.ts'
import { useReading } from './use-reading.ts'
import { useThreadKeys } from './use-thread-keys.ts'

/** Rows from an edge at which the messages beyond it are asked for. */
const AHEAD = 12
const NEAR_END_PX = 120

type Props = { conversation: Conversation; thread: Thread; around: string | null }

/** Opens at the end, or at the message a link names; follows what is new only while the end is in sight. */
export const MessageList = ({ conversation, thread, around }: Props) => {
  const { member } = useSession()
  const cache = useQueryClient()
  const island = thread.after !== null
  const unsent = useCell(outbox())
  const rows = useMemo(
    () => rowsOf(thread.items, island ? [] : ofConversation(unsent, conversation.id)),
    [thread, island, unsent, conversation.id],
  )
  const scroller = useRef<HTMLElement>(null)
  // Not yet with the page that reaches the end: it is read on from where it begins.
  const follows = useRef(!island)
  useEffect(() => {
    follows.current = !island
  }, [island])
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 52,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 10,
    paddingStart: 16,
    paddingEnd: 12,
    anchorTo: 'end',
    followOnAppend: follows.current,
    scrollEndThreshold: NEAR_END_PX,
  })
  const target = around === null ? -1 : rows.findIndex((it) => it.kind === 'said' && it.bubble.id === around)

  // Once: where the thread opens. The list is made anew for another conversation or link.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only where it opens, not wherever it goes later
  useLayoutEffect(() => {
    if (target < 0) list.scrollToEnd()
  }, [])

  const atEnd = list.isAtEnd(NEAR_END_PX)
  const keys = useThreadKeys({ rows, scroller, conversationId: conversation.id, reveal: (index) => list.scrollToIndex(index) })
  const settled = useLanding(target >= 0 ? around : null, keys.focus, () => list.scrollToIndex(target, { align: 'center' }))
  const { startIndex, endIndex } = list.range ?? { startIndex: AHEAD, endIndex: 0 }
  usePage(settled && startIndex < AHEAD ? thread.before : null, () => fetchOlder(cache, conversation.id, around))
  usePage(settled && endIndex >= rows.length - AHEAD ? thread.after : null, () => fetchNewer(cache, conversation.id, around))
  useHeldEnd(scroller, NEAR_END_PX, () => list.scrollToEnd())
  useReading(conversation, thread, atEnd && !island)
  const missed = useMissed(thread, atEnd)

  return (
    <div className="relative flex min-h-0 grow flex-col">
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable without a mouse
        tabIndex={0}
        ref={scroller}
        id={ids.thread}
        aria-label={`Messages with ${titleOf(conversation.contact)}`}
        onKeyDown={keys.press}
        className="min-h-0 grow overflow-y-auto overscroll-contain px-4 focus-visible:-outline-offset-2 [overflow-anchor:none] sm:px-6"
      >
        <ul style={{ height: list.getTotalSize() }} className="relative mx-auto max-w-4xl">
          {list.getVirtualItems().map((it) => {
            const row = rows[it.index]
            return (
              row && (
                <li
                  key={it.key}
                  ref={list.measureElement}
                  data-index={it.index}
                  data-id={row.kind === 'said' ? row.bubble.id : row.key}
                  tabIndex={-1}
                  style={{ transform: `translateY(${it.start}px)` }}
                  className="absolute inset-x-0 top-0 rounded-lg focus-visible:outline-offset-1"
                >
                  <ThreadRow
                    row={row}
                    contact={conversation.contact}
                    me={member.id}
                    landed={row.kind === 'said' && row.bubble.id === around}
                  />
                </li>
              )
            )
          })}
        </ul>
      </section>
      {island ? (
        <Link {...paths.conversation(conversation.id)} className={`${buttonClass('primary', 'sm')} ${pill}`}>
          <ArrowDown className="size-3.5" aria-hidden />
          Newest messages
        </Link>
      ) : (
        !atEnd &&
        rows.length > 0 && (
          <button
            type="button"
            onClick={() => list.scrollToEnd()}
            className={`${buttonClass(missed > 0 ? 'primary' : 'outline', 'sm')} ${pill}`}
          >
            <ArrowDown className="size-3.5" aria-hidden />
            {missed > 0 ? `${missed} new ${missed === 1 ? 'message' : 'messages'}` : 'To the end'}
          </button>
        )
      )}
    </div>
  )
}

const pill = 'absolute bottom-3 left-1/2 -translate-x-1/2 rounded-full shadow-float'
