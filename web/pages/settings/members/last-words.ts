import type { LastOne } from '#src/workspaces/roles.ts'
import type { MemberView } from '#src/workspaces/views.ts'

/** Why the last one stays, and what to do first; the server says the same to whoever asks it. */
export function lastWords(last: LastOne, { name, you }: Pick<MemberView, 'name' | 'you'>): string {
  const who = you ? 'You are' : `${name} is`
  return last === 'last_owner'
    ? `${who} the only owner, and a workspace keeps one. Make somebody else an owner first.`
    : `${who} the only one who may change members. Make somebody else an admin first.`
}
