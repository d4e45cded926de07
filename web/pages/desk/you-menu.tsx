import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ExternalLink, Keyboard, KeyRound, LogOut, type LucideIcon, Monitor, Moon, Settings as SettingsIcon, Sun } from 'lucide-react'
import { leave } from '../../api/door.ts'
import { outbox } from '../../api/outbox/store.ts'
import { useSession } from '../../api/who.ts'
import { paths } from '../../paths.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { useCell } from '../../ui/cell.ts'
import { type Entry, Menu } from '../../ui/menu.tsx'
import { type Settings, settings } from '../../ui/settings.ts'
import { openDialog } from './open-dialog.ts'

const themes: { value: Settings['theme']; text: string; icon: LucideIcon }[] = [
  { value: 'system', text: 'As the system', icon: Monitor },
  { value: 'light', text: 'Light', icon: Sun },
  { value: 'dark', text: 'Dark', icon: Moon },
]

/** Who you are here, and how you like it. */
export const YouMenu = () => {
  const { member } = useSession()
  return (
    <Menu
      label="You"
      side="top"
      entries={useEntries()}
      trigger={
        <button type="button" className="grid size-10 place-items-center rounded-full">
          <Avatar name={member.name} seed={member.id} />
          <span className="sr-only">{member.name}: settings and sign-out</span>
        </button>
      }
    />
  )
}

function useEntries(): Entry[] {
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
  const options = themes.map(({ icon: Icon, ...it }) => ({
    ...it,
    before: <Icon className="size-4 text-ink-3" strokeWidth={1.75} aria-hidden />,
  }))
  const choose = (it: string) => settings.set({ theme: themes.find(({ value }) => value === it)?.value ?? 'system' })
  const phone: Entry[] = simulator
    ? [
        {
          kind: 'item',
          icon: ExternalLink,
          text: 'Open the customer’s phone',
          does: () => void open(paths.phone(simulator), '_blank', 'noopener'),
        },
      ]
    : []
  return [
    { kind: 'title', content: <Who name={member.name} of={workspace.name} /> },
    { kind: 'line' },
    { kind: 'choice', label: 'Theme', value: theme, choose, options },
    { kind: 'line' },
    { kind: 'item', icon: SettingsIcon, text: 'Settings', does: () => void navigate(paths.settings()) },
    { kind: 'item', icon: Keyboard, text: 'Keyboard and sending', does: () => void openDialog.set('shortcuts') },
    { kind: 'item', icon: KeyRound, text: 'Add a passkey', does: () => void openDialog.set('passkey') },
    ...phone,
    { kind: 'line' },
    { kind: 'item', icon: LogOut, text: 'Sign out', does: () => void signOut() },
  ]
}

const Who = ({ name, of }: { name: string; of: string }) => (
  <>
    <div className="font-semibold text-sm">{name}</div>
    <div className="text-ink-3 text-xs">{of}</div>
  </>
)
