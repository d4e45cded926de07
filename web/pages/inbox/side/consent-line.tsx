import { CircleCheck, CircleDashed, type LucideIcon, OctagonX } from 'lucide-react'
import type { Contact } from '#src/message/contact.ts'
import { shown } from '../../../ui/addresses.ts'
import { dateOf, exactly } from '../../../ui/times.ts'

type Consent = Contact['addresses'][number]['consent']

const meanings: Record<Consent['state'], { icon: LucideIcon; text: string; tone: string }> = {
  given: { icon: CircleCheck, text: 'Consent given', tone: 'text-good' },
  absent: { icon: CircleDashed, text: 'No consent recorded', tone: 'text-ink-3' },
  withdrawn: { icon: OctagonX, text: 'Opted out', tone: 'text-bad' },
}

/** What they agreed to, since when, and how we know. */
export const ConsentLine = ({ consent: { state, at, source, number } }: { consent: Consent }) => {
  const { icon: Icon, text, tone } = meanings[state]
  return (
    <p className="mt-1.5 flex items-start gap-1.5 text-xs">
      <Icon className={`mt-px size-3.5 shrink-0 ${tone}`} strokeWidth={2} aria-hidden />
      <span>
        <span className={`font-medium ${tone}`}>{text}</span>
        <span className="text-ink-2">
          {at && (
            <>
              {' '}
              <time dateTime={at} title={exactly(at)}>
                {dateOf(at)}
              </time>
            </>
          )}
          {source && ` · ${source}`}
          {number && ` · to ${shown(number)}`}
        </span>
      </span>
    </p>
  )
}
