import { type KeyboardEvent, type PointerEvent, useState } from 'react'

type Props = {
  label: string
  width: number
  min: number
  max: number
  set: (width: number) => void
  side: 'left' | 'right'
  className?: string
}

const STEP = 16

/** The edge of a pane: dragged, or moved with the arrow keys. `side` is where the pane lies. */
export const Resizer = ({ label, width, min, max, set, side, className = '' }: Props) => {
  const [from, setFrom] = useState<{ x: number; width: number } | null>(null)
  const to = (next: number) => set(Math.round(Math.min(max, Math.max(min, next))))
  const sign = side === 'left' ? 1 : -1
  const drag = (it: PointerEvent) => from && to(from.width + sign * (it.clientX - from.x))
  const key = (it: KeyboardEvent) => {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[it.key]
    if (!by) return
    it.preventDefault()
    to(width + sign * by)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule that can be moved has no element of its own
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={(it) => {
        it.currentTarget.setPointerCapture(it.pointerId)
        setFrom({ x: it.clientX, width })
      }}
      onPointerMove={drag}
      onPointerUp={() => setFrom(null)}
      onKeyDown={key}
      className={`group relative z-10 w-px shrink-0 cursor-col-resize touch-none bg-line before:absolute before:inset-y-0 before:-left-3 before:w-6 focus-visible:outline-offset-0 ${className}`}
    >
      <span className={`absolute inset-y-0 -left-px w-[3px] transition-colors group-hover:bg-accent ${from ? 'bg-accent' : ''}`} />
    </div>
  )
}
