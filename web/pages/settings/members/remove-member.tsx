import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { lastOne } from '#src/workspaces/roles.ts'
import type { MemberView } from '#src/workspaces/views.ts'
import { deleteMembersById } from '../../../../client/sdk.generated.ts'
import { leave } from '../../../api/door.ts'
import { paths } from '../../../paths.ts'
import { Choice } from '../kit/choice.tsx'
import { Confirm } from '../kit/confirm.tsx'
import { lastWords } from './last-words.ts'
import { refreshMembers } from './refresh-members.ts'

type Props = { it: MemberView; others: readonly MemberView[]; close: () => void }

/** Out of the workspace: what ends, what stays, and who goes on with the conversations. */
export const RemoveMember = ({ it: { id, name, role, you }, others, close }: Props) => {
  const cache = useQueryClient()
  const navigate = useNavigate()
  const [assignTo, setAssignTo] = useState('')
  const last = lastOne(
    role,
    others.map((one) => one.role),
  )
  const remove = async () => {
    await deleteMembersById({ path: { id }, ...(assignTo && { query: { assignTo } }) })
    if (!you) return refreshMembers(cache)
    await leave(cache)
    return navigate(paths.signIn())
  }
  return (
    <Confirm
      title={you ? 'Leave the workspace?' : `Remove ${name}?`}
      verb={you ? 'Leave it' : 'Remove them'}
      does={remove}
      close={close}
      keep={you ? 'Stay' : 'Keep them'}
      against={last && <p>{lastWords(last, { name, you })}</p>}
    >
      <p>
        {you ? 'You are' : 'They are'} signed out at once, in every browser. What {you ? 'you' : 'they'} wrote stays, with{' '}
        {you ? 'your' : 'their'} name on it. Coming back takes a new invitation.
      </p>
      <div className="py-2">
        <Choice
          label={you ? 'Your conversations go to' : 'Their conversations go to'}
          value={assignTo}
          onChange={(event) => setAssignTo(event.target.value)}
        >
          <option value="">Nobody (unassigned)</option>
          {others.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </Choice>
      </div>
      {role !== 'member' && (
        <p>
          The open invitations {you ? 'you' : 'they'} made are taken back. Keys {you ? 'you' : 'they'} made go on working: look at the{' '}
          <Link {...paths.keys()} className="font-medium text-accent underline underline-offset-2">
            API keys
          </Link>{' '}
          too.
        </p>
      )}
    </Confirm>
  )
}
