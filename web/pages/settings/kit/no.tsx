import { CircleAlert } from 'lucide-react'
import { plainly, Refused } from '../../../api/request.ts'

type Props = {
  error: unknown
  what?: string
  /** What is wrong with each field stands beside it. */
  beside?: boolean
}

/** What was refused, why, and what to do about it. Nothing while nothing was. */
export const No = ({ error, what, beside = false }: Props) =>
  error ? (
    <div role="alert" className="flex gap-2.5 rounded-lg bg-bad-soft px-3.5 py-2.5 text-[0.8125rem] text-bad">
      <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-0 break-words">
        {what && <p className="font-semibold">{what}</p>}
        <p>{beside && hasFields(error) ? 'What is wrong stands beside the fields that are marked.' : plainly(error)}</p>
        {error instanceof Refused && error.problem.status >= 500 && error.problem.requestId && (
          <p className="mt-1 font-mono text-2xs">Request {error.problem.requestId}</p>
        )}
      </div>
    </div>
  ) : null

const hasFields = (error: unknown): boolean => error instanceof Refused && (error.problem.fields ?? []).length > 0
