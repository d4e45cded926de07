import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

const tones = {
  good: 'bg-accent-soft text-good',
  calm: 'bg-ground text-ink-2',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
} as const
export type Tone = keyof typeof tones

type Props = { tone: Tone; icon?: LucideIcon | undefined; children: ReactNode }

/** A state, by its words first; shape and colour only repeat them. */
export const Badge = ({ tone, icon: Icon, children }: Props) => (
  <span
    className={`inline-flex shrink-0 items-center gap-1.5 whitespace-nowrap rounded-full px-2 py-0.5 font-medium text-xs ${tones[tone]}`}
  >
    {Icon && <Icon className="size-3.5 shrink-0" strokeWidth={2.25} aria-hidden />}
    {children}
  </span>
)
