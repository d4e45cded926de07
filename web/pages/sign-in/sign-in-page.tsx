import { useQuery } from '@tanstack/react-query'
import { doorQuery } from '../../api/queries.ts'
import { plainly } from '../../api/request.ts'
import { Brand } from '../../ui/brand.tsx'
import { Button } from '../../ui/button.tsx'
import { DemoDoor } from './demo-door.tsx'
import { Glimpse } from './glimpse.tsx'
import { KeyDoor } from './key-door.tsx'

/** The first page anybody sees. */
export const SignInPage = () => {
  const door = useQuery(doorQuery)
  return (
    <main id="main" className="grid min-h-dvh bg-paper lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <section className="flex flex-col justify-between gap-7 bg-ground px-6 py-7 sm:px-12 lg:py-12">
        <div className="flex items-center gap-3">
          <Brand className="size-9" />
          <span className="font-semibold text-lg tracking-tight">Tandem</span>
        </div>
        <div className="max-w-md">
          <h1 className="text-balance font-semibold text-2xl leading-tight tracking-tight sm:text-4xl">
            Your numbers, your team, your keys.
          </h1>
          <p className="mt-3 text-ink-2 text-sm sm:mt-4 sm:text-base leading-relaxed">
            One inbox for everything customers write to your business numbers. Tandem speaks to the carriers itself, so nothing sits in
            between, and nobody else can read along.
          </p>
          <Glimpse />
        </div>
        <p className="text-ink-3 text-xs max-lg:hidden">Every “no” has a reason. Every message has a page that tells its whole life.</p>
      </section>
      <section className="flex flex-col justify-center px-6 py-10 sm:px-12 lg:px-20">
        <div className="w-full max-w-md">
          {door.isError && (
            <div role="alert" className="mb-6 rounded-xl bg-bad-soft p-4 text-bad text-sm">
              {plainly(door.error)}
              <Button size="sm" className="mt-3 flex" onClick={() => void door.refetch()}>
                Try again
              </Button>
            </div>
          )}
          {door.data?.demo && <DemoDoor door={door.data} />}
          <KeyDoor second={door.data?.demo === true} />
        </div>
      </section>
    </main>
  )
}
