import { type Scope, scopesOf } from '#src/workspaces/api-keys/scopes.ts'
import { useMembers, useSession } from '../../api/who.ts'

/** Whether the person at the screen may; the server asks the same table. */
export const useMay = (scope: Scope): boolean => {
  const { member } = useSession()
  return scopesOf[member.role].includes(scope)
}

/** Whom to ask for it. */
export const useAdmins = (): string[] =>
  useMembers()
    .filter(({ role }) => role !== 'member')
    .map(({ name }) => name)
