import { Link } from '@tanstack/react-router'
import type { Bubble } from '#src/message/views.ts'
import { useLines } from '../../../api/who.ts'
import { paths } from '../../../paths.ts'
import { shown } from '../../../ui/addresses.ts'
import { clock, exactly } from '../../../ui/times.ts'
import { tickIcons, tickTones } from '../../message/tick.tsx'
import { tickOf } from '../../message/tick-of.ts'

/** Time and tick under a bubble; leads to its page. `quiet`: within a turn the tick alone is enough. */
export const TickLine = ({ bubble, quiet }: { bubble: Bubble; quiet: boolean }) => {
  const line = useLines().find((it) => it.number === bubble.from)
  const it = tickOf(bubble, line?.abilities.receipts ?? true)
  const Icon = it && tickIcons[it.shape]
  const tip = it
    ? `${it.text} · ${exactly(bubble.at)}\n${it.says}\nFrom ${shown(bubble.from)}${line ? `, ${line.channelLabel}` : ''}`
    : exactly(bubble.at)
  return (
    <Link
      {...paths.message(bubble.id)}
      tabIndex={-1}
      data-tip={tip}
      data-tip-side="bottom"
      className={`flex items-center gap-1 rounded px-1 text-2xs text-ink-3 tabular-nums hover:text-ink ${quiet ? 'h-0 overflow-hidden opacity-0' : 'pt-0.5'}`}
    >
      <time dateTime={bubble.at}>{clock(bubble.at)}</time>
      {it && Icon && (
        <>
          <Icon className={`size-3.5 ${tickTones[it.tone]}`} strokeWidth={2.25} aria-hidden />
          <span>{it.text}</span>
        </>
      )}
    </Link>
  )
}
