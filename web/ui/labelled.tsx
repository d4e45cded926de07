import { type ReactNode, useContext, useId } from 'react'
import { FormWrongs } from './form-wrongs.ts'

/** What a control needs so that its label and what is said below it are its own. */
export type Said = { id: string; 'aria-invalid': boolean; 'aria-describedby': string | undefined }
export type Labels = { label: string; note?: ReactNode; wrong?: string | null }

/** A label above a control, and below it what is wrong, else what it means. Without `wrong`, what its form found. */
export const Labelled = ({ label, note, wrong: told, children }: Labels & { children: (said: Said) => ReactNode }) => {
  const id = useId()
  const found = useContext(FormWrongs).get(id)
  const wrong = told || found
  const below = wrong || note ? `${id}-note` : undefined
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium text-[0.8125rem] text-ink-2">
        {label}
      </label>
      {children({ id, 'aria-invalid': Boolean(wrong), 'aria-describedby': below })}
      {below && (
        <p id={below} className={`mt-1.5 text-xs ${wrong ? 'text-bad' : 'text-ink-3'}`}>
          {wrong || note}
        </p>
      )}
    </div>
  )
}
