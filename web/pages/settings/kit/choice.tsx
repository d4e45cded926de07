import type { ReactNode, SelectHTMLAttributes } from 'react'
import { inputClass } from '../../../ui/field.tsx'
import { Labelled, type Labels } from '../../../ui/labelled.tsx'

type Props = SelectHTMLAttributes<HTMLSelectElement> & Labels & { children: ReactNode }

/** A labelled list to choose one from. */
export const Choice = ({ label, note, wrong = null, children, ...rest }: Props) => (
  <Labelled label={label} note={note} wrong={wrong}>
    {(said) => (
      <select {...rest} {...said} className={inputClass}>
        {children}
      </select>
    )}
  </Labelled>
)
