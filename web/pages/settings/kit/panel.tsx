import { type ReactNode, useId } from 'react'

type Props = { title: string; note?: ReactNode; actions?: ReactNode; bare?: boolean; children: ReactNode }

/** One matter of a page, with a line around it. `bare`: its content has lines of its own. */
export const Panel = ({ title, note, actions, bare = false, children }: Props) => {
  const id = useId()
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-4 gap-y-2 sm:flex-nowrap">
        <div className="min-w-0">
          <h2 id={id} className="font-semibold text-[0.9375rem]">
            {title}
          </h2>
          {note && <p className="mt-0.5 max-w-2xl text-[0.8125rem] text-ink-3">{note}</p>}
        </div>
        {actions && <div className="flex shrink-0 flex-wrap gap-2">{actions}</div>}
      </div>
      <div className={bare ? '' : 'rounded-xl border border-line bg-paper'}>{children}</div>
    </section>
  )
}
