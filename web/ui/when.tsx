import { useNow } from './now.ts'
import { exactly, shortly } from './times.ts'

/** How long ago, with the exact time under the pointer. */
export const When = ({ at, className = '' }: { at: string; className?: string }) => (
  <time dateTime={at} title={exactly(at)} className={`whitespace-nowrap tabular-nums ${className}`}>
    {shortly(at, Math.max(useNow(), Date.parse(at)))}
  </time>
)
