import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { No } from './no.tsx'

type Props = {
  title: string
  /** What will be so afterwards. */
  children: ReactNode
  verb: string
  does: () => Promise<unknown>
  close: () => void
  /** How one goes back, where “Keep it” is not said of it. */
  keep?: string
  /** What stands against it: then it cannot be done at all. */
  against?: ReactNode
}

/** Names the consequence before something is gone. */
export const Confirm = ({ title, children, verb, does, close, keep = 'Keep it', against }: Props) => {
  const act = useMutation({ mutationFn: does, onSuccess: close })
  return (
    <Dialog open close={close} title={title}>
      <div className="flex flex-col gap-4 overflow-y-auto p-5">
        <div className="flex flex-col gap-2 text-ink-2 text-sm leading-relaxed">{against ?? children}</div>
        <No error={act.error} what="It was not done." />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={close}>{against ? 'Close' : keep}</Button>
          {!against && (
            <Button look="bad" className="border border-line-strong" disabled={act.isPending} onClick={() => act.mutate()}>
              {verb}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  )
}
