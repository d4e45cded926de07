import { useNow } from './now.ts'
import { ago, exactly, shortly } from './times.ts'

type Props = { at: string; className?: string /** As within a sentence. */; spoken?: boolean }

/** How long ago, with the exact time under the pointer. */
export const When = ({ at, className = '', spoken = false }: Props) => (
  <time dateTime={at} title={exactly(at)} className={`whitespace-nowrap tabular-nums ${className}`}>
    {(spoken ? ago : shortly)(at, Math.max(useNow(), Date.parse(at)))}
  </time>
)
