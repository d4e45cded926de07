import { type FormHTMLAttributes, useEffect, useRef, useState } from 'react'
import { focusFirstWrong } from './focus-wrong.ts'
import { FormWrongs } from './form-wrongs.ts'
import { inputWrong } from './input-wrong.ts'

type Props = Omit<FormHTMLAttributes<HTMLFormElement>, 'onSubmit' | 'onChange' | 'noValidate'> & {
  /** Everything is filled in. */
  send: () => void
  /** What the server answered instead of doing it. */
  refused?: unknown
}

/** What is wrong stands beside its field, not in a bubble of the browser, and the first has the focus; it goes as soon as it is mended. */
export const Form = ({ send, refused, children, ...rest }: Props) => {
  const form = useRef<HTMLFormElement>(null)
  const [wrongs, setWrongs] = useState<ReadonlyMap<string, string> | null>(null)
  const look = () => {
    const found = wrongsIn(form.current)
    setWrongs(found)
    return found
  }
  useEffect(() => {
    if (refused) focusFirstWrong(form.current)
  }, [refused])
  return (
    <form
      {...rest}
      ref={form}
      noValidate
      onSubmit={(it) => {
        it.preventDefault()
        if (look().size === 0) send()
        else focusFirstWrong(form.current)
      }}
      // after it is drawn anew: what is needed may depend on what is chosen
      onChange={() => void (wrongs && setTimeout(look))}
    >
      <FormWrongs value={wrongs ?? none}>{children}</FormWrongs>
    </form>
  )
}

const none: ReadonlyMap<string, string> = new Map()

function wrongsIn(form: HTMLFormElement | null): ReadonlyMap<string, string> {
  const inputs = [...(form?.elements ?? [])].filter((it) => it instanceof HTMLInputElement)
  return new Map(
    inputs.flatMap((it): [string, string][] => {
      const wrong = it.willValidate && it.id !== '' ? inputWrong(it) : null
      return wrong ? [[it.id, wrong]] : []
    }),
  )
}
