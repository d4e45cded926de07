import type { Tx } from '#src/platform/db.ts'
import type { Role } from '../roles.ts'
import { type By, inLog } from './by.ts'

/** Who belongs to a workspace, changed by one at a time. */

export type MemberRow = { id: string; personId: string; name: string; email: string; role: Role }

/**
 * All members of the workspace, who stay as they are until the transaction ends. The lock is on the workspace, not on them: of two admins who
 * remove each other, the second waits, and then finds themselves gone.
 */
export async function holdMembers(tx: Tx, workspaceId: number): Promise<MemberRow[]> {
  await tx.query('select from workspaces where workspace_id = $1 for no key update', [workspaceId])
  return tx.query<MemberRow>('select id, person_id as "personId", name, email, role from members where workspace_id = $1', [workspaceId])
}

/** Read where it is changed, so that who lost a role a moment ago cannot use it any more. Null: they are no member now. */
export function roleOf(by: By, all: readonly MemberRow[]): Role | null {
  if (by.kind === 'member') return all.find(({ id }) => id === by.id)?.role ?? null
  // a key never reaches owners: an admin who makes one gets no further by it
  return by.kind === 'key' ? 'admin' : 'owner'
}

export const saveMember = (tx: Tx, workspaceId: number, { id, name, role }: Pick<MemberRow, 'id' | 'name' | 'role'>): Promise<object[]> =>
  tx.query('update members set name = $3, role = $4 where workspace_id = $1 and id = $2', [workspaceId, id, name, role])

/**
 * Their sessions end, and what they wrote keeps their name. A person who belongs nowhere else goes too, with password and passkeys: they would
 * lead nowhere, and whoever is invited again begins anew.
 */
export async function deleteMember(tx: Tx, workspaceId: number, { id, personId, name }: MemberRow, by: By, now: Date): Promise<void> {
  await tx.query('delete from members where workspace_id = $1 and id = $2', [workspaceId, id])
  await tx.query('insert into former_members (workspace_id, id, name, removed_at, removed_by) values ($1, $2, $3, $4, $5)', [
    workspaceId,
    id,
    name,
    now,
    inLog(by),
  ])
  await tx.query('delete from sessions where workspace_id = $1 and member_id = $2', [workspaceId, id])
  // locked first: who joins another workspace at this moment is waited for, and then seen
  await tx.query('select from persons where id = $1 for update', [personId])
  await tx.query('delete from persons where id = $1 and not exists (select from members where person_id = $1)', [personId])
}
