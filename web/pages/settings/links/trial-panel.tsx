import { useMutation } from '@tanstack/react-query'
import { Check, CircleAlert, CircleCheck, Plug } from 'lucide-react'
import type { Trial } from '#src/routing/views.ts'
import { Button } from '../../../ui/button.tsx'
import { No } from '../kit/no.tsx'
import { Advised } from './advised.tsx'

/** Opens a second connection, and says step by step how far it came. `ready` answers false where the form is not filled in. */
export const TrialPanel = ({ run, ready = () => true }: { run: () => Promise<Trial>; ready?: () => boolean }) => {
  const trial = useMutation({ mutationFn: run })
  const { data } = trial
  return (
    <div className="rounded-xl border border-line bg-side p-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-md text-[0.8125rem] text-ink-2">
          A second connection is opened with these settings, and closed again. Nothing is sent, and nothing is saved.
        </p>
        <Button disabled={trial.isPending} onClick={() => ready() && trial.mutate()}>
          <Plug className="size-4" aria-hidden />
          {trial.isPending ? 'Connecting…' : 'Test the connection'}
        </Button>
      </div>
      <div aria-live="polite">
        {trial.error && (
          <div className="mt-3">
            <No error={trial.error} what="It could not be tried." />
          </div>
        )}
        {data && !trial.isPending && (
          <ol className="mt-3.5 flex flex-col gap-2 border-line border-t pt-3.5 text-sm">
            {data.steps.map((it) => (
              <li key={it} className="flex items-start gap-2.5">
                <Check className="mt-0.5 size-4 shrink-0 text-good" strokeWidth={2.25} aria-hidden />
                {it}
              </li>
            ))}
            <li className={`flex items-start gap-2.5 font-medium ${data.ok ? 'text-good' : 'text-bad'}`}>
              {data.ok ? (
                <CircleCheck className="mt-0.5 size-4 shrink-0" strokeWidth={2.25} aria-hidden />
              ) : (
                <CircleAlert className="mt-0.5 size-4 shrink-0" strokeWidth={2.25} aria-hidden />
              )}
              <span className="min-w-0 break-words">
                {data.said}
                <span className="ml-1.5 whitespace-nowrap font-normal text-ink-3 text-xs tabular-nums">after {seconds(data.ms)}</span>
              </span>
            </li>
          </ol>
        )}
        {data && !trial.isPending && data.advice.length > 0 && <Advised all={data.advice} />}
      </div>
    </div>
  )
}

const seconds = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`)
