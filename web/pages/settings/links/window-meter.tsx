import type { LinkView } from '#src/routing/views.ts'

/** How much of its window is in use. A link without one only says what is under way. */
export const WindowMeter = ({ state: { window, underWay } }: Pick<LinkView, 'state'>) => {
  if (window === null) return <span className="text-[0.8125rem] text-ink-2 tabular-nums">{underWay} under way</span>
  const share = Math.min(1, underWay / window)
  const words = `${underWay} of ${window} in use`
  return (
    <div className="min-w-28">
      <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-line">
        <div
          style={{ width: `${share * 100}%` }}
          className={`h-full rounded-full transition-[width] ${share > 0.9 ? 'bg-warn' : 'bg-accent'}`}
        />
      </div>
      <p className="mt-1 whitespace-nowrap text-ink-3 text-xs tabular-nums">Window: {words}</p>
    </div>
  )
}
