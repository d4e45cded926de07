import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { LineView } from '#src/conversations/views.ts'
import type { MemberView } from '#src/workspaces/views.ts'
import { linesQuery, membersQuery, sessionQuery } from './queries.ts'

/** Behind the door the session is always there: its route waits for it. */
export const useSession = () => useSuspenseQuery(sessionQuery).data
export const useMembers = (): MemberView[] => useQuery(membersQuery).data ?? []
export const useLines = (): LineView[] => useQuery(linesQuery).data ?? []
