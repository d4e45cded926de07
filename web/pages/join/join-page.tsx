import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { joinInfoOf } from '../../api/door.ts'
import { plainly } from '../../api/request.ts'
import { Brand } from '../../ui/brand.tsx'
import { JoinForm } from './join-form.tsx'

/** Where a one-time link leads: the first owner of a workspace, or somebody invited. */
export const JoinPage = () => {
  const { token } = useParams({ from: '/join/$token' })
  const info = useQuery({ queryKey: ['join', token], queryFn: () => joinInfoOf(token) })
  return (
    <main id="main" className="grid min-h-dvh place-items-center bg-ground px-4 py-10">
      <div className="w-full max-w-md rounded-2xl border border-line bg-paper p-6 shadow-float sm:p-8">
        <Brand className="size-10" />
        {info.isError && (
          <>
            <h1 className="mt-5 font-semibold text-xl tracking-tight">This link does not open anything</h1>
            <p role="alert" className="mt-2 text-ink-2 text-sm">
              {plainly(info.error)} A link works once: if it was used, sign in instead, or ask for a new one.
            </p>
          </>
        )}
        {info.data && (
          <>
            <h1 className="mt-5 font-semibold text-xl tracking-tight">Join {info.data.workspaceName}</h1>
            <p className="mt-1 mb-6 text-ink-2 text-sm">
              {info.data.role === 'owner'
                ? 'You will be its owner.'
                : `You will be ${info.data.role === 'admin' ? 'an admin' : 'a member'}.`}
            </p>
            <JoinForm token={token} />
          </>
        )}
        {info.isPending && <p className="mt-5 text-ink-3 text-sm">Looking at the link…</p>}
      </div>
    </main>
  )
}
