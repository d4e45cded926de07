import { OctagonX } from 'lucide-react'
import type { Contact } from '#src/message/contact.ts'
import { shown } from '../../../ui/addresses.ts'
import { dateOf } from '../../../ui/times.ts'

/** Said before anything is typed. Whether it may be sent is judged at the gate, not here. */
export const ConsentNotice = ({ contact }: { contact: Contact }) => {
  const out = contact.addresses.find((it) => it.consent.state === 'withdrawn')
  if (!out) return null
  const { at, source } = out.consent
  return (
    <p role="status" className="mb-2 flex items-start gap-2.5 rounded-xl bg-bad-soft px-3 py-2 text-[0.8125rem] text-bad">
      <OctagonX className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span>
        <span className="font-semibold">
          {shown(out.uri)} has opted out{at ? ` on ${dateOf(at)}` : ''}
          {source ? ` by ${source}` : ''}.
        </span>{' '}
        A message will be stopped before it leaves. Only they can change that, by texting START.
      </span>
    </p>
  )
}
