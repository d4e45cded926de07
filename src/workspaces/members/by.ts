import type { Caller } from '../api-keys/routes.ts'

/** Who changes something among the members: a member, a program with a key, or whoever sits at the machine. */
export type By = { kind: 'member'; id: string; name: string } | { kind: 'key'; name: string } | { kind: 'machine'; name: 'command line' }

export const byCaller = ({ memberId, name }: Pick<Caller, 'memberId' | 'name'>): By =>
  memberId === null ? { kind: 'key', name } : { kind: 'member', id: memberId, name }

export const byMachine: By = { kind: 'machine', name: 'command line' }

/** How the log names them. */
export const inLog = (by: By): string => (by.kind === 'member' ? by.id : by.name)
