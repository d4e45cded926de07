import { useQueryClient } from '@tanstack/react-query'
import { Link2 } from 'lucide-react'
import { useState } from 'react'
import type { InvitationView } from '#src/workspaces/views.ts'
import { deleteInvitationsById } from '../../../../client/sdk.generated.ts'
import { Button } from '../../../ui/button.tsx'
import { dateOf } from '../../../ui/times.ts'
import { Badge } from '../kit/badge.tsx'
import { Confirm } from '../kit/confirm.tsx'
import { useMay } from '../may.ts'
import { settingsKeys } from '../queries.ts'
import { titleOf } from './role-words.ts'

/** A link nobody has opened yet: for whom, from whom, until when. */
export const InvitationRow = ({ it: { id, name, role, by, expiresAt } }: { it: InvitationView }) => {
  const cache = useQueryClient()
  const may = useMay('members:write')
  const [revoking, setRevoking] = useState(false)
  const revoke = async () => {
    await deleteInvitationsById({ path: { id } })
    await cache.invalidateQueries({ queryKey: settingsKeys.invitations })
  }
  const called = name ?? 'somebody'
  return (
    <li className="flex items-center gap-3.5 border-line border-b px-4 py-3 last:border-0">
      <span aria-hidden className="grid size-9 shrink-0 place-items-center rounded-full border border-line-strong border-dashed text-ink-3">
        <Link2 className="size-4" strokeWidth={1.75} />
      </span>
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="break-words font-medium text-sm">{name ?? 'No name given'}</span>
          <Badge tone="calm">{titleOf(role)}</Badge>
        </p>
        <p className="mt-0.5 break-words text-ink-3 text-xs">
          {by && `From ${by === 'command line' ? 'the command line' : by}. `}Works until {dateOf(expiresAt)}.
        </p>
      </div>
      {may && (
        <Button size="sm" look="bad" aria-label={`Take back the invitation for ${called}`} onClick={() => setRevoking(true)}>
          Take back
        </Button>
      )}
      {revoking && (
        <Confirm title={`Take back the invitation for ${called}?`} verb="Take it back" does={revoke} close={() => setRevoking(false)}>
          <p>The link opens nothing any more, whoever has it. You can always make another.</p>
        </Confirm>
      )}
    </li>
  )
}
