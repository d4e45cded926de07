import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import type { LinkView } from '#src/routing/views.ts'
import { paths } from '../../../paths.ts'
import { useNow } from '../../../ui/now.ts'
import { until } from '../../../ui/times.ts'
import { LinkState } from './link-state.tsx'
import { linkSaid } from './state-words.ts'
import { WindowMeter } from './window-meter.tsx'

/** One link of the list: the whole row leads to it. */
export const LinkRow = ({ link }: { link: LinkView }) => {
  const now = useNow()
  const { kind, says, technical } = linkSaid(link)
  const since = link.enabled && link.state.since ? `since ${until(link.state.since, now)}` : ''
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-5 gap-y-2 border-line border-b px-4 py-3.5 transition-colors last:border-0 hover:bg-hover sm:grid-cols-[minmax(0,1fr)_9rem_auto]">
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Link {...paths.link(link.id)} className="break-words font-medium text-sm after:absolute after:inset-0">
            {link.name}
          </Link>
          <LinkState link={link} />
          <span className="text-ink-3 text-xs tabular-nums">{since}</span>
        </div>
        <p className="mt-1 text-[0.8125rem] text-ink-3">
          {link.channelLabel} · {link.lines === 0 ? 'no lines' : `${link.lines} ${link.lines === 1 ? 'line' : 'lines'}`}
          {link.state.waiting > 0 && ` · ${link.state.waiting} waiting`}
        </p>
        {kind === 'down' && (
          <p className="mt-1 text-[0.8125rem] text-ink-2" title={technical ?? undefined}>
            {says}
          </p>
        )}
      </div>
      <div className="max-sm:order-3 max-sm:col-span-2">{kind === 'up' && <WindowMeter state={link.state} />}</div>
      <ChevronRight className="size-4 text-ink-3" aria-hidden />
    </li>
  )
}
