import type { roles } from './views.ts'

/** Which role stands above which: nobody gives more than they have, and nobody is changed from below. */

export type Role = (typeof roles)[number]

const upwards: readonly Role[] = ['member', 'admin', 'owner']

export const isAbove = (role: Role, other: Role): boolean => upwards.indexOf(role) > upwards.indexOf(other)

/** Those that somebody of this role may give. */
export const rolesUpTo = (role: Role): Role[] => upwards.filter((it) => !isAbove(it, role))

/** What keeps a workspace from being left with nobody who may change its members. */
export type LastOne = 'last_owner' | 'last_admin'

/** Where the command line made no owner yet, the last admin takes the place of the last owner. `others` are the roles of everybody else. */
export function lastOne(role: Role, others: readonly Role[]): LastOne | null {
  if (role === 'owner') return others.includes('owner') ? null : 'last_owner'
  if (role === 'admin') return others.includes('owner') || others.includes('admin') ? null : 'last_admin'
  return null
}
