import { type ReactNode, useEffect } from 'react'
import type { Conversation } from '#src/conversations/views.ts'
import { useSession } from '../../../api/who.ts'
import { useCell } from '../../../ui/cell.ts'
import { Resizer } from '../../../ui/resizer.tsx'
import { settings } from '../../../ui/settings.ts'
import { isWide, type Side, showSide, useSide } from '../../desk/side.ts'
import { ContactCard } from './contact-card.tsx'
import { PhonePane } from './phone-pane.tsx'

/** Below this the thread would be squeezed: the pane lies over it instead, and does not open by itself. */
const ROOM_PX = 1180

/** Beside the thread: who it is, or what they see on their phone. */
export const SidePane = ({ conversation }: { conversation: Conversation | null }) => {
  const { sideWidth } = useCell(settings)
  const side = useSide()
  const { simulator } = useSession()
  useEffect(() => {
    if (isWide() && !settings.chosen('side')) settings.set({ side: innerWidth < ROOM_PX ? 'none' : simulator ? 'phone' : 'contact' })
  }, [simulator])
  const content = contentOf(side, conversation, simulator, () => showSide('none'))
  if (!content) return null
  return (
    <>
      <Resizer
        label="Width of the side pane"
        side="right"
        width={sideWidth}
        min={260}
        max={480}
        set={(next) => settings.set({ sideWidth: next })}
        className="max-lg:hidden"
      />
      <section
        aria-label={side === 'phone' ? 'The customer’s phone' : 'Contact'}
        style={{ '--side-width': `${sideWidth}px` }}
        className="flex w-(--side-width) shrink-0 flex-col overflow-hidden bg-side max-lg:fixed max-lg:inset-y-0 max-lg:right-0 max-lg:z-30 max-lg:max-w-full max-lg:border-line max-lg:border-l max-lg:shadow-float max-sm:w-full"
      >
        {content}
      </section>
    </>
  )
}

function contentOf(side: Side, conversation: Conversation | null, simulator: string | null, close: () => void): ReactNode {
  if (side === 'phone' && simulator) return <PhonePane simulator={simulator} close={close} />
  return side === 'contact' && conversation ? <ContactCard conversation={conversation} close={close} /> : null
}
