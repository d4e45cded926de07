import { type ReactNode, useId } from 'react'

export const Section = ({ title, note, children }: { title: string; note?: string; children: ReactNode }) => {
  const id = useId()
  return (
    <section aria-labelledby={id} className="min-w-0">
      <h2 id={id} className="font-semibold text-[0.9375rem]">
        {title}
      </h2>
      {note && <p className="mt-0.5 text-[0.8125rem] text-ink-3">{note}</p>}
      <div className="mt-3">{children}</div>
    </section>
  )
}

/** Stacked where there is no room for columns. */
export const tableClass =
  'w-full border-collapse text-[0.8125rem] max-sm:block max-sm:[&_tbody]:block max-sm:[&_td]:block max-sm:[&_td]:py-0.5 max-sm:[&_th]:block max-sm:[&_th]:pb-0 max-sm:[&_thead]:sr-only max-sm:[&_tr]:block max-sm:[&_tr]:pb-2'
export const cellClass = 'py-2 pr-4 align-top'
export const headClass = 'py-1.5 pr-4 text-left font-medium text-2xs text-ink-3 uppercase tracking-wider'
