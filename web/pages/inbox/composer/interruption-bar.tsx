import { MessageCircleWarning, X } from 'lucide-react'
import { IconButton } from '../../../ui/icon-button.tsx'
import type { Interruption } from './use-interruption.ts'

export const InterruptionBar = ({ interruption: { messages, pressed, dismiss } }: { interruption: Interruption }) => {
  const last = messages.at(-1)
  if (!last) return null
  const who = last.direction === 'in' ? 'They' : (last.by?.name ?? 'A colleague')
  return (
    <div role="status" className="rise mb-2 flex items-center gap-2.5 rounded-xl bg-warn-soft py-1 pr-1 pl-3 text-[0.8125rem] text-warn">
      <MessageCircleWarning className="size-4 shrink-0" aria-hidden />
      <p className="min-w-0 grow truncate">
        <span className="font-semibold">{pressed ? 'Press Send again to send all the same. ' : ''}</span>
        {who} wrote while you were typing{messages.length > 1 ? ` (${messages.length} messages)` : ''}
        {last.text !== null && <>: “{last.text}”</>}
      </p>
      <IconButton icon={X} label="I have seen it" onClick={dismiss} className="size-7" />
    </div>
  )
}
