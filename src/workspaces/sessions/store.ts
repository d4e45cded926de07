import { randomBytes } from 'node:crypto'
import type { Db } from '#src/platform/db.ts'
import type { Role } from '../roles.ts'
import { TOKEN_BYTES, tokenHash } from '../token.ts'

/** Who is signed in where. A row per browser; its token is in the browser's cookie and nowhere else. */

export type Session = { workspaceId: number; memberId: string; personId: string; role: Role; name: string; email: string; demo: boolean }

const DAY_MS = 86_400_000
/** A session ends when nobody came back for so long, and in any case at the longest. */
export const IDLE_DAYS = 14
export const LONGEST_DAYS = 90
/** Using it moves its end, written down at most once a day. */
const MOVED_BY_DAYS = 1
/** Beyond it a person's oldest are signed out. */
const MOST_SESSIONS = 50

export async function startSession(
  db: Db,
  who: { personId: string; workspaceId: number; memberId: string; instead?: string | undefined },
  now: Date,
): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  await db.spine(async (tx) => {
    if (who.instead) await tx.query('delete from sessions where token_hash = $1', [tokenHash(who.instead)])
    await tx.query(
      `delete from sessions where person_id = $1 and (expires_at <= $2 or token_hash in
         (select token_hash from sessions where person_id = $1 order by made_at desc offset ${MOST_SESSIONS - 1}))`,
      [who.personId, now],
    )
    await tx.query(
      'insert into sessions (token_hash, person_id, workspace_id, member_id, made_at, expires_at) values ($1, $2, $3, $4, $5, $6)',
      [tokenHash(token), who.personId, who.workspaceId, who.memberId, now, daysAfter(now, IDLE_DAYS)],
    )
  })
  return token
}

/** Whoever was removed from the workspace has no session there any more. */
export async function findSession(db: Db, token: string, now: Date): Promise<Session | null> {
  const rows = await db.spineRead<Session & { madeAt: Date; expiresAt: Date }>(
    `select s.workspace_id as "workspaceId", s.member_id as "memberId", s.person_id as "personId", m.role, m.name, m.email, w.demo,
            s.made_at as "madeAt", s.expires_at as "expiresAt"
     from sessions s
     join members m on m.workspace_id = s.workspace_id and m.id = s.member_id and m.person_id = s.person_id
     join workspaces w on w.workspace_id = s.workspace_id
     where s.token_hash = $1 and s.expires_at > $2`,
    [tokenHash(token), now],
    'sessions.find',
  )
  const found = rows[0]
  if (!found) return null
  const { madeAt, expiresAt, ...session } = found
  const end = endOf(madeAt, now)
  if (end.getTime() - expiresAt.getTime() >= MOVED_BY_DAYS * DAY_MS) await moveEnd(db, token, end)
  return session
}

const endOf = (madeAt: Date, now: Date): Date =>
  new Date(Math.min(daysAfter(now, IDLE_DAYS).getTime(), daysAfter(madeAt, LONGEST_DAYS).getTime()))

const daysAfter = (at: Date, days: number): Date => new Date(at.getTime() + days * DAY_MS)

async function moveEnd(db: Db, token: string, end: Date): Promise<void> {
  await db.spine((tx) => tx.query('update sessions set expires_at = $2 where token_hash = $1', [tokenHash(token), end]))
}

export async function endSession(db: Db, token: string): Promise<void> {
  await db.spine((tx) => tx.query('delete from sessions where token_hash = $1', [tokenHash(token)]))
}
