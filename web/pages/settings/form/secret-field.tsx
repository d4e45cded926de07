import { LockKeyhole } from 'lucide-react'
import { useId, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import type { Typed } from './draft.ts'
import { FieldControl } from './field-control.tsx'
import type { Field } from './fields.ts'

type Props = { field: Field; typed: Typed | undefined; set: (typed: Typed) => void; wrong: string | undefined }

/** A secret that is set: nobody sees it again, and it stays unless a new one is typed. */
export const SecretField = ({ field, typed, set, wrong }: Props) => {
  const id = useId()
  const [replacing, setReplacing] = useState(false)
  return (
    <div className="min-w-0">
      {replacing ? (
        <label htmlFor={id} className="mb-1.5 block font-medium text-[0.8125rem] text-ink-2">
          New: {field.title}
        </label>
      ) : (
        <p className="mb-1.5 font-medium text-[0.8125rem] text-ink-2">{field.title}</p>
      )}
      <div className="flex items-center gap-2">
        {replacing ? (
          <div className="grow">
            <FieldControl id={id} field={{ ...field, needed: false }} typed={typed} set={set} wrong={wrong !== undefined} />
          </div>
        ) : (
          <p className="flex h-10 grow items-center gap-2 rounded-lg border border-line bg-ground px-3 text-ink-2 text-sm">
            <LockKeyhole className="size-4" aria-hidden />
            Set
          </p>
        )}
        <Button
          aria-label={replacing ? `Keep it: ${field.title}` : `Replace: ${field.title}`}
          onClick={() => {
            set('')
            setReplacing(!replacing)
          }}
        >
          {replacing ? 'Keep it' : 'Replace'}
        </Button>
      </div>
      <p id={`${id}-note`} className="mt-1.5 text-ink-3 text-xs leading-relaxed">
        {wrong && <span className="block font-medium text-bad">{wrong}</span>}
        {field.says} It is sealed, and never shown again.
      </p>
    </div>
  )
}
