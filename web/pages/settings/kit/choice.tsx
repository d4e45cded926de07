import type { ReactNode, SelectHTMLAttributes } from 'react'
import { Labelled, type Labels } from '../../../ui/labelled.tsx'
import { Select } from '../../../ui/select.tsx'

type Props = SelectHTMLAttributes<HTMLSelectElement> & Labels & { children: ReactNode }

/** A labelled list to choose one from. */
export const Choice = ({ label, note, wrong = null, children, ...rest }: Props) => (
  <Labelled label={label} note={note} wrong={wrong}>
    {(said) => (
      <Select {...rest} {...said}>
        {children}
      </Select>
    )}
  </Labelled>
)
