import { Autocomplete } from '@base-ui/react/autocomplete'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { Search } from 'lucide-react'
import type { Conversation } from '#src/conversations/views.ts'
import { assign } from '../../api/commands.ts'
import { keys } from '../../api/keys.ts'
import { useSession } from '../../api/who.ts'
import { paths } from '../../paths.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { settings } from '../../ui/settings.ts'
import { focusReply, focusSearch } from './focus.ts'
import { openDialog } from './open-dialog.ts'
import { showSide } from './side.ts'
import { namedViews } from './views.ts'

type Command = { value: string; does: () => void }

export const CommandBar = ({ close }: { close: () => void }) => {
  const commands = useCommands()
  return (
    <Dialog open close={close} title="Command bar" hideTitle>
      <Autocomplete.Root items={commands} inline open autoHighlight itemToStringValue={(it: Command) => it.value}>
        <div className="flex items-center gap-3 border-line border-b px-4">
          <Search className="size-4 text-ink-3" aria-hidden />
          <Autocomplete.Input
            aria-label="What to do"
            placeholder="What do you want to do?"
            className="h-12 grow bg-transparent text-sm outline-none"
          />
        </div>
        <Autocomplete.Empty className="px-4 py-6 text-center text-[0.8125rem] text-ink-3 empty:hidden">
          Nothing by that name.
        </Autocomplete.Empty>
        <Autocomplete.List className="max-h-80 overflow-auto p-1.5 data-empty:p-0">
          {(it: Command) => (
            <Autocomplete.Item
              key={it.value}
              value={it}
              onClick={() => {
                close()
                // After the dialog has given the focus back, or it would take it from where the command puts it.
                setTimeout(it.does, 50)
              }}
              className="cursor-default rounded-lg px-3 py-2 text-[0.8125rem] data-highlighted:bg-hover"
            >
              {it.value}
            </Autocomplete.Item>
          )}
        </Autocomplete.List>
      </Autocomplete.Root>
    </Dialog>
  )
}

function useCommands(): Command[] {
  const navigate = useNavigate()
  const cache = useQueryClient()
  const { member, simulator } = useSession()
  const { conversationId } = useParams({ strict: false })
  const open = conversationId && cache.getQueryData<Conversation>(keys.conversation(conversationId))
  const go = namedViews.map(({ view, label }) => ({ value: `Go to: ${label}`, does: () => void navigate(paths.inbox({ view })) }))
  const here: Command[] = open
    ? [
        { value: 'Reply', does: focusReply },
        { value: 'Assign to me', does: () => void assign(cache, open, member).catch(() => undefined) },
        { value: 'Unassign', does: () => void assign(cache, open, null).catch(() => undefined) },
      ]
    : []
  const phone: Command[] = simulator ? [{ value: 'Show the customer’s phone beside', does: () => showSide('phone') }] : []
  return [
    ...here,
    { value: 'New conversation', does: () => void navigate(paths.newConversation()) },
    { value: 'Search', does: focusSearch },
    ...go,
    ...phone,
    { value: 'Theme: light', does: () => settings.set({ theme: 'light' }) },
    { value: 'Theme: dark', does: () => settings.set({ theme: 'dark' }) },
    { value: 'Theme: as the system', does: () => settings.set({ theme: 'system' }) },
    { value: 'Keyboard shortcuts', does: () => void openDialog.set('shortcuts') },
  ]
}
