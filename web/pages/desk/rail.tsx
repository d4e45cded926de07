import { Link, useMatchRoute, useSearch } from '@tanstack/react-router'
import { Settings, SquarePen } from 'lucide-react'
import { useUnread } from '../../api/use-live.ts'
import { paths, type View } from '../../paths.ts'
import { Brand } from '../../ui/brand.tsx'
import { Count } from '../../ui/count.tsx'
import { namedViews } from './views.ts'
import { YouMenu } from './you-menu.tsx'

const item =
  'group relative flex flex-col items-center gap-1 rounded-xl px-1 pt-2 pb-1.5 text-ink-2 transition-colors hover:bg-hover aria-[current=page]:bg-chosen aria-[current=page]:text-accent'

/** The way between views on a wide screen; on a phone the bottom bar is. */
export const Rail = () => {
  const unread = useUnread()
  const { view = 'all' } = useSearch({ strict: false })
  const inSettings = Boolean(useMatchRoute()({ ...paths.settings(), fuzzy: true }))
  const counts: Record<View, number> = { ...unread, unread: 0 }
  return (
    <nav aria-label="Tandem" className="flex w-20 shrink-0 flex-col items-center gap-1 bg-ground pt-3 pb-3 max-md:hidden">
      <Link {...paths.inbox()} aria-label="Tandem inbox" className="mb-2 rounded-xl">
        <Brand className="size-9" />
      </Link>

      <Link
        {...paths.newConversation({ view })}
        aria-label="New conversation"
        data-tip="New conversation (c)"
        data-tip-side="right"
        className="mb-3 grid size-10 place-items-center rounded-xl bg-accent text-on-accent shadow-lift transition-colors hover:bg-accent-strong"
      >
        <SquarePen className="size-[1.125rem]" strokeWidth={2} aria-hidden />
      </Link>

      <div className="flex w-full flex-col gap-0.5 px-1">
        {namedViews.map(({ view: it, label, short, icon: Icon }) => (
          <Link
            key={it}
            {...paths.inbox({ view: it })}
            activeOptions={{ exact: true }}
            data-tip={label}
            data-tip-side="right"
            aria-current={it === view && !inSettings ? 'page' : undefined}
            className={item}
          >
            <Icon className="size-5" strokeWidth={1.75} aria-hidden />
            <span className="max-w-full truncate font-medium text-[0.6563rem] leading-none">{short}</span>
            {counts[it] > 0 && <span className="sr-only">{counts[it]} unread</span>}
            <Count of={counts[it]} className="absolute top-1 right-2" />
          </Link>
        ))}
      </div>
      <div className="mt-auto flex w-full flex-col items-center gap-3 px-1">
        <Link
          {...paths.settings()}
          data-tip="Carriers, numbers, rules, keys"
          data-tip-side="right"
          aria-current={inSettings ? 'page' : undefined}
          className={`${item} w-full`}
        >
          <Settings className="size-5" strokeWidth={1.75} aria-hidden />
          <span className="max-w-full truncate font-medium text-[0.6563rem] leading-none">Settings</span>
        </Link>
        <YouMenu />
      </div>
    </nav>
  )
}
