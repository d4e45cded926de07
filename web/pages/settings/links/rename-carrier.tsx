import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { patchCarriersById } from '../../../../client/sdk.generated.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { No } from '../kit/no.tsx'
import { type Carrier, settingsKeys } from '../queries.ts'

export const RenameCarrier = ({ carrier, close }: { carrier: Carrier; close: () => void }) => {
  const cache = useQueryClient()
  const [name, setName] = useState(carrier.name)
  const save = useMutation({
    mutationFn: () => patchCarriersById({ path: { id: carrier.id }, body: { name } }),
    onSuccess: async () => {
      await Promise.all([settingsKeys.carriers, settingsKeys.links].map((queryKey) => cache.invalidateQueries({ queryKey })))
      close()
    },
  })
  return (
    <Dialog open close={close} title="Rename the carrier">
      <form
        className="flex flex-col gap-4 p-5"
        onSubmit={(it) => {
          it.preventDefault()
          save.mutate()
        }}
      >
        <Field label="Name" required maxLength={100} value={name} onChange={(it) => setName(it.target.value)} />
        <No error={save.error} />
        <Button look="primary" type="submit" disabled={save.isPending} className="self-end">
          Save
        </Button>
      </form>
    </Dialog>
  )
}
