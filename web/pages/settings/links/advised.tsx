import { Check, CircleHelp } from 'lucide-react'
import type { Trial } from '#src/routing/views.ts'

/** What the settings mean, looked at with what was measured; what deserves a look comes with what to do. */
export const Advised = ({ all }: { all: Trial['advice'] }) => (
  <>
    <h3 className="mt-4 border-line border-t pt-3.5 font-medium text-[0.8125rem] text-ink-2">What the settings mean</h3>
    <dl className="mt-2.5 flex flex-col gap-2.5 text-[0.8125rem]">
      {all.map(({ what, is, said, remedy }) => (
        <div key={what} className="min-w-0 sm:grid sm:grid-cols-[8.5rem_minmax(0,1fr)] sm:gap-x-3">
          <dt className="flex items-start gap-2.5 font-medium">
            {is === 'right' ? (
              <Check className="mt-0.5 size-4 shrink-0 text-good" strokeWidth={2.25} aria-hidden />
            ) : (
              <CircleHelp className="mt-0.5 size-4 shrink-0 text-warn" strokeWidth={2} aria-hidden />
            )}
            {what}
            {is === 'unknown' && <span className="sr-only">: look at it</span>}
          </dt>
          <dd className="break-words text-ink-2 max-sm:pl-6.5">
            {said.charAt(0).toUpperCase() + said.slice(1)}.{remedy && <span className="mt-0.5 block font-medium text-ink">{remedy}</span>}
          </dd>
        </div>
      ))}
    </dl>
  </>
)
