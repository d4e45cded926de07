import { ChevronDown } from 'lucide-react'
import type { SelectHTMLAttributes } from 'react'
import { inputClass } from './field.tsx'

/** The browser's own list, with an arrow that keeps its distance from the border. */
export const Select = (props: SelectHTMLAttributes<HTMLSelectElement>) => (
  <div className="relative">
    <select {...props} className={`${inputClass} appearance-none truncate pr-9`} />
    <ChevronDown className="pointer-events-none absolute top-3 right-3 size-4 text-ink-3" aria-hidden />
  </div>
)
