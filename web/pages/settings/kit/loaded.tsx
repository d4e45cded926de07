import type { UseQueryResult } from '@tanstack/react-query'
import { CloudAlert, Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { isRefusal, plainly } from '../../../api/request.ts'
import { Button } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/empty.tsx'

type Props<T> = { of: UseQueryResult<T>; children: (data: T) => ReactNode }

/** What was asked for: its place while it comes, itself, or why it cannot be shown. What is known stays while it is asked again. */
export function Loaded<T>({ of: { data, error, refetch }, children }: Props<T>): ReactNode {
  if (data !== undefined) return children(data)
  if (!error) return <Waiting />
  const forbidden = isRefusal(error, 403)
  return (
    <Empty
      icon={forbidden ? Lock : CloudAlert}
      title={forbidden ? 'This is not yours to see' : 'This could not be fetched'}
      actions={!forbidden && <Button onClick={() => void refetch()}>Try again</Button>}
    >
      <p role="alert">{plainly(error)}</p>
    </Empty>
  )
}

const Waiting = () => (
  <div aria-busy="true">
    <span className="sr-only">Fetching…</span>
    {[1, 2, 3].map((it) => (
      <div key={it} aria-hidden className="mb-2 h-16 rounded-xl bg-ground" />
    ))}
  </div>
)
