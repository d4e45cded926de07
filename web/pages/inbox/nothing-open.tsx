import { MessagesSquare } from 'lucide-react'
import { useSession } from '../../api/who.ts'
import { Empty } from '../../ui/empty.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { SidePane } from './side/side-pane.tsx'

export const NothingOpen = () => {
  const { simulator } = useSession()
  return (
    <>
      <div className="m-auto">
        <Empty icon={MessagesSquare} title="No conversation is open">
          Choose one from the list. <Kbd>j</Kbd> and <Kbd>k</Kbd> move in it, <Kbd>Enter</Kbd> opens, <Kbd>?</Kbd> shows every key.
          {simulator && ' Or write from the customer’s phone: it arrives here, through a simulated carrier.'}
        </Empty>
      </div>
      <SidePane conversation={null} />
    </>
  )
}
