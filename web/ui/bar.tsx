import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

const tones = {
  calm: 'bg-accent-soft text-ink',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
} as const

type Props = { tone: keyof typeof tones; icon: LucideIcon; children: ReactNode; action?: ReactNode; live?: 'polite' | 'assertive' | 'off' }

/** A line across the top of what it is about. */
export const Bar = ({ tone, icon: Icon, children, action, live = 'polite' }: Props) => (
  <div
    role={live === 'assertive' ? 'alert' : 'status'}
    aria-live={live}
    className={`rise flex min-h-9 items-center gap-2.5 px-4 py-1.5 text-[0.8125rem] font-medium ${tones[tone]}`}
  >
    <Icon className="size-4 shrink-0" strokeWidth={2} aria-hidden />
    <div className="min-w-0 grow">{children}</div>
    {action}
  </div>
)
