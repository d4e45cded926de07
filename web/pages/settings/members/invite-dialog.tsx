import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Role } from '#src/workspaces/roles.ts'
import { postInvitations } from '../../../../client/sdk.generated.ts'
import { useSession } from '../../../api/who.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { No } from '../kit/no.tsx'
import { settingsKeys } from '../queries.ts'
import { HandOver } from './hand-over.tsx'
import { RoleChoice } from './role-choice.tsx'

/** A link is made, and shown this once. */
export const InviteDialog = ({ close }: { close: () => void }) => {
  const cache = useQueryClient()
  const { member } = useSession()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('member')
  const make = useMutation({
    mutationFn: () => postInvitations({ body: { name, role } }),
    onSuccess: () => cache.invalidateQueries({ queryKey: settingsKeys.invitations }),
  })
  if (make.data) return <HandOver invitation={make.data} close={close} />
  return (
    <Dialog open close={close} title="Invite somebody">
      <Form className="flex min-h-0 flex-col" send={() => make.mutate()} refused={make.error}>
        <div className="flex min-h-0 flex-col gap-5 overflow-y-auto p-5">
          <Field
            label="For whom"
            required
            maxLength={100}
            autoComplete="off"
            placeholder="Priya, evenings"
            value={name}
            onChange={(it) => setName(it.target.value)}
            note="So that you know the invitation again. They choose their own name when they come in."
          />
          <RoleChoice chosen={role} choose={setRole} mine={member.role} />
          <No error={make.error} what="It was not made." />
        </div>
        <div className="flex items-center justify-between gap-3 border-line border-t px-5 py-3">
          <p className="text-[0.8125rem] text-ink-3">Works once, for seven days.</p>
          <Button look="primary" type="submit" disabled={make.isPending}>
            Make the link
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
