import { Inbox, type LucideIcon, MailOpen, UserRound, UserRoundX } from 'lucide-react'
import type { View } from '../../paths.ts'

type Named = { view: View; label: string; short: string; icon: LucideIcon; empty: string }

/** The views there are, in the order they are shown. */
export const namedViews: readonly Named[] = [
  {
    view: 'all',
    label: 'All conversations',
    short: 'Inbox',
    icon: Inbox,
    empty: 'Everything anybody writes to your numbers appears here.',
  },
  {
    view: 'mine',
    label: 'Assigned to you',
    short: 'Mine',
    icon: UserRound,
    empty: 'What you take, or a colleague gives you, appears here.',
  },
  { view: 'unassigned', label: 'Unassigned', short: 'Unassigned', icon: UserRoundX, empty: 'What nobody has taken yet appears here.' },
  { view: 'unread', label: 'Unread', short: 'Unread', icon: MailOpen, empty: 'What you have not read yet appears here.' },
]

export const named = (view: View): Named => namedViews.find((it) => it.view === view)!
