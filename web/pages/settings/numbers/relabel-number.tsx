import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { patchNumbersByNumber } from '../../../../client/sdk.generated.ts'
import { shown } from '../../../ui/addresses.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { No } from '../kit/no.tsx'
import { type OurNumber, settingsKeys } from '../queries.ts'

export const RelabelNumber = ({ number, close }: { number: OurNumber; close: () => void }) => {
  const cache = useQueryClient()
  const [label, setLabel] = useState(number.label)
  const save = useMutation({
    mutationFn: () => patchNumbersByNumber({ path: { number: number.number }, body: { label } }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: settingsKeys.numbers })
      close()
    },
  })
  return (
    <Dialog open close={close} title={`What ${shown(number.number)} is called`}>
      <form
        className="flex flex-col gap-4 p-5"
        onSubmit={(it) => {
          it.preventDefault()
          save.mutate()
        }}
      >
        <Field label="Name" required maxLength={100} value={label} onChange={(it) => setLabel(it.target.value)} />
        <No error={save.error} />
        <Button look="primary" type="submit" disabled={save.isPending} className="self-end">
          Save
        </Button>
      </form>
    </Dialog>
  )
}
