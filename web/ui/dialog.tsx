import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { IconButton } from './icon-button.tsx'

type Props = { open: boolean; close: () => void; title: string; hideTitle?: boolean; wide?: boolean; children: ReactNode }

/** What a dialog asks for first. */
const FIRST = 'input:not([type=radio], [type=checkbox], [type=file], :disabled), textarea:not(:disabled), select:not(:disabled)'

/** Never more than one is open. Focus goes in, to the first field where there is one, stays in, and comes back. */
export const Dialog = ({ open, close, title, hideTitle = false, wide = false, children }: Props) => {
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && close()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-shade" />
        <Base.Popup
          ref={popup}
          // a finger has no keyboard yet: it would cover half the dialog
          initialFocus={(by) => (by === 'touch' ? null : popup.current?.querySelector<HTMLElement>(FIRST)) ?? true}
          className={`rise fixed top-[12vh] left-1/2 z-50 flex max-h-[76vh] w-[calc(100vw-2rem)] -translate-x-1/2 flex-col overflow-hidden rounded-2xl bg-raised text-ink shadow-float outline-none ${wide ? 'max-w-2xl' : 'max-w-md'}`}
        >
          <div className={hideTitle ? 'sr-only' : 'flex items-center justify-between gap-4 border-b border-line py-3 pr-3 pl-5'}>
            <Base.Title className="font-semibold text-[0.9375rem]">{title}</Base.Title>
            {!hideTitle && <IconButton icon={X} label="Close" onClick={close} />}
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
