import type { MessagePage } from '#src/message/views.ts'
import { exactly, toTheMillisecond } from '../../ui/times.ts'
import { Section } from './section.tsx'

/** Every event of its life, in the order of the log. */
export const Timeline = ({ events }: { events: MessagePage['events'] }) => (
  <Section title="What happened">
    <ol>
      {events.map((it, at) => (
        <li key={it.seq} className="relative flex gap-4 pb-4 pl-6 last:pb-0">
          {at < events.length - 1 && <span aria-hidden className="absolute top-3 bottom-0 left-[4.5px] w-px bg-line" />}
          <span
            aria-hidden
            className={`absolute top-1.5 left-0 size-2.5 rounded-full ${at === events.length - 1 ? 'bg-accent' : 'border-2 border-line-strong bg-paper'}`}
          />
          <div className="min-w-0 grow sm:flex sm:items-baseline sm:gap-4">
            <div className="min-w-0 grow">
              <p className="text-sm">{it.sentence}</p>
              {it.detail && <p className="mt-0.5 break-words font-mono text-ink-3 text-xs">{it.detail}</p>}
            </div>
            <time dateTime={it.at} title={exactly(it.at)} className="shrink-0 text-ink-3 text-xs tabular-nums">
              {toTheMillisecond(it.at)}
            </time>
          </div>
        </li>
      ))}
    </ol>
  </Section>
)
