import { Tooltip } from '@base-ui/react/tooltip'

export const Tip = ({ anchor, text }: { anchor: HTMLElement; text: string }) => (
  <Tooltip.Root open>
    <Tooltip.Portal>
      <Tooltip.Positioner anchor={anchor} side={sideOf(anchor.dataset['tipSide'])} sideOffset={6} className="pointer-events-none z-50">
        {/* What it says stands elsewhere for those who listen. */}
        <Tooltip.Popup
          aria-hidden
          className="rise max-w-72 whitespace-pre-line rounded-md bg-ink px-2 py-1 text-paper text-xs shadow-float"
        >
          {text}
        </Tooltip.Popup>
      </Tooltip.Positioner>
    </Tooltip.Portal>
  </Tooltip.Root>
)

const sideOf = (side: string | undefined) => (side === 'right' || side === 'bottom' || side === 'left' ? side : 'top')
