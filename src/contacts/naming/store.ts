import type { Tx } from '#src/platform/db.ts'

/** A contact's name, sealed, and the tokens it is found by: the two change together. False: there is no such contact. */
export async function nameContact(
  tx: Tx,
  it: { workspaceId: number; id: string; name: Buffer | null; tokens: readonly Buffer[] },
): Promise<boolean> {
  const rows = await tx.query('update contacts set name = $3 where workspace_id = $1 and id = $2 returning id', [
    it.workspaceId,
    it.id,
    it.name,
  ])
  if (rows.length === 0) return false
  await tx.query('delete from name_postings where workspace_id = $1 and contact_id = $2', [it.workspaceId, it.id])
  await tx.query('insert into name_postings (workspace_id, token, contact_id) select $1, unnest($2::bytea[]), $3 on conflict do nothing', [
    it.workspaceId,
    it.tokens,
    it.id,
  ])
  return true
}
