import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Scope, scopesOf } from '#src/workspaces/api-keys/scopes.ts'
import { postKeys } from '../../../../client/sdk.generated.ts'
import { useSession } from '../../../api/who.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { No } from '../kit/no.tsx'
import { ShownOnce } from '../kit/shown-once.tsx'
import { settingsKeys } from '../queries.ts'
import { presets } from './presets.ts'
import { ScopeChoice } from './scope-choice.tsx'

/** A key is made, and shown this once. */
export const NewKey = ({ close }: { close: () => void }) => {
  const cache = useQueryClient()
  const { member } = useSession()
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<Scope[]>([...presets[0]!.scopes])
  const make = useMutation({
    mutationFn: () => postKeys({ body: { name, scopes: chosen } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: settingsKeys.keys }),
  })
  if (make.data)
    return (
      <Dialog open close={close} title="Copy the key now" wide>
        <div className="flex min-h-0 flex-col gap-4 overflow-y-auto p-5">
          <p className="text-ink-2 text-sm">
            It is not stored, only something to recognise it by. If it is lost, make another and revoke this one.
          </p>
          <ShownOnce label={name} secret={make.data.key} />
          <p className="text-[0.8125rem] text-ink-2">Give it as a bearer token:</p>
          <pre className="overflow-x-auto rounded-xl bg-ground p-3 font-mono text-xs leading-relaxed">
            {`curl ${location.origin}/v1/messages -H 'authorization: Bearer ${make.data.key.slice(0, 11)}…'`}
          </pre>
        </div>
        <div className="flex justify-end border-line border-t px-5 py-3">
          <Button look="primary" onClick={close}>
            I have it
          </Button>
        </div>
      </Dialog>
    )
  return (
    <Dialog open close={close} title="Make a key" wide>
      <Form className="flex min-h-0 flex-col" send={() => make.mutate()} refused={make.error}>
        <div className="flex min-h-0 flex-col gap-5 overflow-y-auto p-5">
          <Field
            label="Name"
            required
            maxLength={100}
            placeholder="Booking system"
            value={name}
            onChange={(it) => setName(it.target.value)}
            note="Who uses it: you will want to know when you look at this list in a year."
          />
          <ScopeChoice chosen={chosen} choose={setChosen} mine={scopesOf[member.role]} />
          <No error={make.error} />
        </div>
        <div className="flex items-center justify-between gap-3 border-line border-t px-5 py-3">
          <p className="text-[0.8125rem] text-ink-3">
            {chosen.length === 0 ? 'Choose at least one.' : `${chosen.length} ${chosen.length === 1 ? 'scope' : 'scopes'}`}
          </p>
          <Button look="primary" type="submit" disabled={make.isPending || chosen.length === 0}>
            Make the key
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
