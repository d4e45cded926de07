import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { entryIn } from '#src/policies/lists/entry.ts'
import { postPoliciesListsByList } from '../../../../client/sdk.generated.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { No } from '../kit/no.tsx'
import { type ListHead, settingsKeys } from '../queries.ts'

/** A few numbers by hand, read by the same rules as a file. */
export const AddEntries = ({ list, title, close }: { list: ListHead['list']; title: string; close: () => void }) => {
  const cache = useQueryClient()
  const id = useId()
  const [text, setText] = useState('')
  const read = text.split('\n').map((line) => ({ line, read: entryIn(line) }))
  const entries = read.flatMap((it) => (it.read.kind === 'entry' ? [it.read.entry] : []))
  const wrong = read.filter((it) => it.read.kind === 'wrong').map((it) => it.line.trim())
  const add = useMutation({
    mutationFn: () => postPoliciesListsByList({ path: { list }, body: { entries } }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: settingsKeys.lists })
      close()
    },
  })
  return (
    <Dialog open close={close} title={`Add to ${title}`}>
      <form
        className="flex flex-col gap-4 overflow-y-auto p-5"
        onSubmit={(it) => {
          it.preventDefault()
          if (entries.length > 0 && wrong.length === 0) add.mutate()
        }}
      >
        <div>
          <label htmlFor={id} className="mb-1.5 block font-medium text-[0.8125rem] text-ink-2">
            Numbers, or beginnings of numbers
          </label>
          <textarea
            id={id}
            rows={6}
            required
            spellCheck={false}
            placeholder={'+1900, premium rate\n+14155550123'}
            value={text}
            onChange={(it) => setText(it.target.value)}
            aria-describedby={`${id}-note`}
            aria-invalid={wrong.length > 0}
            className="w-full rounded-lg border border-line-strong bg-paper px-3 py-2 font-mono text-[0.8125rem] text-ink placeholder:text-ink-3 focus-visible:outline-offset-0"
          />
          <p id={`${id}-note`} className="mt-1.5 text-ink-3 text-xs">
            {wrong.length > 0 && <span className="block font-medium text-bad">“{wrong[0]}” is no number or beginning of one.</span>}
            One a line, with its country code. What stands after a comma is a note.
          </p>
        </div>
        <No error={add.error} what="Nothing was added." />
        <Button look="primary" type="submit" disabled={add.isPending || entries.length === 0} className="self-end">
          {entries.length > 1 ? `Add ${entries.length}` : 'Add'}
        </Button>
      </form>
    </Dialog>
  )
}
