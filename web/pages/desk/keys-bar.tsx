import { KeyRound } from 'lucide-react'
import { useSession } from '../../api/who.ts'
import { Bar } from '../../ui/bar.tsx'

/** The business holds the key; without it there is nothing to read, here or in the database. */
export const KeysBar = () => {
  const { keys, workspace } = useSession()
  if (keys === 'ok') return null
  return (
    <Bar tone="bad" icon={KeyRound} live="assertive">
      {keys === 'revoked'
        ? `The key of ${workspace.name} has been revoked. Messages and names cannot be read, and nothing is sent, until it is given back.`
        : `The key of ${workspace.name} cannot be reached. Messages and names cannot be read, and nothing is sent, until it answers.`}{' '}
      Nothing is lost: the queue goes on by itself.
    </Bar>
  )
}
