import { Link, useSearch } from '@tanstack/react-router'
import { ArrowLeft, Moon, PanelRight, Smartphone, Sun } from 'lucide-react'
import type { Conversation } from '#src/conversations/views.ts'
import { useSession } from '../../../api/who.ts'
import { paths } from '../../../paths.ts'
import { shown } from '../../../ui/addresses.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { IconButton, iconButtonClass } from '../../../ui/icon-button.tsx'
import { useNow } from '../../../ui/now.ts'
import { clockIn, hourIn } from '../../../ui/times.ts'
import { toggleSide, useSide } from '../../desk/side.ts'
import { titleOf } from '../title.ts'
import { AssignMenu } from './assign-menu.tsx'

export const ThreadHeader = ({ conversation }: { conversation: Conversation }) => {
  const { contact } = conversation
  const side = useSide()
  const { simulator } = useSession()
  const { view, q } = useSearch({ from: '/signed-in/inbox' })
  const address = contact.addresses[0]
  return (
    <header className="flex h-14 shrink-0 items-center gap-2 border-line border-b pr-2.5 pl-4 max-md:pl-1.5">
      <Link
        {...paths.inbox({ ...(view ? { view } : {}), ...(q ? { q } : {}) })}
        aria-label="Back to the list"
        className={`${iconButtonClass} md:hidden`}
      >
        <ArrowLeft className="size-5" aria-hidden />
      </Link>
      <Avatar name={contact.name} seed={contact.id} size="sm" />
      <div className="ml-1 min-w-0 grow">
        <h2 className="truncate font-semibold text-[0.9375rem] leading-tight">{titleOf(contact)}</h2>
        <p className="flex items-center gap-1.5 truncate text-ink-3 text-xs">
          {contact.name && address && <span className="truncate max-sm:hidden">{shown(address.uri)}</span>}
          {contact.timeZone && <TheirTime zone={contact.timeZone} dot={Boolean(contact.name && address)} />}
        </p>
      </div>
      <AssignMenu conversation={conversation} />
      {simulator && (
        <IconButton icon={Smartphone} label="The customer’s phone" aria-pressed={side === 'phone'} onClick={() => toggleSide('phone')} />
      )}
      <IconButton icon={PanelRight} label="Contact" keys="p" aria-pressed={side === 'contact'} onClick={() => toggleSide('contact')} />
    </header>
  )
}

/** Before writing: is it night where they are? */
const TheirTime = ({ zone, dot }: { zone: string; dot: boolean }) => {
  const now = useNow()
  const hour = hourIn(zone, now)
  const Icon = hour < 7 || hour >= 20 ? Moon : Sun
  return (
    <span className="flex shrink-0 items-center gap-1" data-tip={`Their time zone: ${zone.replaceAll('_', ' ')}`} data-tip-side="bottom">
      {dot && <span className="mr-0.5 max-sm:hidden">·</span>}
      <Icon className="size-3" aria-hidden />
      {clockIn(zone, now)} for them
    </span>
  )
}
