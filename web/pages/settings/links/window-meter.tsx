import type { LinkView } from '#src/routing/views.ts'
import { WindowBar } from './window-bar.tsx'

/** How much of its window is in use. A link without one only says what is under way. */
export const WindowMeter = ({ state: { window, underWay } }: Pick<LinkView, 'state'>) => {
  if (window === null) return <span className="text-[0.8125rem] text-ink-2 tabular-nums">{underWay} under way</span>
  return (
    <div className="min-w-28">
      <WindowBar share={underWay / window} />
      <p className="mt-1 whitespace-nowrap text-ink-3 text-xs tabular-nums">
        Window: {underWay} of {window} in use
      </p>
    </div>
  )
}
