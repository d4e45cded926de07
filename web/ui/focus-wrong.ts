import { type RefObject, useEffect, useRef } from 'react'

/** The first field that is marked, once the marks are drawn: what is wrong may stand a screen above what was pressed. */
export const focusFirstWrong = (within: ParentNode | null): void => {
  setTimeout(() => within?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
}

/** The form whose first wrong field has the focus after each refusal of the server. */
export function useWrongFocus(error: unknown): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (error) focusFirstWrong(form.current)
  }, [error])
  return form
}
