import type { InputHTMLAttributes } from 'react'
import { Labelled, type Labels } from './labelled.tsx'

export const inputClass =
  'h-10 w-full rounded-lg border border-line-strong bg-paper aria-invalid:border-bad px-3 text-sm text-ink placeholder:text-ink-3 focus-visible:outline-offset-0'

/** A labelled line of text; what is wrong with it is said beside it. */
export const Field = ({ label, note, wrong = null, ...rest }: InputHTMLAttributes<HTMLInputElement> & Labels) => (
  <Labelled label={label} note={note} wrong={wrong}>
    {(said) => <input {...rest} {...said} className={inputClass} />}
  </Labelled>
)
