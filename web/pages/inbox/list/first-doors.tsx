import { Link } from '@tanstack/react-router'
import { Phone, Smartphone, SquarePen } from 'lucide-react'
import type { ReactNode } from 'react'
import { useLines, useSession } from '../../../api/who.ts'
import { paths } from '../../../paths.ts'
import { shown } from '../../../ui/addresses.ts'
import { isWide, showSide } from '../../desk/side.ts'

/** A workspace in which nobody has said anything yet: never a blank. */
export const FirstDoors = () => {
  const { simulator } = useSession()
  const lines = useLines()
  return (
    <div className="flex flex-col gap-2 overflow-auto px-4 py-6">
      <h2 className="font-semibold text-[0.9375rem]">Nobody has written yet</h2>
      <p className="mb-3 text-[0.8125rem] text-ink-2">As soon as somebody does, it appears here by itself.</p>
      {simulator && (
        <button type="button" onClick={() => showPhone(simulator)} className={door}>
          <Door icon={<Smartphone className="size-5" aria-hidden />} title="Try it with the customer’s phone">
            It opens beside the inbox. Write from it, and answer here.
          </Door>
        </button>
      )}
      <Link {...paths.newConversation()} className={door}>
        <Door icon={<SquarePen className="size-5" aria-hidden />} title="Write first">
          Start a conversation with any number.
        </Door>
      </Link>
      <div className={door}>
        <Door icon={<Phone className="size-5" aria-hidden />} title={lines.length > 0 ? 'Give your number away' : 'Connect a line'}>
          {lines.length > 0
            ? `People reach you at ${lines.map((it) => shown(it.number)).join(', ')}.`
            : 'No line is connected yet. Whoever runs this server connects one from its command line.'}
        </Door>
      </div>
    </div>
  )
}

/** On a phone there is no pane to show another phone in. */
function showPhone(simulator: string): void {
  if (isWide()) showSide('phone')
  else void open(paths.phone(simulator), '_blank', 'noopener')
}

const door = 'flex gap-3 rounded-xl border border-line bg-paper p-3.5 text-left shadow-lift [&:is(a,button)]:hover:border-accent'

const Door = ({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) => (
  <>
    <span className="grid size-9 shrink-0 place-items-center rounded-lg bg-accent-soft text-accent">{icon}</span>
    <span>
      <span className="block font-medium text-sm">{title}</span>
      <span className="mt-0.5 block text-[0.8125rem] text-ink-2">{children}</span>
    </span>
  </>
)
