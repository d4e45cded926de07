import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../../../ui/icon-button.tsx'

export const PaneHeader = ({ title, close, children }: { title: string; close: () => void; children?: ReactNode }) => (
  <header className="flex h-14 shrink-0 items-center gap-1 pr-2.5 pl-4">
    <h2 className="grow font-semibold text-[0.8125rem] text-ink-2">{title}</h2>
    {children}
    <IconButton icon={X} label="Close this pane" onClick={close} />
  </header>
)
