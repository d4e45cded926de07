import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import type { Contact } from '#src/message/contact.ts'
import { rename } from '../../../api/commands.ts'
import { plainly } from '../../../api/request.ts'
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { titleOf } from '../title.ts'

/** Read most of the time; written when somebody learns the name. */
export const ContactName = ({ contact }: { contact: Contact }) => {
  const cache = useQueryClient()
  const [name, setName] = useState<string | null>(null)
  const save = useMutation({
    mutationFn: (to: string | null) => rename(cache, contact.id, to),
    onSuccess: () => setName(null),
  })
  if (name === null)
    return (
      <button
        type="button"
        onClick={() => setName(contact.name ?? '')}
        className="group inline-flex max-w-full items-center gap-1.5 rounded-md px-1.5 py-0.5 hover:bg-hover"
      >
        <span className="truncate font-semibold text-lg tracking-tight">{titleOf(contact)}</span>
        <span className="sr-only">{contact.name ? '. Change the name' : '. Add a name'}</span>
        <Pencil className="size-3.5 shrink-0 text-ink-3" aria-hidden />
      </button>
    )
  return (
    <form
      className="flex flex-col gap-2 text-left"
      onKeyDown={(it) => it.key === 'Escape' && setName(null)}
      onSubmit={(it) => {
        it.preventDefault()
        save.mutate(name.trim() === '' ? null : name.trim())
      }}
    >
      <Field
        label="Name"
        value={name}
        maxLength={200}
        autoFocus
        onChange={(it) => setName(it.target.value)}
        wrong={save.error && plainly(save.error)}
        note="Sealed with the workspace’s key, like messages."
      />
      <div className="flex justify-end gap-2">
        <Button size="sm" look="quiet" onClick={() => setName(null)}>
          Cancel
        </Button>
        <Button size="sm" look="primary" type="submit" disabled={save.isPending}>
          Save
        </Button>
      </div>
    </form>
  )
}
