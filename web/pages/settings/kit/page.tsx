import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { paths } from '../../../paths.ts'

type Props = {
  title: ReactNode
  lead?: ReactNode
  actions?: ReactNode
  /** Where it came from, where that is not the list of settings. */
  back?: { to: { to: string }; text: string }
  index?: boolean
  children: ReactNode
}

const backClass = 'mb-4 inline-flex items-center gap-1.5 rounded-md font-medium text-[0.8125rem] text-ink-2 hover:text-ink'

/** A page of the settings: what it is, what can be done, what there is. */
export const Page = ({ title, lead, actions, back, index = false, children }: Props) => (
  <div className="mx-auto max-w-4xl px-4 pt-5 pb-16 sm:px-8 sm:pt-8">
    {back && (
      <Link {...back.to} className={backClass}>
        <ArrowLeft className="size-4" aria-hidden />
        {back.text}
      </Link>
    )}
    {!back && !index && (
      <Link {...paths.settings()} className={`${backClass} md:hidden`}>
        <ArrowLeft className="size-4" aria-hidden />
        Settings
      </Link>
    )}
    <header className="mb-7 flex flex-wrap items-start justify-between gap-x-6 gap-y-4 sm:flex-nowrap">
      <div className="min-w-0 max-w-2xl">
        <h1 tabIndex={-1} className="break-words outline-none font-semibold text-2xl tracking-tight">
          {title}
        </h1>
        {lead && <div className="mt-1.5 text-ink-2 text-sm leading-relaxed">{lead}</div>}
      </div>
      {actions && <div className="flex shrink-0 flex-wrap gap-2">{actions}</div>}
    </header>
    <div className="flex flex-col gap-8">{children}</div>
  </div>
)
