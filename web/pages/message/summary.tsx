import type { MessagePage } from '#src/message/views.ts'
import { shown } from '../../ui/addresses.ts'
import { Said } from '../../ui/said.tsx'
import { exactly } from '../../ui/times.ts'
import { SEALED } from '../inbox/sealed.ts'
import { tickIcons, tickTones } from './tick.tsx'
import { tickOf } from './tick-of.ts'

/** The message itself, and in one line what became of it. */
export const Summary = ({ message }: { message: MessagePage }) => {
  const mine = message.direction === 'out'
  const it = tickOf(message)
  const Icon = it && tickIcons[it.shape]
  return (
    <>
      <h1 tabIndex={-1} className="flex items-center gap-2.5 font-semibold text-2xl tracking-tight outline-none">
        {it && Icon && <Icon className={`size-6 ${tickTones[it.tone]}`} strokeWidth={2} aria-hidden />}
        {it ? it.text : 'Received'}
      </h1>
      <p className="mt-1 text-ink-2 text-sm">
        {mine ? `To ${message.to.map(shown).join(', ')}` : `From ${shown(message.from)}`} · {exactly(message.at)}
      </p>
      {it && (
        <p className="mt-1 text-ink-2 text-sm">
          {it.says} {message.reason?.next}
        </p>
      )}
      <div className={`mt-5 w-fit max-w-2xl rounded-2xl px-4 py-2.5 text-[0.9375rem] leading-snug ${mine ? 'bg-mine' : 'bg-theirs'}`}>
        {message.text === null ? (
          <span className="text-ink-2 italic">{SEALED[message.sealed ?? 'unavailable']}</span>
        ) : (
          <Said text={message.text} />
        )}
      </div>
    </>
  )
}
