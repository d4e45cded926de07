import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'

type Props = { text: ReactNode; children: ReactElement; side?: 'top' | 'right' | 'bottom' | 'left' }

/** Says more about what is pointed at; never the only place something is said. */
export const Tooltip = ({ text, children, side = 'top' }: Props) => (
  <Base.Root>
    <Base.Trigger render={children} />
    <Base.Portal>
      <Base.Positioner side={side} sideOffset={6} className="z-50">
        <Base.Popup className="rise max-w-72 rounded-md bg-ink px-2 py-1 text-xs text-paper shadow-float">{text}</Base.Popup>
      </Base.Positioner>
    </Base.Portal>
  </Base.Root>
)

/** Once one tooltip is open, its neighbours open at once. */
export const TooltipGroup = ({ children }: { children: ReactNode }) => <Base.Provider delay={350}>{children}</Base.Provider>
