import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { isAbove, lastOne } from '#src/workspaces/roles.ts'
import type { MemberView } from '#src/workspaces/views.ts'
import { patchMembersById } from '../../../../client/sdk.generated.ts'
import { useSession } from '../../../api/who.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { No } from '../kit/no.tsx'
import { lastWords } from './last-words.ts'
import { refreshMembers } from './refresh-members.ts'
import { RoleChoice } from './role-choice.tsx'

type Props = { it: MemberView; others: readonly MemberView[]; close: () => void }

/** Another role; what follows from it is said before it is saved. */
export const ChangeRole = ({ it, others, close }: Props) => {
  const cache = useQueryClient()
  const { member: me } = useSession()
  const [role, setRole] = useState(it.role)
  const save = useMutation({
    mutationFn: async () => {
      await patchMembersById({ path: { id: it.id }, body: { role } })
      await refreshMembers(cache)
    },
    onSuccess: close,
  })
  const lower = isAbove(it.role, role)
  const last =
    lower &&
    lastOne(
      it.role,
      [...others, { role }].map((one) => one.role),
    )
  return (
    <Dialog open close={close} title={it.you ? 'Your role' : `${it.name}’s role`}>
      <form
        className="flex flex-col gap-4 overflow-y-auto p-5"
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <RoleChoice chosen={role} choose={setRole} mine={me.role} {...(it.you && { legend: 'What you may do' })} />
        <p role="status" className="text-[0.8125rem] text-ink-2 leading-relaxed empty:hidden">
          {last && lastWords(last, it)}
          {lower && !last && `The open invitations ${it.you ? 'you' : 'they'} made are taken back.`}
          {lower && !last && it.you && ' You cannot give yourself the old role back: ask somebody who has it.'}
        </p>
        <No error={save.error} what="It was not changed." />
        <Button look="primary" type="submit" disabled={save.isPending || role === it.role || Boolean(last)} className="self-end">
          Save
        </Button>
      </form>
    </Dialog>
  )
}
