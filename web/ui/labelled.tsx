import { type ReactNode, useId } from 'react'

/** What a control needs so that its label and what is said below it are its own. */
export type Said = { id: string; 'aria-invalid': boolean; 'aria-describedby': string | undefined }
export type Labels = { label: string; note?: ReactNode; wrong?: string | null }

/** A label above a control, and below it what is wrong, else what it means. */
export const Labelled = ({ label, note, wrong, children }: Labels & { children: (said: Said) => ReactNode }) => {
  const id = useId()
  const below = wrong || note ? `${id}-note` : undefined
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium text-[0.8125rem] text-ink-2">
        {label}
      </label>
      {children({ id, 'aria-invalid': Boolean(wrong), 'aria-describedby': below })}
      {below && (
        <p id={below} className={`mt-1.5 text-xs ${wrong ? 'text-bad' : 'text-ink-3'}`}>
          {wrong ?? note}
        </p>
      )}
    </div>
  )
}
