import type { Role } from '#src/workspaces/roles.ts'

/** What each role is called and may do, the usual one first; the table it follows is src/workspaces/api-keys/scopes.ts. */
export const roleWords: readonly { role: Role; title: string; says: string }[] = [
  { role: 'member', title: 'Member', says: 'Works conversations. Looks at links, numbers and rules, and changes none.' },
  { role: 'admin', title: 'Admin', says: 'Changes every setting, and every member who is no owner.' },
  { role: 'owner', title: 'Owner', says: 'Everything an admin may, and makes and changes owners.' },
]

export const titleOf = (role: Role): string => roleWords.find((it) => it.role === role)?.title ?? role
