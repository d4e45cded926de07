import { Check, CloudOff } from 'lucide-react'
import { useConnection } from '../../api/use-live.ts'
import { Bar } from '../../ui/bar.tsx'
import { clock } from '../../ui/times.ts'

/** Whether what is shown is true now. Said when it is not, and once more when it is again. */
export const ConnectionBar = () => {
  const connection = useConnection()
  if (connection.kind === 'connecting' && connection.attempt > 0)
    return (
      <Bar tone="warn" icon={CloudOff}>
        Connecting… Live updates have not begun yet.
      </Bar>
    )
  if (connection.kind === 'away')
    return (
      <Bar tone="warn" icon={CloudOff}>
        Reconnecting… You are seeing things as of {clock(connection.asOf)}. What you send leaves when the connection is back.
      </Bar>
    )
  if (connection.kind === 'live' && connection.caughtUp) {
    const { count } = connection.caughtUp
    return (
      <Bar tone="calm" icon={Check}>
        Connected again.{' '}
        {count === 0 ? 'You missed nothing.' : `Caught up: ${count} ${count === 1 ? 'message has' : 'messages have'} changed.`}
      </Bar>
    )
  }
  return null
}
