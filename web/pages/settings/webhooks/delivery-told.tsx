import { Link } from '@tanstack/react-router'
import type { DeliveryView } from '#src/surfaces/webhooks/views.ts'
import { paths } from '../../../paths.ts'

/** Of long calls the first kinds are named, and the others counted. */
const MOST_KINDS = 4
const MOST_LINKS = 3

/** What a call was about: kinds, where they stand in the log, and the way to the messages. */
export const DeliveryTold = ({ it: { kind, kinds, firstSeq, lastSeq, messageIds } }: { it: DeliveryView }) => {
  const more = kinds.length - MOST_KINDS
  return (
    <div className="mt-1 flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1 text-xs">
      {kinds.slice(0, MOST_KINDS).map((one) => (
        <code key={one} className="rounded bg-side px-1.5 py-0.5 text-ink-2">
          {one}
        </code>
      ))}
      {more > 0 && <span className="text-ink-3">and {more} more</span>}
      {kind !== 'test' && <span className="text-ink-3 tabular-nums">{placeOf(firstSeq, lastSeq)}</span>}
      {messageIds.slice(0, MOST_LINKS).map((id, i, all) => (
        <Link key={id} {...paths.message(id)} className="text-ink-2 underline underline-offset-2 hover:text-ink">
          {all.length === 1 ? 'the message' : `message ${i + 1}`}
        </Link>
      ))}
    </div>
  )
}

const placeOf = (first: number, last: number): string =>
  first === last ? `no. ${first.toLocaleString('en')}` : `no. ${first.toLocaleString('en')} to ${last.toLocaleString('en')}`
