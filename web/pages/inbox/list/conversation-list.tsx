import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { fetchMoreConversations, listQuery } from '../../../api/queries.ts'
import { plainly } from '../../../api/request.ts'
import { useSession } from '../../../api/who.ts'
import type { View } from '../../../paths.ts'
import { Button } from '../../../ui/button.tsx'
import { useCell } from '../../../ui/cell.ts'
import { steps } from '../../desk/step-in-list.ts'
import { ConversationRow } from './conversation-row.tsx'
import { ListEmpty } from './list-empty.tsx'
import { ListWaiting } from './list-waiting.tsx'

const ROW = 70
/** Rows from the end at which the next page is asked for. */
const AHEAD = 15

/** Only the rows in sight are in the page, however many there are. One tab stop; arrows and j/k move within. */
export const ConversationList = ({ view, q }: { view: View; q: string }) => {
  const cache = useQueryClient()
  const list = useQuery(listQuery(view, q))
  const { member } = useSession()
  const { conversationId: open } = useParams({ strict: false })
  const scroller = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<string | null>(null)
  const items = list.data?.items ?? []
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 6,
  })
  const shown = rows.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useMore(list.data?.next && last >= items.length - AHEAD ? list.data.next : null, () => fetchMoreConversations(cache, view, q))

  const focusRow = (index: number) => {
    const row = items[Math.max(0, Math.min(items.length - 1, index))]
    if (!row) return
    setAt(row.id)
    rows.scrollToIndex(items.indexOf(row))
    const focus = () => {
      const link = scroller.current?.querySelector<HTMLElement>(`[data-row="${row.id}"]`)
      link?.focus({ preventScroll: true })
      return link !== null && link !== undefined
    }
    // Out of the page, it comes in with the next frame; else at once, for Enter may follow at once.
    if (!focus()) requestAnimationFrame(focus)
  }
  const place = (id: string | null | undefined) => items.findIndex((it) => it.id === id)
  const step = useCell(steps)
  const obeyed = useRef(step.asked)
  useEffect(() => {
    if (step.asked === obeyed.current) return
    obeyed.current = step.asked
    const from = place(at) >= 0 ? place(at) : place(open)
    focusRow(from + step.by)
  })

  if (list.isPending) return <ListWaiting />
  if (!list.data) return <Failed error={list.error} again={() => void list.refetch()} />
  if (items.length === 0) return <ListEmpty view={view} q={q} />
  const stop = place(at) >= 0 ? at : place(open) >= 0 ? open : items[0]?.id
  return (
    <>
      {list.isError && <Failed error={list.error} again={() => void list.refetch()} />}
      <nav aria-label="Conversations" ref={scroller} className="min-h-0 grow overflow-y-auto overscroll-contain px-2 pb-2">
        <ul style={{ height: rows.getTotalSize() }} className="relative">
          {shown.map((it) => {
            const row = items[it.index]
            return (
              row && (
                <li
                  key={row.id}
                  aria-setsize={list.data.next === null ? items.length : -1}
                  aria-posinset={it.index + 1}
                  style={{ transform: `translateY(${it.start}px)`, height: ROW }}
                  className="absolute inset-x-0 top-0"
                >
                  <ConversationRow
                    conversation={row}
                    search={{ view, q }}
                    open={row.id === open}
                    me={member.id}
                    tabStop={row.id === stop}
                    onStep={(by) => focusRow(it.index + by)}
                  />
                </li>
              )
            )
          })}
        </ul>
      </nav>
    </>
  )
}

/** One page at a time: `next` names the page, and each is asked for once. */
function useMore(next: string | null, fetchMore: () => Promise<void>): void {
  const asked = useRef<string | null>(null)
  useEffect(() => {
    if (next === null || asked.current === next) return
    asked.current = next
    fetchMore().catch(() => {
      asked.current = null
    })
  })
}

const Failed = ({ error, again }: { error: unknown; again: () => void }) => (
  <div role="alert" className="m-3 flex items-center gap-3 rounded-xl bg-bad-soft p-3 text-[0.8125rem] text-bad">
    <span className="grow">{plainly(error)}</span>
    <Button size="sm" onClick={again}>
      Try again
    </Button>
  </div>
)
