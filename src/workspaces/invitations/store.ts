import type { Db } from '#src/platform/db.ts'
import { append } from '#src/platform/events.ts'
import { type Ids, newId } from '#src/platform/ids.ts'
import { addJoin, type OpenJoin, openJoins, revokeJoins } from '../joins/store.ts'
import { type By, inLog } from '../members/by.ts'
import { holdMembers, roleOf } from '../members/store.ts'
import type { Role } from '../roles.ts'
import { isAbove } from '../roles.ts'

/** Invitations: one-time links by which somebody becomes a member, made in the browser, by a program or on the command line. */

/** Beyond it 409: links nobody opens are taken back first. */
export const MOST_INVITATIONS = 100

export type Invited =
  | { kind: 'made'; invitation: OpenJoin; token: string }
  /** Whoever asks is no member any more. */
  | { kind: 'gone' }
  /** Nobody gives a role above their own. */
  | { kind: 'above' }
  | { kind: 'full' }

/** The token leaves in the answer and is kept nowhere. */
export async function invite(
  db: Db,
  { workspaceId, role, name, by }: { workspaceId: number; role: Role; name: string | null; by: By },
  now: Date,
  ids: Ids = newId,
): Promise<Invited> {
  return db.spine(async (tx) => {
    const mine = roleOf(by, await holdMembers(tx, workspaceId))
    if (mine === null) return { kind: 'gone' }
    if (isAbove(role, mine)) return { kind: 'above' }
    if ((await openJoins(tx, workspaceId, now, MOST_INVITATIONS)).length >= MOST_INVITATIONS) return { kind: 'full' }
    const from = { madeBy: by.kind === 'member' ? by.id : null, maker: by.name }
    const { id, token, expiresAt } = await addJoin(tx, { workspaceId, role, name, ...from }, now, ids)
    append(tx, [{ workspaceId, at: now, kind: 'invitation.made', data: { invitation: id, name, role, by: inLog(by) } }])
    return { kind: 'made', invitation: { id, name, role, madeAt: now, expiresAt, maker: by.name }, token }
  })
}

/** Those that can still be used, the newest first. */
export const invitations = (db: Db, workspaceId: number, now: Date): Promise<OpenJoin[]> =>
  openJoins({ query: db.spineRead }, workspaceId, now, MOST_INVITATIONS)

/** False: it was used, taken back, has expired, or never was. */
export async function revokeInvitation(
  db: Db,
  { workspaceId, id, by }: { workspaceId: number; id: string; by: By },
  now: Date,
): Promise<boolean> {
  return db.spine(async (tx) => {
    const [gone] = await revokeJoins(tx, workspaceId, { id }, now)
    if (!gone) return false
    const data = { invitation: id, name: gone.name, role: gone.role, by: inLog(by) }
    append(tx, [{ workspaceId, at: now, kind: 'invitation.revoked', data }])
    return true
  })
}
