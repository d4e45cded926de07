import type { ButtonHTMLAttributes, ReactNode } from 'react'

const looks = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  quiet: 'text-ink-2 hover:bg-hover hover:text-ink',
  outline: 'border border-line bg-raised text-ink shadow-lift hover:bg-hover',
  bad: 'text-bad hover:bg-bad-soft',
} as const

const sizes = { sm: 'h-7 gap-1.5 px-2.5 text-xs', md: 'h-9 gap-2 px-3.5 text-sm', lg: 'h-11 gap-2.5 px-4 text-[0.9375rem]' } as const

type Props = ButtonHTMLAttributes<HTMLButtonElement> & { look?: keyof typeof looks; size?: keyof typeof sizes; children: ReactNode }

export const buttonClass = (look: keyof typeof looks = 'outline', size: keyof typeof sizes = 'md'): string =>
  `inline-flex shrink-0 items-center justify-center rounded-lg font-medium transition-colors disabled:opacity-50 disabled:pointer-events-none ${looks[look]} ${sizes[size]}`

export const Button = ({ look = 'outline', size = 'md', className = '', type = 'button', ...rest }: Props) => (
  <button {...rest} type={type} className={`${buttonClass(look, size)} ${className}`} />
)
