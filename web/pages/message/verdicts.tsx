import { Check, CircleDashed, Eye, Hourglass, type LucideIcon, OctagonX } from 'lucide-react'
import type { MessagePage } from '#src/message/views.ts'
import { exactly, toTheMillisecond } from '../../ui/times.ts'
import { cellClass, headClass, Section, tableClass } from './section.tsx'

type Verdict = MessagePage['verdicts'][number]

const kinds: Record<Verdict['kind'], { text: string; icon: LucideIcon; tone: string }> = {
  allow: { text: 'May be sent', icon: Check, tone: 'text-good' },
  hold: { text: 'Hold', icon: Hourglass, tone: 'text-warn' },
  review: { text: 'A person decides', icon: Eye, tone: 'text-warn' },
  block: { text: 'No', icon: OctagonX, tone: 'text-bad' },
  not_asked: { text: 'Not asked', icon: CircleDashed, tone: 'text-ink-3' },
}

/** What each policy answered, at the gate and again before the wire. */
export const Verdicts = ({ verdicts }: { verdicts: MessagePage['verdicts'] }) =>
  verdicts.length === 0 ? null : (
    <Section title="Whether it may be sent" note="What every policy answered, in order.">
      <table className={tableClass}>
        <thead>
          <tr className="border-line border-b">
            <th className={headClass}>Policy</th>
            <th className={headClass}>Answer</th>
            <th className={headClass}>When</th>
          </tr>
        </thead>
        <tbody>
          {verdicts.map((it) => (
            <tr key={`${it.moment} ${it.policy} ${it.at}`} className="border-line border-b last:border-0">
              <th scope="row" className={`${cellClass} text-left font-medium`}>
                {named(it.policy)}
              </th>
              <td className={cellClass}>
                <Answer it={it} />
              </td>
              <td className={`${cellClass} whitespace-nowrap pr-0 text-ink-3 text-xs tabular-nums`}>
                <time dateTime={it.at} title={exactly(it.at)}>
                  {toTheMillisecond(it.at)}
                </time>
                <span className="block">{it.moment === 'gate' ? 'at the gate' : 'before the wire'}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )

const named = (policy: string): string => {
  const words = policy.replaceAll(/[_-]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const Answer = ({ it }: { it: Verdict }) => {
  const { text, icon: Icon, tone } = kinds[it.kind]
  return (
    <>
      <span className={`flex items-center gap-1.5 font-medium ${tone}`}>
        <Icon className="size-3.5 shrink-0" strokeWidth={2.25} aria-hidden />
        {text}
        {it.until && ` until ${toTheMillisecond(it.until).replace(/\.\d+$/, '')}`}
      </span>
      {it.sentence && <span className="mt-0.5 block text-ink-2">{it.sentence}</span>}
    </>
  )
}
