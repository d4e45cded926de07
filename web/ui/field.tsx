import { type InputHTMLAttributes, type ReactNode, useId } from 'react'

type Props = InputHTMLAttributes<HTMLInputElement> & { label: string; note?: ReactNode; wrong?: string | null }

export const inputClass =
  'h-10 w-full rounded-lg border border-line-strong bg-paper px-3 text-sm text-ink placeholder:text-ink-3 focus-visible:outline-offset-0'

/** A labelled line of text; what is wrong with it is said beside it. */
export const Field = ({ label, note, wrong, ...rest }: Props) => {
  const id = useId()
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium text-[0.8125rem] text-ink-2">
        {label}
      </label>
      <input
        {...rest}
        id={id}
        aria-invalid={Boolean(wrong)}
        aria-describedby={wrong || note ? `${id}-note` : undefined}
        className={inputClass}
      />
      {(wrong || note) && (
        <p id={`${id}-note`} className={`mt-1.5 text-xs ${wrong ? 'text-bad' : 'text-ink-3'}`}>
          {wrong ?? note}
        </p>
      )}
    </div>
  )
}
