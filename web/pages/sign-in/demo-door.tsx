import { useQueryClient } from '@tanstack/react-query'
import { ArrowRight, Smartphone } from 'lucide-react'
import type { Door } from '#src/workspaces/views.ts'
import { enterDemo } from '../../api/door.ts'
import { plainly } from '../../api/request.ts'
import { paths } from '../../paths.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { useEntry } from './use-entry.ts'

const toTry = [
  'Write from the customer’s phone, and see it arrive here.',
  'Reply with a curly quote, and watch the segment counter.',
  'Text STOP from the phone, then try to write to it.',
  'Open a message’s page: every check, hop and receipt is there.',
]

/** Only the demo has it: one click, no password. */
export const DemoDoor = ({ door }: { door: Door }) => {
  const cache = useQueryClient()
  const entry = useEntry((memberId: string) => enterDemo(cache, memberId))
  return (
    <div className="mb-10">
      <h2 className="font-semibold text-xl tracking-tight">Try it now</h2>
      <p className="mt-1 text-ink-2 text-sm">The demo workspace is alive: simulated carriers, customers with phones, real protocols.</p>
      <div className="mt-5 flex flex-col gap-2.5">
        {door.demoMembers.map((it) => (
          <button
            key={it.id}
            type="button"
            disabled={entry.isPending}
            onClick={() => entry.mutate(it.id)}
            className="group flex items-center gap-3 rounded-xl border border-line bg-raised p-3 text-left shadow-lift transition-colors hover:border-accent hover:bg-accent-soft"
          >
            <Avatar name={it.name} seed={it.id} />
            <span className="grow font-medium text-[0.9375rem]">Enter as {it.name}</span>
            <ArrowRight
              className="size-4 text-ink-3 transition-transform group-hover:translate-x-0.5 group-hover:text-accent"
              aria-hidden
            />
          </button>
        ))}
      </div>
      {entry.isError && (
        <p role="alert" className="mt-3 text-bad text-sm">
          {plainly(entry.error)}
        </p>
      )}
      <h3 className="mt-7 font-medium text-ink-2 text-sm">What to try</h3>
      <ol className="mt-2 flex flex-col gap-1.5 text-[0.8125rem] text-ink-2">
        {toTry.map((it, at) => (
          <li key={it} className="flex gap-2.5">
            <span
              aria-hidden
              className="grid size-5 shrink-0 place-items-center rounded-full bg-accent-soft font-semibold text-2xs text-accent"
            >
              {at + 1}
            </span>
            {it}
          </li>
        ))}
      </ol>
      {door.simulator && (
        <a
          href={paths.phone(door.simulator)}
          target="_blank"
          rel="noopener"
          className="mt-5 inline-flex items-center gap-2 rounded-md font-medium text-accent text-sm underline-offset-4 hover:underline"
        >
          <Smartphone className="size-4" aria-hidden />
          Open the customer’s phone in a new tab
        </a>
      )}
    </div>
  )
}
