import { useQueryClient } from '@tanstack/react-query'
import { CircleAlert, Clock3 } from 'lucide-react'
import { forgetUnsent, sendAgain } from '../../../api/commands.ts'
import type { Unsent } from '../../../api/outbox/outbox.ts'
import { useConnection } from '../../../api/use-live.ts'
import { Button } from '../../../ui/button.tsx'
import { Said } from '../../../ui/said.tsx'
import { clock } from '../../../ui/times.ts'

/** Said here, and not yet taken by the server. Looks like what it is about to become. */
export const UnsentRow = ({ unsent: { clientId, text, at, refused } }: { unsent: Unsent }) => {
  const cache = useQueryClient()
  const { kind } = useConnection()
  return (
    <div className="flex flex-col items-end pt-2.5">
      <div className="max-w-[85%] rounded-2xl bg-mine px-3.5 py-2 text-[0.9063rem] leading-snug opacity-80 sm:max-w-[75%]">
        <span className="sr-only">You, {clock(at)}: </span>
        <Said text={text} />
      </div>
      {refused === null ? (
        <span className="flex items-center gap-1 px-1 pt-0.5 text-2xs text-ink-3">
          <time dateTime={at}>{clock(at)}</time>
          <Clock3 className="size-3.5" strokeWidth={2.25} aria-hidden />
          {kind === 'live' ? 'Leaving' : 'Waits here for the connection'}
        </span>
      ) : (
        <div className="flex flex-col items-end gap-1 px-1 pt-1">
          <p className="text-bad text-xs">
            <CircleAlert className="mr-1 inline size-3.5 align-[-2.5px]" aria-hidden />
            <span className="font-semibold">Not accepted</span> · {refused}
          </p>
          <div className="flex gap-1">
            <Button size="sm" look="quiet" onClick={() => forgetUnsent(clientId)}>
              Discard
            </Button>
            <Button size="sm" onClick={() => sendAgain(cache, clientId)}>
              Send again
            </Button>
          </div>
        </div>
      )}
    </div>
  )
}
