import type { LucideIcon } from 'lucide-react'
import type { ButtonHTMLAttributes, Ref } from 'react'

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> & {
  icon: LucideIcon
  label: string
  /** Shown with the label, for those who like keys. */
  keys?: string
  ref?: Ref<HTMLButtonElement>
}

export const iconButtonClass =
  'inline-grid size-8 shrink-0 place-items-center rounded-lg text-ink-2 transition-colors hover:bg-hover hover:text-ink disabled:opacity-40 aria-pressed:bg-accent-soft aria-pressed:text-accent'

export const IconButton = ({ icon: Icon, label, keys, className = '', ...rest }: Props) => (
  <button
    type="button"
    aria-label={label}
    data-tip={keys ? `${label} (${keys})` : label}
    data-tip-side="bottom"
    {...rest}
    className={`${iconButtonClass} ${className}`}
  >
    <Icon className="size-[1.125rem]" strokeWidth={1.75} aria-hidden />
  </button>
)
