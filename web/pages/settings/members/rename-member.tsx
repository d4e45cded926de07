import { useQueryClient } from '@tanstack/react-query'
import type { MemberView } from '#src/workspaces/views.ts'
import { patchMembersById } from '../../../../client/sdk.generated.ts'
import { NameDialog } from '../kit/name-dialog.tsx'
import { refreshMembers } from './refresh-members.ts'

export const RenameMember = ({ it: { id, name, you }, close }: { it: MemberView; close: () => void }) => {
  const cache = useQueryClient()
  const save = async (next: string) => {
    await patchMembersById({ path: { id }, body: { name: next } })
    await refreshMembers(cache)
  }
  return <NameDialog title={you ? 'What you are called' : `What ${name} is called`} name={name} save={save} close={close} />
}
