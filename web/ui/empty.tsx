import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

type Props = { icon: LucideIcon; title: string; children?: ReactNode; actions?: ReactNode; page?: boolean }

/** Never a blank: what would be here, and what to do instead. `page`: there is nothing else on it. */
export const Empty = ({ icon: Icon, title, children, actions, page = false }: Props) => {
  const Title = page ? 'h1' : 'h2'
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center px-6 py-12 text-center">
      <span className="mb-4 grid size-12 place-items-center rounded-2xl bg-accent-soft text-accent">
        <Icon className="size-6" strokeWidth={1.6} aria-hidden />
      </span>
      <Title className="font-semibold text-[0.9375rem] text-ink">{title}</Title>
      {children && <div className="mt-1.5 text-[0.8125rem] text-ink-2 leading-relaxed">{children}</div>}
      {actions && <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  )
}
