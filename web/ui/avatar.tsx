import { UserRound } from 'lucide-react'

type Props = { name: string | null; seed: string; size?: 'xs' | 'sm' | 'md' | 'lg' }

const sizes = { xs: 'size-5 text-[0.5625rem]', sm: 'size-7 text-[0.6875rem]', md: 'size-9 text-xs', lg: 'size-16 text-xl' } as const

/** A face for whom we have no picture of: initials, in a colour that stays theirs. Decoration: the name stands beside it. */
export const Avatar = ({ name, seed, size = 'md' }: Props) => (
  <span
    aria-hidden
    style={{ background: `light-dark(oklch(0.91 0.045 ${hue(seed)}), oklch(0.37 0.055 ${hue(seed)}))`, color: ink(hue(seed)) }}
    className={`inline-grid shrink-0 select-none place-items-center rounded-full font-semibold tracking-wide ${sizes[size]}`}
  >
    {name ? initials(name) : <UserRound className="size-1/2" strokeWidth={2} />}
  </span>
)

const ink = (at: number) => `light-dark(oklch(0.38 0.08 ${at}), oklch(0.9 0.05 ${at}))`

const hue = (seed: string): number => {
  let sum = 0
  for (const char of seed) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 3600
  return sum / 10
}

const initials = (name: string): string => {
  const words = name.trim().split(/\s+/)
  const first = words[0] ?? ''
  const last = words.length > 1 ? (words.at(-1) ?? '') : ''
  return ((Array.from(first)[0] ?? '') + (Array.from(last)[0] ?? '')).toUpperCase()
}
