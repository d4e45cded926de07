import { useQuery } from '@tanstack/react-query'
import { UserRoundPlus } from 'lucide-react'
import { useState } from 'react'
import { membersQuery } from '../../../api/queries.ts'
import { Button } from '../../../ui/button.tsx'
import { Loaded } from '../kit/loaded.tsx'
import { LookOnly } from '../kit/look-only.tsx'
import { Page } from '../kit/page.tsx'
import { Panel } from '../kit/panel.tsx'
import { useMay } from '../may.ts'
import { invitationsQuery } from '../queries.ts'
import { InvitationRow } from './invitation-row.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { MemberRow } from './member-row.tsx'

/** Who works here, and who was asked to. */
export const MembersPage = () => {
  const may = useMay('members:write')
  const members = useQuery({ ...membersQuery, staleTime: 0 })
  const invitations = useQuery(invitationsQuery)
  const [inviting, setInviting] = useState(false)
  return (
    <Page
      title="Members"
      lead="Who works here, and what they may do. Everybody comes in by a link that works once, and signs in with a passkey or password of their own."
      actions={
        may && (
          <Button look="primary" onClick={() => setInviting(true)}>
            <UserRoundPlus className="size-4" aria-hidden />
            Invite somebody
          </Button>
        )
      }
    >
      <LookOnly scope="members:write" but="except your own name" />
      <Loaded of={members}>
        {(all) => (
          <Panel title={all.length === 1 ? 'One member' : `${all.length} members`}>
            <ul>
              {all.map((it) => (
                <MemberRow key={it.id} it={it} all={all} />
              ))}
            </ul>
          </Panel>
        )}
      </Loaded>
      <Loaded of={invitations}>
        {(open) => (
          <Panel title="Open invitations" note="Links nobody has used yet. They were shown once; what is lost is taken back and made anew.">
            {open.length === 0 ? (
              <p className="px-4 py-3.5 text-[0.8125rem] text-ink-2">
                None. {may && 'Invite somebody, and the link stands here until they come in.'}
              </p>
            ) : (
              <ul>
                {open.map((it) => (
                  <InvitationRow key={it.id} it={it} />
                ))}
              </ul>
            )}
          </Panel>
        )}
      </Loaded>
      {inviting && <InviteDialog close={() => setInviting(false)} />}
    </Page>
  )
}
