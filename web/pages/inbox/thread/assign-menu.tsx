import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ChevronDown, Hand } from 'lucide-react'
import type { Conversation } from '#src/conversations/views.ts'
import type { MemberView } from '#src/workspaces/views.ts'
import { assign } from '../../../api/commands.ts'
import { plainly } from '../../../api/request.ts'
import { useMembers, useSession } from '../../../api/who.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { Button } from '../../../ui/button.tsx'
import { useCell } from '../../../ui/cell.ts'
import { Menu } from '../../../ui/menu.tsx'
import { assignOpen } from '../../desk/open-dialog.ts'

const NOBODY = 'nobody'

/** Take it, give it to a colleague, or put it back. */
export const AssignMenu = ({ conversation }: { conversation: Conversation }) => {
  const cache = useQueryClient()
  const members = useMembers()
  const { member: me } = useSession()
  const open = useCell(assignOpen)
  const give = useMutation({ mutationFn: (to: MemberView | null) => assign(cache, conversation, to) })
  const { assignee } = conversation
  const options = [
    ...members.map((it) => ({
      value: it.id,
      text: it.id === me.id ? `${it.name} (you)` : it.name,
      before: <Avatar name={it.name} seed={it.id} size="xs" />,
    })),
    { value: NOBODY, text: 'Nobody', before: <span className="size-5 rounded-full border border-line-strong border-dashed" /> },
  ]
  return (
    <div className="flex items-center gap-1.5">
      {give.isError && (
        <span role="alert" className="text-bad text-xs">
          {plainly(give.error)}
        </span>
      )}
      {!assignee && (
        <Button size="sm" aria-keyshortcuts="m" onClick={() => give.mutate(me)} data-tip="Assign to me (m)" data-tip-side="bottom">
          <Hand className="size-3.5" aria-hidden />
          Take
        </Button>
      )}
      <Menu
        label="Assign to"
        open={open}
        setOpen={(next) => void assignOpen.set(next)}
        align="end"
        entries={[
          {
            kind: 'choice',
            label: 'Assign to',
            value: assignee?.memberId ?? NOBODY,
            choose: (id) => give.mutate(members.find((it) => it.id === id) ?? null),
            options,
          },
        ]}
        trigger={
          <button
            type="button"
            data-tip={assignee ? `Assigned to ${assignee.memberId === me.id ? 'you' : assignee.name} (a)` : 'Assign to… (a)'}
            data-tip-side="bottom"
            className="flex h-8 items-center gap-1.5 rounded-lg px-1.5 text-ink-2 text-xs hover:bg-hover"
          >
            <span className="sr-only">
              {assignee ? `Assigned to ${assignee.memberId === me.id ? 'you' : assignee.name}. Change` : 'Assign to…'}
            </span>
            {assignee ? (
              <Avatar name={assignee.name} seed={assignee.memberId} size="xs" />
            ) : (
              <span aria-hidden className="max-lg:hidden">
                Assign
              </span>
            )}
            {assignee && (
              <span aria-hidden className="max-w-24 truncate max-lg:hidden">
                {assignee.memberId === me.id ? 'You' : assignee.name}
              </span>
            )}
            <ChevronDown className="size-3.5 text-ink-3" aria-hidden />
          </button>
        }
      />
    </div>
  )
}
