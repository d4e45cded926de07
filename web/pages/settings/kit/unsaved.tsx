import { useBlocker } from '@tanstack/react-router'
import { Confirm } from './confirm.tsx'

/** Whoever leaves with something unsaved is asked first; the browser asks those who close it. */
export const Unsaved = ({ when, what }: { when: boolean; what: string }) => {
  const leaving = useBlocker({ shouldBlockFn: () => when, enableBeforeUnload: () => when, withResolver: true })
  if (leaving.status !== 'blocked') return null
  return (
    <Confirm
      title="Leave without saving?"
      verb="Leave without saving"
      keep="Stay"
      does={async () => leaving.proceed()}
      close={() => leaving.reset()}
    >
      <p>{what}</p>
    </Confirm>
  )
}
