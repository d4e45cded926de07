import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { isAbove } from '#src/workspaces/roles.ts'
import type { MemberView } from '#src/workspaces/views.ts'
import { useSession } from '../../../api/who.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { Badge } from '../kit/badge.tsx'
import { useMay } from '../may.ts'
import { ChangeRole } from './change-role.tsx'
import { RemoveMember } from './remove-member.tsx'
import { RenameMember } from './rename-member.tsx'
import { titleOf } from './role-words.ts'

/** One member: who, with which role, and what can be done about it by whoever looks. */
export const MemberRow = ({ it, all }: { it: MemberView; all: readonly MemberView[] }) => {
  const { member: me } = useSession()
  const may = useMay('members:write') && !isAbove(it.role, me.role)
  const rename = { kind: 'item', text: 'Rename…', does: () => setOpen('name') } as const
  const [open, setOpen] = useState<'none' | 'name' | 'role' | 'remove'>('none')
  const close = () => setOpen('none')
  const others = all.filter(({ id }) => id !== it.id)
  return (
    <li className="flex items-center gap-3.5 border-line border-b px-4 py-3 last:border-0">
      <Avatar name={it.name} seed={it.id} />
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="break-words font-medium text-sm">{it.name}</span>
          <Badge tone={it.role === 'member' ? 'calm' : 'good'}>{titleOf(it.role)}</Badge>
          {it.you && <span className="text-ink-3 text-xs">You</span>}
        </p>
        <p className="mt-0.5 break-all text-ink-3 text-xs">{it.email}</p>
      </div>
      {(may || it.you) && (
        <Menu
          label={it.name}
          align="end"
          trigger={<IconButton icon={Ellipsis} label={`Change ${it.name}`} className="size-9" />}
          entries={
            may
              ? [
                  rename,
                  { kind: 'item', text: 'Change role…', does: () => setOpen('role') },
                  { kind: 'line' },
                  { kind: 'item', text: it.you ? 'Leave the workspace…' : 'Remove…', does: () => setOpen('remove') },
                ]
              : [rename]
          }
        />
      )}
      {open === 'name' && <RenameMember it={it} close={close} />}
      {open === 'role' && <ChangeRole it={it} others={others} close={close} />}
      {open === 'remove' && <RemoveMember it={it} others={others} close={close} />}
    </li>
  )
}
