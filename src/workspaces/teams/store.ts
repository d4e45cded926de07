import type { Tx } from '#src/platform/db.ts'

/** The list ends here; beyond it the rest is not shown. */
const mostTeams = 500

/** By name. */
export const teamsOf = (tx: Tx, workspaceId: number): Promise<{ id: string; name: string }[]> =>
  tx.query(`select id, name from teams where workspace_id = $1 order by name, id limit ${mostTeams}`, [workspaceId])
