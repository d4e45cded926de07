import { type ReactNode, type SelectHTMLAttributes, useId } from 'react'
import { inputClass } from '../../../ui/field.tsx'

type Props = SelectHTMLAttributes<HTMLSelectElement> & { label: string; note?: ReactNode; wrong?: string | null; children: ReactNode }

/** A labelled list to choose one from. */
export const Choice = ({ label, note, wrong, children, ...rest }: Props) => {
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium text-[0.8125rem] text-ink-2">
        {label}
      </label>
      <select
        {...rest}
        id={id}
        aria-invalid={Boolean(wrong)}
        aria-describedby={wrong || note ? `${id}-note` : undefined}
        className={inputClass}
      >
        {children}
      </select>
      {(wrong || note) && (
        <p id={`${id}-note`} className={`mt-1.5 text-xs ${wrong ? 'text-bad' : 'text-ink-3'}`}>
          {wrong ?? note}
        </p>
      )}
    </div>
  )
}
