import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { addPasskey } from '../../api/door.ts'
import { plainly } from '../../api/request.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Form } from '../../ui/form.tsx'

export const PasskeyDialog = ({ close }: { close: () => void }) => {
  const [label, setLabel] = useState('This device')
  const add = useMutation({ mutationFn: () => addPasskey(label) })
  return (
    <Dialog open close={close} title="Add a passkey">
      <Form className="flex flex-col gap-4 p-5" send={() => add.mutate()} refused={add.error}>
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
      </Form>
    </Dialog>
  )
}

/** The browser's own refusals are no problem of ours, and common: somebody pressed Cancel, or has one here. */
export const passkeyTrouble = (error: unknown): string => (error instanceof Error && refusals[error.name]) || plainly(error)

// spec: WebAuthn L3 §5.1.3: what `create` fails with when an excluded credential is on this device
const refusals: Record<string, string> = {
  NotAllowedError: 'It was called off, or took too long.',
  InvalidStateError: 'There is a passkey of yours on this device already.',
}
