import { createHash, randomBytes } from 'node:crypto'
import type { Db, Tx } from '#src/platform/db.ts'
import { newId } from '#src/platform/ids.ts'
import type { Scope } from './scopes.ts'

/** Keys for programs. The key itself is shown once and never stored; what is stored finds it again and gives nothing away. */

export type ApiKey = {
  id: string
  name: string
  shown: string
  scopes: Scope[]
  madeAt: Date
  /** The member who made it, one who has left included; null: a program or the command line did. */
  madeBy: string | null
  lastUsedAt: Date | null
  revokedAt: Date | null
}
export type KeyFound = { id: string; workspaceId: number; name: string; scopes: Scope[]; lastUsedAt: Date | null }

const keyBytes = 32
const shownChars = 11
/** Keys of one workspace that a list shows; more should not be. */
const mostKeys = 500

const hash = (key: string): Buffer => createHash('sha256').update(key).digest()

/** Begins with `tandem_`, so that scanners for leaked secrets know it. */
export async function makeKey(
  db: Db,
  it: { workspaceId: number; name: string; scopes: readonly Scope[]; madeBy: string | null },
): Promise<{ id: string; key: string }> {
  const key = `tandem_${randomBytes(keyBytes).toString('base64url')}`
  const id = newId()
  await db.spine((tx) =>
    tx.query('insert into api_keys (key_hash, workspace_id, id, name, shown, scopes, made_by) values ($1, $2, $3, $4, $5, $6, $7)', [
      hash(key),
      it.workspaceId,
      id,
      it.name,
      key.slice(0, shownChars),
      it.scopes,
      it.madeBy,
    ]),
  )
  return { id, key }
}

export async function findKey(db: Db, key: string): Promise<KeyFound | null> {
  const [row] = await db.spineRead<KeyFound>(
    `select id, workspace_id as "workspaceId", name, scopes, last_used_at as "lastUsedAt" from api_keys where key_hash = $1 and revoked_at is null`,
    [hash(key)],
    'api_keys.find',
  )
  return row ?? null
}

export const noteUse = (db: Db, id: string, at: Date): Promise<object[]> =>
  db.spineRead('update api_keys set last_used_at = $2 where id = $1', [id, at], 'api_keys.use')

export const keysOf = (tx: Tx, workspaceId: number): Promise<ApiKey[]> =>
  tx.query(
    `select k.id, k.name, k.shown, k.scopes, k.made_at as "madeAt", coalesce(m.name, f.name) as "madeBy",
            k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt"
     from api_keys k left join members m on m.workspace_id = k.workspace_id and m.id = k.made_by
     left join former_members f on f.workspace_id = k.workspace_id and f.id = k.made_by
     where k.workspace_id = $1 order by k.made_at desc limit ${mostKeys}`,
    [workspaceId],
  )

/** For good. Answers whether there was such a key in use. */
export async function revokeKey(tx: Tx, workspaceId: number, id: string, at: Date): Promise<boolean> {
  const rows = await tx.query(
    'update api_keys set revoked_at = $3 where workspace_id = $1 and id = $2 and revoked_at is null returning id',
    [workspaceId, id, at],
  )
  return rows.length > 0
}
