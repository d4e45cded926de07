import { randomBytes } from 'node:crypto'
import type { Db, Tx } from '#src/platform/db.ts'
import { takenIndex } from '#src/platform/db-errors.ts'
import { append } from '#src/platform/events.ts'
import { type Ids, newId } from '#src/platform/ids.ts'
import type { Role } from '../roles.ts'
import { addMember } from '../store.ts'
import { TOKEN_BYTES, tokenHash } from '../token.ts'

/** One-time links: the owner's, made on the command line, and invitations. */

export const JOIN_DAYS = 7
const JOIN_MS = JOIN_DAYS * 86_400_000

/** `name` is for whom, `madeBy` the member who made it, `maker` what whoever made it is called. */
type NewJoin = { workspaceId: number; role: Role; name?: string | null; madeBy?: string | null; maker?: string | null }
export type MadeJoin = { id: string; token: string; expiresAt: Date }

/** The token goes into the link; the database keeps its hash. */
export async function addJoin(tx: Tx, { workspaceId, role, name, madeBy, maker }: NewJoin, now: Date, ids: Ids = newId): Promise<MadeJoin> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  const made = { id: ids(), token, expiresAt: new Date(now.getTime() + JOIN_MS) }
  await tx.query(
    `insert into joins (token_hash, workspace_id, id, role, name, made_by, maker, made_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [tokenHash(token), workspaceId, made.id, role, name ?? null, madeBy ?? null, maker ?? null, now, made.expiresAt],
  )
  return made
}

/** A link that nobody has to be asked for: the first owner's, and one that gives keys again to who lost them, whose `name` it then has. */
export async function makeJoin(
  db: Db,
  workspaceId: number,
  role: Role,
  now: Date = new Date(),
  name: string | null = null,
): Promise<string> {
  return (await db.spine((tx) => addJoin(tx, { workspaceId, role, name, maker: 'command line' }, now))).token
}

export type OpenJoin = { id: string; name: string | null; role: Role; madeAt: Date; expiresAt: Date; maker: string | null }

/** Links nobody has used yet, the newest first. */
export const openJoins = (tx: Pick<Tx, 'query'>, workspaceId: number, now: Date, most: number): Promise<OpenJoin[]> =>
  tx.query(
    `select id, name, role, made_at as "madeAt", expires_at as "expiresAt", maker from joins
     where workspace_id = $1 and used_at is null and revoked_at is null and expires_at > $2 order by made_at desc, id desc limit ${most}`,
    [workspaceId, now],
  )

/** Takes back the one of this id, or all that a member made. Of a use at the same moment, the second to come finds the link used or revoked. */
export const revokeJoins = (
  tx: Tx,
  workspaceId: number,
  which: { id: string } | { madeBy: string },
  now: Date,
): Promise<Pick<OpenJoin, 'id' | 'name' | 'role'>[]> =>
  tx.query(
    `update joins set revoked_at = $3, expires_at = $3
     where workspace_id = $1 and ${'id' in which ? 'id' : 'made_by'} = $2 and used_at is null and revoked_at is null and expires_at > $3
     returning id, name, role`,
    [workspaceId, 'id' in which ? which.id : which.madeBy, now],
  )

export type Join = { workspaceId: number; workspaceName: string; role: Role; state: 'open' | 'used' | 'revoked' | 'expired' }

export async function findJoin(db: Db, token: string, now: Date): Promise<Join | null> {
  const rows = await db.spineRead<Join>(
    `select j.workspace_id as "workspaceId", w.name as "workspaceName", j.role,
            case when j.used_at is not null then 'used' when j.revoked_at is not null then 'revoked' when j.expires_at <= $2 then 'expired' else 'open' end as state
     from joins j join workspaces w using (workspace_id) where j.token_hash = $1`,
    [tokenHash(token), now],
  )
  return rows[0] ?? null
}

export type Joined =
  | { kind: 'joined'; personId: string; memberId: string; workspaceId: number }
  /** Somebody was quicker, or it is too late. */
  | { kind: 'gone' }
  | { kind: 'already_member' }
  /** Somebody made a person with this e-mail at the same moment. */
  | { kind: 'known_email' }

/** A person is made of who is new; who is known comes as such; who has no key left is given one (see `isKeyless`). */
export type Who = { password: string | null } | { personId: string } | { keyless: string; password: string | null }

/** Marking the link and making the member are one transaction: of two at once, the second waits for the first and finds the link used. */
export async function useJoin(
  db: Db,
  { token, name, email, who }: { token: string; name: string; email: string; who: Who },
  now: Date,
  ids: Ids = newId,
): Promise<Joined> {
  try {
    return await db.spine(async (tx) => {
      const [join] = await tx.query<At & { invitation: string }>(
        `update joins set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2
         returning workspace_id as "workspaceId", role, id as invitation`,
        [tokenHash(token), now],
      )
      if (!join) return { kind: 'gone' }
      if ('keyless' in who) return { kind: 'joined', ...(await giveKey(tx, who, join, now)) }
      const { workspaceId, role, invitation } = join
      const joined = await addMember(tx, { workspaceId, role, ...who, name, email }, ids)
      append(tx, [{ workspaceId, at: now, kind: 'member.joined', data: { member: joined.memberId, name, role, invitation } }])
      return { kind: 'joined', workspaceId, ...joined }
    })
  } catch (error) {
    const taken = takenIndex(error)
    if (taken === 'members_workspace_id_person_id_key') return { kind: 'already_member' }
    if (taken === 'persons_email_key' || error instanceof NotKeyless) return { kind: 'known_email' }
    throw error
  }
}

/** Thrown so that the link stays unused. */
class NotKeyless extends Error {}

/**
 * Somebody without password and passkey, signed in nowhere, who is a member of the link's workspace alone and may do no more there than the
 * link allows: who holds the link gains nothing by being them, so it may give them a key again. That is how `tandem member reset` works.
 */
const keyless = `p.password is null
  and not exists (select from passkeys k where k.person_id = p.id)
  and not exists (select from sessions s where s.person_id = p.id and s.expires_at > $2)
  and not exists (select from members o where o.person_id = p.id and o.workspace_id <> $3)
  and exists (select from members m where m.person_id = p.id and m.workspace_id = $3
    and array_position(array['member', 'admin', 'owner'], m.role) <= array_position(array['member', 'admin', 'owner'], $4))`

type At = { workspaceId: number; role: Role }

export async function isKeyless(db: Db, personId: string, { workspaceId, role }: At, now: Date): Promise<boolean> {
  const found = await db.spineRead(`select p.id from persons p where p.id = $1 and ${keyless}`, [personId, now, workspaceId, role])
  return found.length === 1
}

async function giveKey(tx: Tx, who: { keyless: string; password: string | null }, { workspaceId, role }: At, now: Date) {
  const [found] = await tx.query<{ memberId: string }>(
    `update persons p set password = $5 from members it where p.id = $1 and it.person_id = p.id and it.workspace_id = $3 and ${keyless}
     returning it.id as "memberId"`,
    [who.keyless, now, workspaceId, role, who.password],
  )
  if (!found) throw new NotKeyless()
  return { workspaceId, personId: who.keyless, memberId: found.memberId }
}
