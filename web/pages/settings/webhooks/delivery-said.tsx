import { CircleAlert, CircleCheck, Clock3, type LucideIcon } from 'lucide-react'
import type { DeliveryView } from '#src/surfaces/webhooks/views.ts'

const looks: Record<DeliveryView['state'], { word: string; icon: LucideIcon; tone: string }> = {
  delivered: { word: 'Taken', icon: CircleCheck, tone: 'text-good' },
  failed: { word: 'Not taken', icon: CircleAlert, tone: 'text-bad' },
  pending: { word: 'Under way', icon: Clock3, tone: 'text-warn' },
}

/** What came of a call: taken or not, with what answer, how fast, in their own words. */
export const DeliverySaid = ({ it }: { it: DeliveryView }) => {
  const { word, icon: Icon, tone } = looks[it.state]
  return (
    <div className="min-w-0 text-[0.8125rem]">
      <p className="flex flex-wrap items-center gap-x-2">
        <span className={`inline-flex items-center gap-1.5 font-medium ${tone}`}>
          <Icon className="size-4 shrink-0" strokeWidth={2} aria-hidden />
          {word}
        </span>
        <span className="text-ink-2 tabular-nums">
          {it.status !== null && `answered ${it.status}`}
          {it.status === null && it.triedAt !== null && 'no answer'}
          {it.ms !== null && ` in ${it.ms} ms`}
          {it.attempts > 1 && `, at try ${it.attempts}`}
        </span>
      </p>
      {it.said && <p className="mt-0.5 line-clamp-3 break-words font-mono text-ink-3 text-xs">{it.said}</p>}
    </div>
  )
}
