import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { addPasskey } from '../../api/door.ts'
import { plainly } from '../../api/request.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'

export const PasskeyDialog = ({ close }: { close: () => void }) => {
  const [label, setLabel] = useState('This device')
  const add = useMutation({ mutationFn: () => addPasskey(label) })
  return (
    <Dialog open close={close} title="Add a passkey">
      <form
        className="flex flex-col gap-4 p-5"
        onSubmit={(it) => {
          it.preventDefault()
          add.mutate()
        }}
      >
        {add.isSuccess ? (
          <p role="status">Done. Next time you can sign in with it.</p>
        ) : (
          <>
            <p className="text-[0.8125rem] text-ink-2">
              A passkey signs you in with your fingerprint, face or device code. It cannot be guessed or phished.
            </p>
            <Field
              label="What you call it"
              value={label}
              maxLength={100}
              required
              onChange={(it) => setLabel(it.target.value)}
              wrong={add.error && `It was not added. ${passkeyTrouble(add.error)}`}
            />
            <Button look="primary" type="submit" disabled={add.isPending}>
              Add a passkey
            </Button>
          </>
        )}
      </form>
    </Dialog>
  )
}

/** The browser's own refusals are no problem of ours, and common: somebody pressed Cancel. */
export const passkeyTrouble = (error: unknown): string =>
  error instanceof Error && error.name === 'NotAllowedError' ? 'It was called off, or took too long.' : plainly(error)
