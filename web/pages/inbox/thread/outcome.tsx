import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef } from 'react'
import type { Bubble } from '#src/message/views.ts'
import { approve, cancel, settleDoubt } from '../../../api/commands.ts'
import { plainly } from '../../../api/request.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/button.tsx'
import { clock, until } from '../../../ui/times.ts'
import { uuid } from '../../../ui/uuid.ts'
import { tickIcons, tickTones } from '../../message/tick.tsx'
import { tickOf } from '../../message/tick-of.ts'

type Action = Bubble['actions'][number]

/** What became of a message that did not simply arrive: in plain words, with what can be done now. */
export const Outcome = ({ bubble }: { bubble: Bubble }) => {
  const cache = useQueryClient()
  // One press, one copy: the id stays until the server has answered.
  const clientId = useRef(uuid())
  const act = useMutation({
    mutationFn: (action: Action) => {
      if (action === 'approve') return approve(cache, bubble.id)
      return action === 'cancel' ? cancel(cache, bubble.id) : settleDoubt(cache, bubble.id, action, clientId.current)
    },
    onSuccess: () => {
      clientId.current = uuid()
    },
  })
  const it = tickOf(bubble)
  if (!it) return null
  const Icon = tickIcons[it.shape]
  const may = (action: Action) => bubble.actions.includes(action)
  const doubt = bubble.state === 'in_doubt'
  const button = (action: Action, text: string) =>
    may(action) && (
      <Button
        size="sm"
        look={action === 'again' || action === 'approve' ? 'outline' : 'quiet'}
        disabled={act.isPending}
        onClick={() => act.mutate(action)}
      >
        {text}
      </Button>
    )
  return (
    <div
      className={`mt-1 flex max-w-[85%] flex-col items-end gap-1.5 sm:max-w-[75%] ${doubt ? 'rounded-xl bg-warn-soft px-3 py-2' : 'px-1'}`}
    >
      <p className="text-right text-xs leading-normal">
        <Icon className={`mr-1 inline size-3.5 align-[-2.5px] ${tickTones[it.tone]}`} strokeWidth={2.25} aria-hidden />
        <Link {...paths.message(bubble.id)} tabIndex={-1} className={`font-semibold hover:underline ${tickTones[it.tone]}`}>
          {it.text}
          {bubble.state === 'held' && bubble.heldUntil && ` until ${until(bubble.heldUntil, Date.now())}`}
        </Link>
        <span className="text-ink-2">
          {' · '}
          {it.says} {bubble.reason?.next}
        </span>{' '}
        <time dateTime={bubble.at} className="text-ink-3 tabular-nums">
          {clock(bubble.at)}
        </time>
      </p>
      {bubble.actions.length > 0 && (
        <div className="flex gap-1">
          {button('leave', doubt ? 'Leave it' : 'Let it rest')}
          {button('cancel', 'Call it back')}
          {button('again', 'Send again')}
          {button('approve', 'Let it go')}
        </div>
      )}
      {act.isError && (
        <p role="alert" className="text-bad text-xs">
          {plainly(act.error)}
        </p>
      )}
    </div>
  )
}
