import type { QueryClient } from '@tanstack/react-query'
import { keys } from '../../../api/keys.ts'

/** Their list, and who I am: I may have changed myself. */
export const refreshMembers = (cache: QueryClient): Promise<unknown> =>
  Promise.all([cache.invalidateQueries({ queryKey: keys.members }), cache.invalidateQueries({ queryKey: keys.session })])
