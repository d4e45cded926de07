import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { LinkView } from '#src/routing/views.ts'
import { postLines, postNumbers } from '../../../../client/sdk.generated.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { wrongOf } from '../form/wrong-of.ts'
import { No } from '../kit/no.tsx'
import { settingsKeys, teamsQuery } from '../queries.ts'
import { LineFields } from './line-fields.tsx'

/** A number and, where there is a link, its first line: one without the other does nothing. */
export const AddNumber = ({ links, close }: { links: readonly LinkView[]; close: () => void }) => {
  const cache = useQueryClient()
  const { data: teams = [] } = useQuery(teamsQuery)
  const [number, setNumber] = useState('')
  const [label, setLabel] = useState('')
  const [line, setLine] = useState<{ linkId: string; teamId: string | null | undefined; rank: number }>({
    linkId: links[0]?.id ?? '',
    teamId: undefined,
    rank: 0,
  })
  const teamId = line.teamId === undefined ? (teams[0]?.id ?? null) : line.teamId
  /** Saved already by an attempt whose second half failed. */
  const made = useRef<{ typed: string; number: string } | null>(null)
  const save = useMutation({
    mutationFn: async () => {
      if (made.current?.typed !== number) made.current = { typed: number, number: (await postNumbers({ body: { number, label } })).number }
      if (line.linkId) await postLines({ body: { ...line, teamId, number: made.current.number } })
    },
    onSettled: () => cache.invalidateQueries({ queryKey: settingsKeys.numbers }),
    onSuccess: close,
  })
  const wrong = wrongOf(save.error)
  return (
    <Dialog open close={close} title="Add a number">
      <Form className="flex flex-col gap-4 overflow-y-auto p-5" send={() => save.mutate()} refused={save.error}>
        <Field
          label="Number"
          required
          inputMode="tel"
          placeholder="+1 415 555 0123"
          maxLength={80}
          value={number}
          onChange={(it) => setNumber(it.target.value)}
          wrong={wrong.get('number') ?? null}
          note="With its country code. Short codes are digits only."
        />
        <Field
          label="Name"
          required
          placeholder="Front desk"
          maxLength={100}
          value={label}
          onChange={(it) => setLabel(it.target.value)}
          wrong={wrong.get('label') ?? null}
          note="As your team calls it."
        />
        {links.length > 0 ? (
          <LineFields links={links} teams={teams} draft={{ ...line, teamId }} set={setLine} />
        ) : (
          <p className="text-[0.8125rem] text-ink-2">There is no link yet: the number is saved, and waits for a carrier.</p>
        )}
        <No error={save.error} beside />
        <Button look="primary" type="submit" disabled={save.isPending} className="self-end">
          Add it
        </Button>
      </Form>
    </Dialog>
  )
}
