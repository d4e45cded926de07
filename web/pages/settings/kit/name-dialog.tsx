import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { No } from './no.tsx'

type Props = {
  title: string
  /** As it is called now. */
  name: string
  /** Done when the lists that show it are fresh. */
  save: (name: string) => Promise<unknown>
  close: () => void
}

/** Another name for something that has one. */
export const NameDialog = ({ title, name: now, save, close }: Props) => {
  const [name, setName] = useState(now)
  const saving = useMutation({ mutationFn: () => save(name), onSuccess: close })
  return (
    <Dialog open close={close} title={title}>
      <Form className="flex flex-col gap-4 p-5" send={() => saving.mutate()} refused={saving.error}>
        <Field label="Name" required maxLength={100} value={name} onChange={(it) => setName(it.target.value)} />
        <No error={saving.error} />
        <Button look="primary" type="submit" disabled={saving.isPending} className="self-end">
          Save
        </Button>
      </Form>
    </Dialog>
  )
}
