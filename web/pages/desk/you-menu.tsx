import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ExternalLink, Keyboard, KeyRound, LogOut, Monitor, Moon, Sun } from 'lucide-react'
import { leave } from '../../api/door.ts'
import { outbox } from '../../api/outbox/store.ts'
import { useSession } from '../../api/who.ts'
import { paths } from '../../paths.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { useCell } from '../../ui/cell.ts'
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuLine } from '../../ui/menu.tsx'
import { type Settings, settings } from '../../ui/settings.ts'
import { openDialog } from './open-dialog.ts'

const icon = 'size-4 text-ink-3'
const themes: { value: Settings['theme']; text: string; label: React.ReactNode }[] = [
  { value: 'system', text: 'System', label: <Labelled icon={<Monitor className={icon} aria-hidden />} text="As the system" /> },
  { value: 'light', text: 'Light', label: <Labelled icon={<Sun className={icon} aria-hidden />} text="Light" /> },
  { value: 'dark', text: 'Dark', label: <Labelled icon={<Moon className={icon} aria-hidden />} text="Dark" /> },
]

function Labelled({ icon: shown, text }: { icon: React.ReactNode; text: string }) {
  return (
    <>
      {shown}
      {text}
    </>
  )
}

/** Who you are here, and how you like it. */
export const YouMenu = () => {
  const { member, workspace, simulator } = useSession()
  const { theme } = useCell(settings)
  const cache = useQueryClient()
  const navigate = useNavigate()
  const signOut = async () => {
    const waiting = outbox().get().length
    if (waiting > 0 && !confirm(`${waiting} unsent ${waiting === 1 ? 'message' : 'messages'} would be lost. Sign out all the same?`)) return
    await leave(cache)
    await navigate(paths.signIn())
  }
  return (
    <Menu
      side="top"
      trigger={
        <button type="button" aria-label={`${member.name}: settings and sign-out`} className="grid size-10 place-items-center rounded-full">
          <Avatar name={member.name} seed={member.id} />
        </button>
      }
    >
      <div className="px-2.5 pt-2 pb-1.5">
        <div className="font-semibold text-sm">{member.name}</div>
        <div className="text-ink-3 text-xs">{workspace.name}</div>
      </div>
      <MenuLine />
      <MenuLabel>Theme</MenuLabel>
      <MenuChoice label="Theme" value={theme} onChoose={(next) => settings.set({ theme: next })} options={themes} />
      <MenuLine />
      <MenuItem icon={Keyboard} onSelect={() => openDialog.set('shortcuts')}>
        Keyboard and sending
      </MenuItem>
      <MenuItem icon={KeyRound} onSelect={() => openDialog.set('passkey')}>
        Add a passkey
      </MenuItem>
      {simulator && (
        <MenuItem icon={ExternalLink} onSelect={() => void open(paths.phone(simulator), '_blank', 'noopener')}>
          Open the customer’s phone
        </MenuItem>
      )}
      <MenuLine />
      <MenuItem icon={LogOut} onSelect={() => void signOut()}>
        Sign out
      </MenuItem>
    </Menu>
  )
}
