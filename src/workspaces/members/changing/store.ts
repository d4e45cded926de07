import type { Db, Tx } from '#src/platform/db.ts'
import { append, type NewEvent } from '#src/platform/events.ts'
import { revokeJoins } from '../../joins/store.ts'
import type { Role } from '../../roles.ts'
import { isAbove, type LastOne, lastOne } from '../../roles.ts'
import { type By, inLog } from '../by.ts'
import { deleteMember, holdMembers, type MemberRow, roleOf, saveMember } from '../store.ts'

/** A member is renamed, gets another role, or leaves; each is one transaction, and stands in the log. */

/** Why not. `gone`: whoever asks is no member any more. `above`: theirs is not the role to do it. */
export type NotChanged = { kind: 'gone' | 'not_there' | 'above' | 'no_heir' | LastOne }
type Asked = { workspaceId: number; id: string; by: By }

/** Whoever may do less than before loses the invitations they made: one of them might be for themselves. */
export async function changeMember(
  db: Db,
  { workspaceId, id, by, ...given }: Asked & { name?: string | undefined; role?: Role | undefined },
  now: Date,
): Promise<{ kind: 'changed'; member: MemberRow } | NotChanged> {
  return db.spine(async (tx) => {
    const { before, others, refused } = await whoIsMeant(tx, { workspaceId, id, by })
    if (refused) return refused
    const member = { ...before, name: given.name ?? before.name, role: given.role ?? before.role }
    if (isAbove(member.role, others.mine)) return { kind: 'above' }
    const last = isAbove(before.role, member.role) ? lastOne(before.role, [...others.roles, member.role]) : null
    if (last) return { kind: last }
    const changed = (['name', 'role'] as const).filter((it) => member[it] !== before[it])
    if (changed.length === 0) return { kind: 'changed', member }
    await saveMember(tx, workspaceId, member)
    const lost = isAbove(before.role, member.role) ? await revokeJoins(tx, workspaceId, { madeBy: id }, now) : []
    const noted = noteFor(workspaceId, by, now)
    append(tx, [noted('member.changed', { member: id, name: member.name, role: member.role, changed }), ...revoked(lost, noted)])
    return { kind: 'changed', member }
  })
}

/** What a member leaves behind in other folders goes to `to`, or to nobody; answers what the log shall say of it. */
export type HandOver = (tx: Tx, it: { workspaceId: number; from: string; to: string | null; by: string; at: Date }) => Promise<NewEvent[]>

export async function removeMember(
  db: Db,
  { workspaceId, id, by, to, handOver }: Asked & { to: string | null; handOver: HandOver },
  now: Date,
): Promise<{ kind: 'removed' } | NotChanged> {
  return db.spine(async (tx) => {
    const { before, others, refused } = await whoIsMeant(tx, { workspaceId, id, by })
    if (refused) return refused
    const last = lastOne(before.role, others.roles)
    if (last) return { kind: last }
    if (to !== null && !others.ids.includes(to)) return { kind: 'no_heir' }
    // first, so that nobody can be giving them a conversation while theirs are handed over
    await deleteMember(tx, workspaceId, before, by, now)
    const lost = await revokeJoins(tx, workspaceId, { madeBy: id }, now)
    const handedOver = await handOver(tx, { workspaceId, from: id, to, by: inLog(by), at: now })
    const noted = noteFor(workspaceId, by, now)
    append(tx, [noted('member.removed', { member: id, name: before.name }), ...handedOver, ...revoked(lost, noted)])
    return { kind: 'removed' }
  })
}

type Others = { mine: Role; roles: Role[]; ids: string[] }

async function whoIsMeant(
  tx: Tx,
  { workspaceId, id, by }: Asked,
): Promise<{ before: MemberRow; others: Others; refused?: never } | { before?: never; others?: never; refused: NotChanged }> {
  const all = await holdMembers(tx, workspaceId)
  const mine = roleOf(by, all)
  if (mine === null) return { refused: { kind: 'gone' } }
  const before = all.find((it) => it.id === id)
  if (!before) return { refused: { kind: 'not_there' } }
  if (isAbove(before.role, mine)) return { refused: { kind: 'above' } }
  const rest = all.filter((it) => it.id !== id)
  return { before, others: { mine, roles: rest.map(({ role }) => role), ids: rest.map((it) => it.id) } }
}

type Noted = (kind: string, data: object) => NewEvent

const noteFor =
  (workspaceId: number, by: By, at: Date): Noted =>
  (kind, data) => ({ workspaceId, at, kind, data: { ...data, by: inLog(by) } })

const revoked = (lost: Awaited<ReturnType<typeof revokeJoins>>, noted: Noted): NewEvent[] =>
  lost.map(({ id, name, role }) => noted('invitation.revoked', { invitation: id, name, role }))
