import type { Conversation } from '#src/conversations/views.ts'
import { arrivals } from '../../../api/live/arrivals.ts'
import { useCell } from '../../../ui/cell.ts'
import { clock } from '../../../ui/times.ts'
import { SEALED } from '../sealed.ts'
import { titleOf } from '../title.ts'

/** Reads out what arrives. Apart from the thread: some screen readers would read the whole of a long one again. */
export const Announcer = ({ conversation: { id, contact } }: { conversation: Conversation }) => {
  const news = useCell(arrivals).filter((it) => it.conversationId === id && it.direction === 'in')
  return (
    <div aria-live="polite" className="sr-only">
      {news.map((it) => (
        <p key={it.id}>
          {titleOf(contact)}, {clock(it.at)}: {it.text ?? SEALED[it.sealed ?? 'unavailable']}
        </p>
      ))}
    </div>
  )
}
