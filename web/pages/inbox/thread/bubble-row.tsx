import { Link, useSearch } from '@tanstack/react-router'
import { Info, Link2 } from 'lucide-react'
import type { Contact } from '#src/message/contact.ts'
import type { Bubble } from '#src/message/views.ts'
import { messageUrl, paths } from '../../../paths.ts'
import { shown } from '../../../ui/addresses.ts'
import { IconButton, iconButtonClass } from '../../../ui/icon-button.tsx'
import { Said } from '../../../ui/said.tsx'
import { clock, exactly } from '../../../ui/times.ts'
import { needsWords } from '../../message/tick-of.ts'
import { SEALED } from '../sealed.ts'
import { titleOf } from '../title.ts'
import { Outcome } from './outcome.tsx'
import { TickLine } from './tick-line.tsx'

type Props = { bubble: Bubble; begins: boolean; ends: boolean; contact: Contact; me: string; landed: boolean }

/** One thing said. Not a tab stop; what can be done with it is reached by pointer, by arrow keys, and on its page. */
export const BubbleRow = ({ bubble, begins, ends, contact, me, landed }: Props) => {
  const { q = '' } = useSearch({ strict: false })
  const mine = bubble.direction === 'out'
  const author = mine ? (bubble.by?.memberId === me ? 'You' : (bubble.by?.name ?? 'Tandem')) : titleOf(contact)
  const wordy = mine && (needsWords(bubble.state) || bubble.reason?.code === 'not_reported')
  return (
    <div className={`group flex flex-col ${mine ? 'items-end' : 'items-start'} ${begins ? 'pt-2.5' : 'pt-0.5'}`}>
      {begins && mine && bubble.by && bubble.by.memberId !== me && (
        <span className="mb-0.5 px-1 text-2xs text-ink-3">{bubble.by.name}</span>
      )}
      <div className={`flex max-w-[85%] items-center gap-1 sm:max-w-[75%] ${mine ? 'flex-row-reverse' : ''}`}>
        <div
          title={exactly(bubble.at)}
          className={`min-w-0 rounded-2xl px-3.5 py-2 text-[0.9063rem] leading-snug ${mine ? 'bg-mine' : 'bg-theirs'} ${corners(mine, begins, ends)} ${landed ? 'landed' : ''}`}
        >
          <span className="sr-only">
            {author}, {clock(bubble.at)}:{' '}
          </span>
          {bubble.text === null ? (
            <span className="text-ink-2 italic">{SEALED[bubble.sealed ?? 'unavailable']}</span>
          ) : (
            <Said text={bubble.text} q={q} />
          )}
        </div>
        <Tools bubble={bubble} />
      </div>
      <Remarks bubble={bubble} />
      {wordy ? <Outcome bubble={bubble} /> : (mine || ends) && <TickLine bubble={bubble} quiet={!ends} />}
      {!mine && begins && !contact.addresses.some(({ uri }) => uri === bubble.from) && (
        <span className="px-1 text-2xs text-ink-3">from {shown(bubble.from)}</span>
      )}
    </div>
  )
}

/** Bubbles of one turn lean on each other. */
const corners = (mine: boolean, begins: boolean, ends: boolean): string =>
  mine
    ? `${begins ? '' : 'rounded-tr-md'} ${ends ? '' : 'rounded-br-md'}`
    : `${begins ? '' : 'rounded-tl-md'} ${ends ? '' : 'rounded-bl-md'}`

const Tools = ({ bubble }: { bubble: Bubble }) => (
  <span className="flex opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 max-md:hidden [li:focus_&]:opacity-100">
    <Link
      {...paths.message(bubble.id)}
      tabIndex={-1}
      aria-label="What happened to this message"
      data-tip="What happened to this message (Enter)"
      className={`${iconButtonClass} size-7`}
    >
      <Info className="size-4" strokeWidth={1.75} aria-hidden />
    </Link>
    {bubble.conversationId && (
      <IconButton
        icon={Link2}
        label="Copy link"
        keys="."
        tabIndex={-1}
        className="size-7"
        onClick={() => void navigator.clipboard?.writeText(messageUrl(location.origin, bubble.conversationId ?? '', bubble.id))}
      />
    )}
  </span>
)

const Remarks = ({ bubble: { possibleDuplicate, incomplete } }: { bubble: Bubble }) => (
  <>
    {possibleDuplicate && (
      <span className="px-1 pt-0.5 text-2xs text-warn">Possible duplicate: the same text came twice within minutes.</span>
    )}
    {incomplete && <span className="px-1 pt-0.5 text-2xs text-warn">Incomplete: some of its segments never came.</span>}
  </>
)
