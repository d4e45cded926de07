import { Undo2 } from 'lucide-react'
import { useId } from 'react'
import { isUsual, type Typed, typedAs } from './draft.ts'
import { FieldControl } from './field-control.tsx'
import type { Field } from './fields.ts'
import { SecretField } from './secret-field.tsx'
import { usualInWords } from './usual-in-words.ts'

type Props = {
  field: Field
  typed: Typed | undefined
  set: (typed: Typed) => void
  wrong: string | undefined
  /** A secret that is set already: it is never shown, only replaced. */
  known?: boolean
}

/** One setting: its name, its control, its meaning, and whether it departs from the default. */
export const SchemaField = ({ field, typed, set, wrong, known = false }: Props) => {
  const id = useId()
  if (field.secret && known) return <SecretField field={field} typed={typed} set={set} wrong={wrong} />
  const changed = field.usual !== undefined && !isUsual(field, typed)
  const usual = usualInWords(field)
  return (
    <div className="min-w-0">
      <div className="mb-1.5 flex min-h-5 items-center justify-between gap-2">
        {field.control.kind === 'several' ? (
          <span id={`${id}-name`} className="font-medium text-[0.8125rem] text-ink-2">
            {field.title}
          </span>
        ) : (
          <label htmlFor={id} className="font-medium text-[0.8125rem] text-ink-2">
            {field.title}
            {!field.needed && field.usual === undefined && <span className="font-normal text-ink-3"> (optional)</span>}
          </label>
        )}
        {changed && (
          <button
            type="button"
            onClick={() => set(typedAs(field, field.usual))}
            className="-my-1 inline-flex min-h-6 items-center gap-1 rounded-md px-1.5 font-medium text-2xs text-accent hover:bg-hover"
          >
            <Undo2 className="size-3" aria-hidden />
            Changed; default: {usual}
            <span className="sr-only">. Put {field.title} back</span>
          </button>
        )}
      </div>
      <FieldControl id={id} field={field} typed={typed} set={set} wrong={wrong !== undefined} />
      <p id={`${id}-note`} className="mt-1.5 text-ink-3 text-xs leading-relaxed">
        {wrong && <span className="block font-medium text-bad">{wrong}</span>}
        {field.says}
        {typed === '' && usual && ` Empty: the default holds, ${usual}.`}
      </p>
    </div>
  )
}
