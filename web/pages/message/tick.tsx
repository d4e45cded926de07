import { Ban, Check, CheckCheck, CircleAlert, CircleCheck, CircleHelp, Clock3, Eye, Hourglass, type LucideIcon, Split } from 'lucide-react'
import type { Bubble } from '#src/message/views.ts'
import { type TickShape, tickOf } from './tick-of.ts'

export const tickIcons: Record<TickShape, LucideIcon> = {
  clock: Clock3,
  held: Hourglass,
  review: Eye,
  one: Check,
  unknown: CircleHelp,
  two: CheckCheck,
  read: CircleCheck,
  failed: CircleAlert,
  doubt: Split,
  canceled: Ban,
}

export const tickTones = { calm: 'text-ink-3', good: 'text-good', warn: 'text-warn', bad: 'text-bad' } as const

/** The state of an outgoing message by its shape, with words for who cannot see it. */
export const Tick = ({ bubble, className = 'size-4' }: { bubble: Bubble; className?: string }) => {
  const it = tickOf(bubble)
  if (!it) return null
  const Icon = tickIcons[it.shape]
  return (
    <>
      <Icon className={`${tickTones[it.tone]} ${className}`} strokeWidth={2} aria-hidden />
      <span className="sr-only">{it.text}. </span>
    </>
  )
}
