import type { LucideIcon } from 'lucide-react'
import type { ButtonHTMLAttributes } from 'react'
import { Tooltip } from './tooltip.tsx'

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> & {
  icon: LucideIcon
  label: string
  /** Shown with the label, for those who like keys. */
  keys?: string
  side?: 'top' | 'right' | 'bottom' | 'left'
}

export const IconButton = ({ icon: Icon, label, keys, side = 'bottom', className = '', ...rest }: Props) => (
  <Tooltip side={side} text={keys ? `${label} (${keys})` : label}>
    <button
      type="button"
      aria-label={label}
      {...rest}
      className={`inline-grid size-8 shrink-0 place-items-center rounded-lg text-ink-2 transition-colors hover:bg-hover hover:text-ink disabled:opacity-40 aria-pressed:bg-accent-soft aria-pressed:text-accent ${className}`}
    >
      <Icon className="size-[1.125rem]" strokeWidth={1.75} aria-hidden />
    </button>
  </Tooltip>
)
