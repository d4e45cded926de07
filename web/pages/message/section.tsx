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

export const cellClass = 'py-2 pr-4 align-top'
export const headClass = 'py-1.5 pr-4 text-left font-medium text-2xs text-ink-3 uppercase tracking-wider'
