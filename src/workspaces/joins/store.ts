import { randomBytes } from 'node:crypto'
import type { Db } from '#src/platform/db.ts'
import { takenIndex } from '#src/platform/db-errors.ts'
import { type Ids, newId } from '#src/platform/ids.ts'
import { addMember, type Role } from '../store.ts'
import { TOKEN_BYTES, tokenHash } from '../token.ts'

/** One-time links: the owner's, made on the command line, and invitations. */

export const JOIN_DAYS = 7
const JOIN_MS = JOIN_DAYS * 86_400_000

/** The token goes into the link; the database keeps its hash. */
export async function makeJoin(db: Db, workspaceId: number, role: Role, now: Date = new Date()): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  const values = [tokenHash(token), workspaceId, role, now, new Date(now.getTime() + JOIN_MS)]
  await db.spine((tx) =>
    tx.query('insert into joins (token_hash, workspace_id, role, made_at, expires_at) values ($1, $2, $3, $4, $5)', values),
  )
  return token
}

export type Join = { workspaceId: number; workspaceName: string; role: Role; state: 'open' | 'used' | 'expired' }

export async function findJoin(db: Db, token: string, now: Date): Promise<Join | null> {
  const rows = await db.spineRead<Join>(
    `select j.workspace_id as "workspaceId", w.name as "workspaceName", j.role,
            case when j.used_at is not null then 'used' when j.expires_at <= $2 then 'expired' else 'open' end as state
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

type Joining = { token: string; name: string; email: string } & ({ personId: string } | { password: string | null })

/** Marking the link and making the member are one transaction: of two at once, the second waits for the first and finds the link used. */
export async function useJoin(db: Db, { token, ...joining }: Joining, now: Date, ids: Ids = newId): Promise<Joined> {
  try {
    return await db.spine(async (tx) => {
      const [join] = await tx.query<{ workspace_id: number; role: Role }>(
        'update joins set used_at = $2 where token_hash = $1 and used_at is null and expires_at > $2 returning workspace_id, role',
        [tokenHash(token), now],
      )
      if (!join) return { kind: 'gone' }
      const made = await addMember(tx, { ...joining, workspaceId: join.workspace_id, role: join.role }, ids)
      return { kind: 'joined', workspaceId: join.workspace_id, ...made }
    })
  } catch (error) {
    const taken = takenIndex(error)
    if (taken === 'members_workspace_id_person_id_key') return { kind: 'already_member' }
    if (taken === 'persons_email_key') return { kind: 'known_email' }
    throw error
  }
}
